import { runInThread } from '#app/run-in-thread.ts'
import type { SourceFileType } from './source-file.ts'
import { typeOfFile, type Known } from './type-of-file.ts'

/** Twenty times what the largest file that is kept needs to be looked through. */
const LIMITS = { megabytes: 512, patienceMs: 30_000 }

/** Types that can hold what runs by itself. */
const lookedThrough: readonly SourceFileType[] = ['pdf', 'docx', 'odt']

/**
 * What a file is by its bytes, whatever it is called, once it was looked through in a thread of its own for what runs when
 * someone opens it; or why it is refused and what to do, for the form.
 */
export async function knownFile(bytes: Uint8Array, limits = LIMITS): Promise<Known> {
  const known = typeOfFile(bytes)
  if ('problem' in known || !lookedThrough.includes(known.type)) return known
  const problem = await runInThread<string | false>(
    'app/features/contributions/file-thread.ts',
    { bytes, type: known.type },
    limits,
  )
  if (problem === null)
    return { problem: 'Dit bestand is te ingewikkeld om na te kijken. Bewaar het opnieuw als PDF, en kies dat.' }
  return problem === false ? known : { problem }
}
