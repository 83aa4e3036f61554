import type { FileChild, IPropertiesOptions } from 'docx'
import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { ReadPlan } from '#app/features/plans/plan.ts'
import { walk } from '#app/features/plans/plan.ts'
import { readPlanFile } from './read-file.ts'

/** Word files with words of our own, made for the tests. */

/** Makes a Word file of our own words. `change` edits word/document.xml, for what the library can't make. */
export async function word(
  children: readonly FileChild[],
  more: Partial<IPropertiesOptions> = {},
  change?: (xml: string) => string,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(await Packer.toBuffer(new Document({ ...more, sections: [{ children }] })))
  if (!change) return bytes
  const parts = unzipSync(bytes)
  return zipSync({
    ...parts,
    'word/document.xml': strToU8(change(strFromU8(parts['word/document.xml'] ?? new Uint8Array()))),
  })
}

/** Reads a Word file that must be readable. */
export async function readWord(bytes: Uint8Array): Promise<ReadPlan> {
  const result = await readPlanFile({ name: 'plan.docx', bytes })
  if (!result.ok) throw new Error(result.problem)
  return result.plan
}

/** The plan as lines: headings with their level, paragraphs with their kind. */
export const outline = (plan: ReadPlan) =>
  walk(plan.sections).flatMap(({ section, level }) => [
    `${'#'.repeat(level)} ${section.heading}`,
    ...section.paragraphs.map((each) => (each.kind === 'text' ? each.text : `${each.kind}: ${each.text}`)),
  ])

export const p = (text: string) => new Paragraph(text)
export const bold = (text: string, size?: number) =>
  new Paragraph({ children: [new TextRun({ text, bold: true, ...(size ? { size } : {}) })] })
export const h1 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
export const h2 = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2 })
export const body = [
  'Wij willen dat iedereen in het dorp prettig woont en oud kan worden.',
  'Daarom bouwen wij de komende jaren vooral kleine huizen.',
]
