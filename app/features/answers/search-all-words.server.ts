import type { ProcessRef } from '#app/features/processes/process.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { enqueue } from '#db/jobs.server.ts'
import { searchWords } from './search-words.server.ts'

/** How many points and answers are searched while someone waits for a page, which takes about a tenth of a second. */
const MOST_AT_ONCE = 1000

/** Searches what changed, as far as someone can wait for it; of more, the worker searches the rest. */
export async function searchSomeWords(db: Db, process: ProcessRef): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { isComplete } = await searchWords(trx, process, { most: MOST_AT_ONCE })
    if (!isComplete) await enqueue(trx, 'search-words', [{ municipalityId: process.municipalityId, processId: process.id }])
  })
}

/** Searches all that changed, in steps, so that nobody who works on the same process waits long. */
export async function searchAllWords(db: Db, { municipalityId, processId }: { municipalityId: string; processId: string }): Promise<void> {
  const step = () => inTransaction(db, (trx) => searchWords(trx, { municipalityId, id: processId }, { most: MOST_AT_ONCE }))
  while (!(await step()).isComplete);
}
