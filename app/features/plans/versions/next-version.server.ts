import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'
import type { Block, VersionKind } from '#app/features/plans/plan.ts'
import { isHeading, treeOf } from '#app/features/plans/plan.ts'
import { identifyRows } from '#app/features/plans/identify-rows.server.ts'
import { storePlan, type FollowPlan, type StoredCounts, type Version } from '#app/features/plans/store-plan.server.ts'
import { forgetEdits } from '#app/features/plans/editing/store-edit.server.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from './current-version.server.ts'
import type { MatchedParts } from './match-in-thread.ts'
import type { Origin } from './match-versions.ts'
import { storeOrigins } from './paragraph-origins.server.ts'

/** Where a version came from, as it is kept with it. */
export type VersionFacts = {
  title: string
  fileName: string
  fileHash: string
  warnings: string[]
  createdAt: Date
  createdBy: string | null
}

/** Begins the version after `base`, in which officials go on working. Its words are stored apart; gives its id. */
export async function beginVersion(
  trx: Trx,
  process: ProcessRef,
  base: StoredPlan,
  kind: Exclude<VersionKind, 'concept'>,
  facts: VersionFacts,
): Promise<string> {
  const { municipalityId, id: processId } = process
  const id = uuid()
  // What a later version was made from stays as it was.
  await trx
    .updateTable('planVersion')
    .set({ fixedAt: facts.createdAt })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', base.versionId)
    .where('ordinal', '>', 1)
    .where('fixedAt', 'is', null)
    .execute()
  await forgetEdits(trx, { municipalityId, processId, planVersionId: base.versionId })
  await trx
    .insertInto('planVersion')
    .values({
      ...{ municipalityId, id, processId, kind, ordinal: base.ordinal + 1, previousId: base.versionId },
      ...{ isForReaders: false, isForEditors: false, ...facts },
    })
    .execute()
  await makeCurrent(trx, process, id, 'editors')
  return id
}

/** How much of a file, in paragraphs, comes from the version before it: 0 is none, 1 all of them. */
export function matchedShare(blocks: readonly Block[], origins: readonly Origin[]): number {
  const total = blocks.filter((block) => !isHeading(block)).length
  const matched = new Set(origins.flatMap(({ to }) => (blocks[to] && !isHeading(blocks[to]) ? [to] : [])))
  return total === 0 ? 0 : matched.size / total
}

/**
 * Stores the words of a file as a version that was matched with its base. Where the version had words already (`now`), parts that the file has in
 * common with those keep their ids, and what an official settled about them stays.
 */
export async function storeFile(
  trx: Trx,
  version: Version,
  file: { blocks: Block[]; base: StoredPlan; matched: MatchedParts; now: StoredPlan | null; kept: (number | null)[] },
  followers: readonly FollowPlan[],
): Promise<StoredCounts> {
  const { blocks, base, now, kept } = file
  const { origins, continued } = file.matched
  const before = blocks.map((_, at) => now?.blocks[kept[at] ?? -1])
  // A lineage goes on in one part of a version; what an official settled comes first.
  const isSettled = blocks.map(({ text }, at) => before[at]?.text === text)
  const taken = new Set(before.flatMap((part, at) => (part && isSettled[at] ? [part.lineageId] : [])))
  const placed = blocks.map((block, at): Block & { id: string } => {
    const part = before[at]
    const id = part?.id ?? uuid()
    const found = base.blocks[continued[at] ?? -1]?.lineageId ?? id
    const lineageId = part && isSettled[at] ? part.lineageId : taken.has(found) ? id : found
    taken.add(lineageId)
    return { ...block, id, lineageId }
  })
  const stored = await storePlan(trx, version, treeOf(placed), followers)
  await forgetEdits(trx, version)
  const anew = placed.filter((_, at) => !isSettled[at]).map(({ id }) => id)
  // What an official said of other words counts no longer.
  await sql`
    delete from settled_origin where municipality_id = ${version.municipalityId} and paragraph_id = any(${anew}::uuid[])`.execute(
    trx,
  )
  await storeOrigins(
    trx,
    version.municipalityId,
    origins.flatMap(({ from, to, doubtful }) => {
      const [old, part] = [base.blocks[from], placed[to]]
      if (!old || !part || isHeading(old) || isHeading(part) || isSettled[to]) return []
      return [{ paragraphId: part.id, originId: old.id, isDoubtful: doubtful }]
    }),
    anew,
  )
  await identifyRows(trx, version)
  return stored
}

/** Copies all words of `base` into the version that was begun from it, each paragraph with its origin. */
export async function copyVersion(trx: Trx, version: Version, base: StoredPlan): Promise<void> {
  const copies = base.blocks.map(({ number: _, ...block }) => ({ ...block, id: uuid(), originId: block.id }))
  await storePlan(trx, version, treeOf(copies.map(({ originId: _, ...block }) => block)), [])
  await storeOrigins(
    trx,
    version.municipalityId,
    copies.flatMap((block) =>
      isHeading(block) ? [] : [{ paragraphId: block.id, originId: block.originId, isDoubtful: false }],
    ),
    [],
  )
  await identifyRows(trx, version)
}
