import { storedPlan, type StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf, type Change } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions, type Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** A change that a version brings, with its paragraphs: those of the version, then those of the one before it. */
export type PlacedChange = { plan: StoredPlan; compared: Comparison; change: Change; parts: string[] }

/** The ids of all paragraphs of a change. Of the first one its reason is kept. */
export function partIdsOf({ lines }: Change, { old, now }: Pick<Comparison, 'old' | 'now'>): string[] {
  const news = lines.flatMap(({ to }) => (to === null ? [] : (now.paragraphs[to]?.id ?? [])))
  const olds = lines.flatMap(({ from }) => (from === null ? [] : (old.paragraphs[from]?.id ?? [])))
  return [...new Set([...news, ...olds])]
}

/**
 * The change of which a paragraph is part, in a version (left out: the one that officials work on) since the one before it. The paragraph may be of
 * either. Null where it did not change, and where there is no such version.
 */
export async function changeAt(
  db: Db | Trx,
  process: ProcessRef,
  versionId: string | undefined,
  partId: string,
): Promise<PlacedChange | null> {
  const plan = await storedPlan(db, process, versionId === undefined ? 'forEditors' : { id: versionId })
  const compared = plan && (await compareVersions(db, process, plan))
  if (!plan || !compared) return null
  for (const change of changesOf(compared.lines)) {
    const parts = partIdsOf(change, compared)
    if (parts.includes(partId)) return { plan, compared, change, parts }
  }
  return null
}
