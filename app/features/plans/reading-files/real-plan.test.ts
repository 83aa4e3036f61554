import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReadPlan } from '#app/features/plans/plan.ts'
import { FRONT_HEADING, walk } from '#app/features/plans/plan.ts'
import { readPlanFile } from './read-file.ts'

/** A real plan of 2016 in three forms. It is not ours to copy, so it lies outside the project and these tests pass without it. */
const folder = path.join(import.meta.dirname, '../../../../../shared/input')
const file = (ending: string) => path.join(folder, `borger-odoorn-2016${ending}`)
const forms = ['.txt', '-koppen.docx', '-vet.docx']
const isThere = forms.every((form) => existsSync(file(form)))

const plans = new Map<string, Promise<ReadPlan>>()

/** Reads each form once for all tests. */
function plan(form: string): Promise<ReadPlan> {
  const known = plans.get(form) ?? read(form)
  plans.set(form, known)
  return known
}

async function read(form: string): Promise<ReadPlan> {
  const result = await readPlanFile({ name: `plan${form}`, bytes: new Uint8Array(readFileSync(file(form))) })
  if (!result.ok) throw new Error(result.problem)
  return result.plan
}

/** All letters and signs in reading order, without white space, list marks or the heading that we put above the front. */
const letters = (lines: readonly string[]) => lines.join('').replace(/[\s•\u00a0]/g, '')
const readLetters = ({ sections }: ReadPlan) =>
  letters(
    walk(sections).flatMap(({ section }) => [
      section.heading === FRONT_HEADING ? '' : section.heading,
      ...section.paragraphs.map((each) => each.text),
    ]),
  )

describe.skipIf(!isThere)('the real plan', () => {
  test('comes in whole from plain text: every line once, in its place', async () => {
    const source = readFileSync(file('.txt'), 'utf8')
    expect(readLetters(await plan('.txt'))).toBe(letters(source.split('\n')))
  })

  test('has the same words in all three forms', async () => {
    const [text, styled, bold] = await Promise.all(forms.map(plan))
    expect(text && styled && readLetters(text) === readLetters(styled)).toBe(true)
    expect(bold && styled && readLetters(bold) === readLetters(styled)).toBe(true)
  })

  test('has the same chapters in all three forms', async () => {
    const [text, styled, bold] = await Promise.all(forms.map(plan))
    const chapters = (each: ReadPlan | undefined) => each?.sections.map((section) => section.heading)
    expect(chapters(text)).toHaveLength(8)
    expect(chapters(text)?.slice(0, 3)).toEqual([
      FRONT_HEADING,
      'De route van de expeditie',
      'Gezin en sociaal netwerk',
    ])
    expect(chapters(text)?.[6]).toMatch(/^Bijlage 1 \p{Lu}/u)
    expect(chapters(styled)).toEqual(chapters(text))
    expect(chapters(bold)).toEqual(chapters(text))
  })

  test('has its action points in three chapters, each under its own heading', async () => {
    for (const form of forms) {
      const all = walk((await plan(form)).sections)
      const parts = all.filter(({ section }) => /^actiepunten$/i.test(section.heading))
      expect(parts.map(({ level, section }) => [level, section.sections.length])).toEqual([
        [2, 13],
        [2, 11],
        [2, 11],
      ])
      const items = all.flatMap(({ section }) => section.paragraphs).filter((each) => each.kind === 'action_item')
      expect(items).toHaveLength(46)
    }
  })

  test('has the scores of its three groups as tables, not as chapters', async () => {
    for (const form of forms) {
      const tables = walk((await plan(form)).sections)
        .flatMap(({ section }) => section.paragraphs)
        .filter((each) => each.kind === 'table')
      expect(tables.map((table) => table.text.split('\n').length)).toEqual([11, 11, 11])
    }
  })
})
