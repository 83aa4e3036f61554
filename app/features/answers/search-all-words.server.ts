import { eachByItself } from '#app/each-by-itself.ts'
import { statesFor, type ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { countUnsearched, searchWords } from './search-words.server.ts'

/** How many points and answers are searched at once, which takes about a tenth of a second. */
const MOST_AT_ONCE = 1000

/** Searches what changed, as far as someone can wait for it who opens a page; the worker searches the rest. */
export async function searchSomeWords(db: Db, process: ProcessRef): Promise<{ isComplete: boolean }> {
  // Asked first without holding the process, for which a page would wait while very many points are changed.
  if ((await countUnsearched(db, process)) === 0) return { isComplete: true }
  return inTransaction(db, (trx) => searchWords(trx, process, { most: MOST_AT_ONCE }))
}

/** Searches all that changed in processes of which the answers are still to be published, in steps, so that nobody waits long, and each by itself. */
export async function searchAllWords(db: Db): Promise<void> {
  const processes = await db
    .selectFrom('process')
    .select(['municipalityId', 'id'])
    .where('state', 'in', statesFor.answer)
    .execute()
  await eachByItself(processes, async (process) => {
    while (!(await searchSomeWords(db, process)).isComplete);
  })
}
