import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Trx } from '#db/client.server.ts'
import { blocksOf, treeOf, type Block } from '#app/features/plans/plan.ts'
import { identifyRows, rowsOfParts } from '#app/features/plans/identify-rows.server.ts'
import { storePlan, type FollowPlan, type HangsOnParts, type Version } from '#app/features/plans/store-plan.server.ts'
import type { StoredPlan } from '#app/features/plans/stored-plan.server.ts'
import {
  copyOrigins,
  originsAt,
  storeOrigins,
  type StoredOrigin,
} from '#app/features/plans/versions/paragraph-origins.server.ts'
import { settledOfParts } from '#app/features/plans/versions/keep-settled.server.ts'
import { applyPatch, patchOf, type Patch, type Way } from './edit-patch.ts'

/** Of each official the last edits of a version can be taken back, one after another; what is older goes. */
const KEPT_EDITS = 100

const hanging = (followers: readonly FollowPlan[]): HangsOnParts[] => [
  settledOfParts,
  rowsOfParts,
  ...followers.flatMap(({ hangs }) => hangs ?? []),
]

type Pairs = (readonly [string, string])[]
/** What is kept of an edit: the part that was open, which parts joined another one when it was made or taken back, and the origins of all that it touched. */
type Change = {
  about: string | null
  parts: Patch
  joins: Record<Way, Pairs>
  origins: { before: StoredOrigin[]; after: StoredOrigin[] }
}
type KeptRows = Record<string, unknown[]>

export type StoredEdit = { id: string; isUndone: boolean; patch: Change; kept: KeptRows }

const placedIn = (patch: Patch) => patch.filter(({ place }) => place.before ?? place.after).map(({ id }) => id)

/**
 * Stores what an official made of the words of a version, and keeps how it was, so that they can take it back. `mergedInto` says which parts
 * joined another one, `splitFrom` which new ones come from another one, `about` which one the official had open.
 */
export async function storeEdit(
  trx: Trx,
  version: Version,
  by: { id: string | null },
  plan: StoredPlan,
  edited: {
    blocks: readonly Block[]
    splitFrom?: ReadonlyMap<string, string>
    mergedInto?: ReadonlyMap<string, string>
    about: string | null
  },
  followers: readonly FollowPlan[],
): Promise<void> {
  const { municipalityId } = version
  const { splitFrom = new Map<string, string>(), mergedInto = new Map<string, string>() } = edited
  // The heading over text that has none any more is made here.
  const blocks = blocksOf(treeOf(edited.blocks)).map((block) => ({ ...block, id: block.id ?? uuid() }))
  const patch = patchOf(plan.blocks, blocks)
  const parts = patch.map(({ id }) => id)
  const before = await originsAt(trx, municipalityId, parts)
  const kept: KeptRows = {}
  for (const each of hanging(followers)) kept[each.name] = await each.keep(trx, version, parts)
  await storePlan(trx, version, treeOf(blocks), followers, mergedInto)
  await copyOrigins(trx, municipalityId, splitFrom)
  await identifyRows(trx, version, { splitFrom })
  const change: Change = {
    about: edited.about,
    parts: patch,
    joins: { back: [...splitFrom], again: [...mergedInto] },
    origins: { before, after: await originsAt(trx, municipalityId, parts) },
  }
  await sql`
    insert into plan_edit (municipality_id, id, plan_version_id, made_by, placed, patch, kept)
    values (${municipalityId}, ${uuid()}, ${version.planVersionId}, ${by.id}, ${placedIn(patch)}::uuid[],
      ${JSON.stringify(change)}::jsonb, ${JSON.stringify(kept)}::jsonb)`.execute(trx)
  await sql`
    delete from plan_edit where municipality_id = ${municipalityId} and plan_version_id = ${version.planVersionId} and id in (
      select id from plan_edit where municipality_id = ${municipalityId} and plan_version_id = ${version.planVersionId}
        and made_by is not distinct from ${by.id}::uuid
      order by id desc offset ${KEPT_EDITS})`.execute(trx)
}

/** What became of taking an edit back, or doing it again: the part to go on with, or that somebody changed a part since. */
type Taken = { part: string | null } | { conflict: string }

/** Takes an edit back, or does it again, beside what others changed meanwhile. */
export async function applyEdit(
  trx: Trx,
  version: Version,
  plan: StoredPlan,
  { id, patch: { about, parts: patch, joins, origins }, kept }: StoredEdit,
  way: Way,
  now: Date,
  followers: readonly FollowPlan[],
): Promise<Taken> {
  const { municipalityId } = version
  const [from, to] = way === 'back' ? (['after', 'before'] as const) : (['before', 'after'] as const)
  const parts = patch.map((part) => part.id)
  const later = await movedLater(trx, version, id, placedIn(patch))
  if (later !== null) return { conflict: later }
  const applied = applyPatch(plan.blocks, patch, way)
  if ('conflict' in applied) return applied
  // Where paragraphs come from is put back only for those of which the edit changed that.
  const other = parts.filter((part) => written(origins.before, part) !== written(origins.after, part))
  const found = await originsAt(trx, municipalityId, other)
  const changed = other.find((part) => written(found, part) !== written(origins[from], part))
  if (changed !== undefined) return { conflict: changed }
  const { blocks } = applied
  await storePlan(trx, version, treeOf(blocks), followers, new Map(joins[way]))
  const there = new Set(blocks.map((block) => block.id))
  const anew = other.filter((part) => there.has(part))
  await storeOrigins(
    trx,
    municipalityId,
    origins[to].filter(({ paragraphId }) => anew.includes(paragraphId)),
    anew,
  )
  if (way === 'back')
    for (const each of hanging(followers)) await each.putBack(trx, version, kept[each.name] ?? [], parts)
  await identifyRows(trx, version)
  await trx
    .updateTable('planEdit')
    .set({ undoneAt: way === 'back' ? now : null })
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
  const at = about !== null && there.has(about) ? about : patch.find((part) => there.has(part.id))?.id
  return { part: at ?? blocks[Math.min(firstPlace(patch, from), blocks.length) - 1]?.id ?? null }
}

const firstPlace = (patch: Patch, side: 'before' | 'after') =>
  patch.find(({ place }) => place[side])?.place[side]?.at ?? 0

const written = (origins: readonly StoredOrigin[], part: string) =>
  JSON.stringify(
    origins
      .filter(({ paragraphId }) => paragraphId === part)
      .map(({ originId, isDoubtful }) => `${originId} ${isDoubtful}`)
      .sort(),
  )

/** One of these parts that an edit after this one, which still counts, put elsewhere; of words it shows that they are others now. */
async function movedLater(
  trx: Trx,
  version: Version,
  editId: string,
  parts: readonly string[],
): Promise<string | null> {
  const { rows } = await sql<{ placed: string[] }>`
    select placed from plan_edit
    where municipality_id = ${version.municipalityId} and plan_version_id = ${version.planVersionId}
      and id > ${editId} and undone_at is null and placed && ${[...parts]}::uuid[]
    limit 1`.execute(trx)
  return rows[0]?.placed.find((part) => parts.includes(part)) ?? null
}

/**
 * Forgets the edits of a version of which other words took the place, or that is fixed: nobody takes them back any more, and they may have words of a
 * resident that were taken out of the version.
 */
export async function forgetEdits(trx: Trx, { municipalityId, planVersionId }: Version): Promise<void> {
  await trx
    .deleteFrom('planEdit')
    .where('municipalityId', '=', municipalityId)
    .where('planVersionId', '=', planVersionId)
    .execute()
}
