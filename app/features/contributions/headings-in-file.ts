import type { ReadSection } from '#app/features/plans/plan.ts'
import { readPlan } from '#app/features/plans/reading-files/read-plan.ts'
import { runInThread } from '#app/run-in-thread.ts'
import type { SourceFileType } from './source-file.ts'

const LIMITS = { megabytes: 512, patienceMs: 30_000 }

/**
 * What a file says are its headings, in order: of a Word file those with a style of headings or in bold, of an OpenDocument text
 * those that are headings. None of a file that tells nothing of it, such as a PDF, or that cannot be read.
 */
export async function headingsInFile(type: SourceFileType, bytes: Uint8Array): Promise<string[]> {
  if (type === 'docx') {
    const read = await readPlan({ name: 'inbreng.docx', bytes }, LIMITS)
    return read.ok ? read.plan.sections.flatMap(headingsOf) : []
  }
  if (type !== 'odt') return []
  const thread = 'app/features/contributions/heading-thread.ts'
  return (await runInThread<string[]>(thread, bytes, LIMITS)) ?? []
}

function headingsOf({ heading, sections }: ReadSection): string[] {
  return [heading, ...sections.flatMap(headingsOf)]
}
