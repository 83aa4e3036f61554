import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { versionKinds } from '#app/features/plans/plan.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDateShort, today } from '#app/local-date.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db } from '#db/client.server.ts'
import { versionName } from './version-words.ts'

/** A version of a plan, for officials who choose which one they see. */
export type ListedVersion = {
  id: string
  ordinal: number
  name: string
  madeOn: string
  fileName: string
  isForReaders: boolean
  /** Whether people read it now: of a plan that was not released nobody does. */
  isRead: boolean
  isForEditors: boolean
  /** Whether its words may still change. */
  isOpen: boolean
  isAdopted: boolean
}

/** The versions of a plan, the first one first. */
export async function planVersions(db: Db, process: Process): Promise<ListedVersion[]> {
  const rows = await db
    .selectFrom('planVersion')
    .select(['id', 'ordinal', 'kind', 'createdAt', 'fileName', 'fixedAt', 'isForReaders', 'isForEditors'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .orderBy('ordinal')
    .execute()
  const revised = rows.filter(({ kind }) => kind === 'revised')
  return rows.map((row) => ({
    ...{ id: row.id, ordinal: row.ordinal, fileName: row.fileName },
    name: versionName({
      kind: oneOf(versionKinds, row.kind),
      revision: row.kind === 'revised' && revised.length > 1 ? revised.indexOf(row) + 1 : null,
    }),
    madeOn: formatDateShort(today(row.createdAt)),
    ...{ isForReaders: row.isForReaders, isForEditors: row.isForEditors },
    isRead: row.isForReaders && process.releasedAt !== null,
    isOpen: row.isForEditors && mayChangeWords(process, row),
    isAdopted: row.kind === 'adopted',
  }))
}

/** The version that an address asks for by its number (`?versie=2`), else the one that officials work on; null when there is no plan. */
export function askedVersion(versions: readonly ListedVersion[], asked: string | null): ListedVersion | null {
  return (
    versions.find(({ ordinal }) => String(ordinal) === asked) ??
    versions.find(({ isForEditors }) => isForEditors) ??
    null
  )
}
