import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Makes this version of a plan the one that people read, or the one that officials work on, in place of another. */
export async function makeCurrent(
  trx: Db | Trx,
  { municipalityId, id: processId }: ProcessRef,
  versionId: string,
  whom: 'readers' | 'editors',
): Promise<void> {
  const set = (isCurrent: boolean) => (whom === 'readers' ? { isForReaders: isCurrent } : { isForEditors: isCurrent })
  const versions = trx
    .updateTable('planVersion')
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', processId)
  await versions
    .set(set(false))
    .where(whom === 'readers' ? 'isForReaders' : 'isForEditors', '=', true)
    .where('id', '<>', versionId)
    .execute()
  await versions.set(set(true)).where('id', '=', versionId).execute()
}
