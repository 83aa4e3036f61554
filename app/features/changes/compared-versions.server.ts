import { versionKinds } from '#app/features/plans/plan.ts'
import { isReadable } from '#app/features/plans/versions/readable-versions.server.ts'
import { versionInSentence, versionInWords, versionNames } from '#app/features/plans/versions/version-words.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate } from '#app/local-date.ts'
import { oneOf } from '#app/one-of.ts'
import type { Db } from '#db/client.server.ts'
import type { PublicChanges } from './public-changes.server.ts'

/** The versions that people read before the one of now, with which of them it is compared: the first one unless an address names another. */
export async function comparedVersions(
  db: Db,
  process: ProcessRef & { decidedOn: string | null },
  asked: number | null,
) {
  const rows = await db
    .selectFrom('planVersion')
    .select(['id', 'ordinal', 'kind', 'createdAt', 'datedOn', 'releasedAt', 'isForReaders'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where(isReadable(process))
    .orderBy('ordinal')
    .execute()
  const adoption = await adoptionOf(db, process)
  // One that nobody read is no version for readers, also when a later one was made from it.
  const earlier = rows
    .filter(({ ordinal, releasedAt, isForReaders }) => !isForReaders && (ordinal === 1 || releasedAt !== null))
    .map((row) => ({ ...row, kind: oneOf(versionKinds, row.kind) }))
  const chosen = earlier.find(({ ordinal }) => ordinal === asked) ?? earlier[0]
  const dated = (id: string, plan: PublicChanges['now']['plan']) => ({
    kind: plan.kind,
    createdAt: plan.createdAt,
    datedOn: rows.find((row) => row.id === id)?.datedOn ?? null,
  })
  return {
    since: chosen && chosen.ordinal > 1 ? { id: chosen.id } : ('first' as const),
    /** How the page calls the two versions, and the choice there is. */
    named: ({ old, now }: Pick<PublicChanges, 'old' | 'now'>) => ({
      old: versionInSentence(dated(old.plan.versionId, old.plan), process),
      now:
        adoption?.planVersionId === now.plan.versionId
          ? `het plan dat ${adoption.body} vaststelde op ${formatDate(adoption.decidedOn)}`
          : versionInSentence(dated(now.plan.versionId, now.plan), process),
      oldInShort: `het ${versionNames[old.plan.kind].replace(/^(aangepast|vastgesteld) /, '$1e ')}`,
      earlier: earlier.map((version) => ({
        ordinal: version.ordinal,
        name: versionInWords(version, process),
        isCompared: version.id === old.plan.versionId,
      })),
    }),
  }
}
