import { runInThread } from '#app/run-in-thread.ts'
import type { PlanFile, ReadResult } from './read-file.ts'

/** The largest plans that are read need about half of this, in MB; what needs more would take memory that visitors need. */
const MOST_MEMORY = 1024
/** The largest plans are read in about ten seconds on a slow machine. */
const PATIENCE_MS = 60_000

const TOO_MUCH =
  'Dit bestand is te groot of te ingewikkeld om te lezen. ' +
  'Haal grote tabellen of wat niet bij het plan hoort eruit, en upload het opnieuw.'

/** Reads a plan file of any format we know, in a thread of its own. What can't be read comes back as a Dutch sentence for the form. */
export async function readPlan(
  file: PlanFile,
  { megabytes = MOST_MEMORY, patienceMs = PATIENCE_MS } = {},
): Promise<ReadResult> {
  const read = await runInThread<ReadResult>('app/features/plans/reading-files/reading-thread.ts', file, {
    megabytes,
    patienceMs,
  })
  return read ?? { ok: false, problem: TOO_MUCH }
}
