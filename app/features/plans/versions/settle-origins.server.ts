import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, type Ending } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { byProcessor } from '#app/acts/who-may.ts'
import { NotFound } from '#app/errors.server.ts'
import { forgetActionItems, keepActionItems } from '#app/features/plans/action-items/keep-action-items.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { identifyRows } from '#app/features/plans/identify-rows.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { asId } from '#app/ids.server.ts'
import type { Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import { findOrigins } from './find-origins.ts'
import { fixedRefusal, heldVersions, type Settled } from './held-versions.server.ts'
import { storeOrigins } from './paragraph-origins.server.ts'
import { reopenRows, settleDoubtfulRows } from './settle-rows.server.ts'

/** More old paragraphs than this in one new one are no merger that anyone made. */
const MOST_ORIGINS = 20

/** Mark of what a form about one pair showed. */
export const markOfOrigins = (text: string, origins: readonly string[], isDoubtful: boolean): string =>
  seenMark([text, [...origins].sort(), isDoubtful])

const refusals = {
  stale: staleRefusal,
  ...fixedRefusal,
  noOrigin: { says: 'Vul in uit welke alinea of alinea’s van de vorige versie deze komt.', at: 'words' },
  unknownOrigin: {
    says: (asked: string) => `De vorige versie heeft geen ${asked.startsWith('‘') ? `alinea met ${asked}` : asked}.`,
    at: 'words',
  },
  severalOrigins: {
    says: (numbers: string[]) =>
      `Deze woorden staan in meer alinea’s: ${numbers.join(', ')}. Vul het nummer in, of meer woorden.`,
    at: 'words',
  },
}

/**
 * Says where a paragraph of the version that officials work on comes from, and takes the doubt away: `given` from these origins, `new` from none,
 * `chosen` from those that are typed by number or by words. Paragraphs that share an origin were split, several origins were merged.
 */
export const settleOrigin = act({
  name: 'settleOrigin',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({
    part: z.string(),
    answer: z.enum(['given', 'new', 'chosen'], { error: 'Kies waar deze alinea vandaan komt.' }),
    origins: z.array(z.string()).max(MOST_ORIGINS).default([]),
    words: typed.default(''),
    seen,
  }),
  refusals,
  async run({ trx, by, now, process: ref, refuse }, { part, answer, origins, words, seen }): Promise<Ending<Settled>> {
    const { process, version, previous } = await heldVersions(trx, by, ref.id)
    const block = version.blocks.find(({ id }) => id === part)
    if (!block || isHeading(block)) throw new NotFound()
    const olds = previous.blocks.filter((old) => !isHeading(old))
    const chosen = (): string[] => {
      if (answer === 'new') return []
      if (answer === 'given') {
        const known = olds.filter(({ id }) => origins.includes(id)).map(({ id }) => id)
        if (known.length !== new Set(origins).size || known.length === 0) throw new NotFound()
        return known
      }
      if (words.trim() === '') return refuse('noOrigin')
      const found = findOrigins(olds, words)
      if ('unknown' in found) return refuse('unknownOrigin', found.unknown)
      return 'several' in found ? refuse('severalOrigins', found.several) : found.found
    }
    const wanted = chosen()
    const [before] = await originsOf(trx, process, sql`paragraph.id = ${asId(part)}`)
    const [had, isDoubtful] = [before?.origins ?? [], before?.isDoubtful ?? false]
    const isSame = had.length === wanted.length && had.every((id) => wanted.includes(id))
    if (isSame && !isDoubtful) return changedNothing({ settled: null, count: 0 })
    refuseStale(seen, markOfOrigins(block.text, had, isDoubtful))
    const { municipalityId } = process
    const settled = uuid()
    await keepProposed(trx, process, [{ id: part, origins: had, isDoubtful }], { settled, by: by.id, now })
    const stored = wanted.map((originId) => ({ paragraphId: part, originId, isDoubtful: false }))
    await storeOrigins(trx, municipalityId, stored, [part])
    await continueLineages(trx, process, version.versionId, [part])
    if (!isSame) await identifyRows(trx, { municipalityId, planVersionId: version.versionId }, { anew: [part] })
    return did(
      { settled, count: 1 },
      {
        id: settled,
        subject: { kind: 'planVersion', id: version.versionId },
        detail: { answer, origins: wanted.length },
      },
    )
  },
})

/** Takes every doubt of the version that officials work on away, as the comparison proposed. */
export const settleDoubts = act({
  name: 'settleDoubts',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({}),
  refusals: fixedRefusal,
  async run({ trx, by, now, process: ref }): Promise<Ending<Settled>> {
    const { process, version } = await heldVersions(trx, by, ref.id)
    const doubtful = await originsOf(
      trx,
      process,
      sql`paragraph.plan_version_id = ${version.versionId} and is_doubtful`,
    )
    const settled = uuid()
    const rows = await settleDoubtfulRows(trx, process, version.versionId, { settled, by: by.id, now })
    const count = doubtful.length + rows
    if (count === 0) return changedNothing({ settled: null, count })
    await keepProposed(trx, process, doubtful, { settled, by: by.id, now })
    await sql`
      update paragraph_origin set is_doubtful = false
      where municipality_id = ${process.municipalityId} and paragraph_id = any(${doubtful.map(({ id }) => id)}::uuid[])`.execute(
      trx,
    )
    return did(
      { settled, count },
      { id: settled, subject: { kind: 'planVersion', id: version.versionId }, detail: { count } },
    )
  },
})

/** Takes back what was settled at once, or of that one paragraph or row: what the comparison proposed is there again, with its doubt. */
export const reopenOrigins = act({
  name: 'reopenOrigins',
  by: byProcessor,
  on: 'process',
  changes: 'public',
  input: z.object({ settled: z.string(), part: z.string().optional(), row: z.string().optional() }),
  refusals: fixedRefusal,
  async run({ trx, by, process: ref }, { settled, part, row }) {
    const { process, version } = await heldVersions(trx, by, ref.id)
    const { municipalityId } = process
    const reopened = part === undefined ? await reopenRows(trx, process, version.versionId, { settled, row }) : 0
    const { rows } = await sql<{
      paragraphId: string
      proposed: string[]
      wasDoubtful: boolean
      wasOtherwise: boolean
    }>`
      delete from settled_origin using paragraph
      where settled_origin.municipality_id = ${municipalityId} and act_id = ${asId(settled)}
        and ${row === undefined ? sql`true` : sql`false`}
        and ${part === undefined ? sql`true` : sql`settled_origin.paragraph_id = ${asId(part)}`}
        and paragraph.municipality_id = ${municipalityId} and paragraph.id = settled_origin.paragraph_id
        and paragraph.plan_version_id = ${version.versionId}
      returning settled_origin.paragraph_id, proposed, was_doubtful, proposed <> array(
        select origin_id from paragraph_origin
        where paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = settled_origin.paragraph_id
        order by array_position(proposed, origin_id)) as was_otherwise`.execute(trx)
    const count = rows.length + reopened
    if (count === 0) return changedNothing({ count })
    const parts = rows.map(({ paragraphId }) => paragraphId)
    const stored = rows.flatMap(({ paragraphId, proposed, wasDoubtful }) =>
      proposed.map((originId) => ({ paragraphId, originId, isDoubtful: wasDoubtful })),
    )
    await storeOrigins(trx, municipalityId, stored, parts)
    await continueLineages(trx, process, version.versionId, parts)
    // The rows of a table are again those of the table that it was proposed to come from.
    const anew = rows.filter(({ wasOtherwise }) => wasOtherwise).map(({ paragraphId }) => paragraphId)
    await identifyRows(trx, { municipalityId, planVersionId: version.versionId }, { anew })
    return did({ count }, { subject: { kind: 'planVersion', id: version.versionId }, detail: { count } })
  },
})

type OfParagraph = { id: string; origins: string[]; isDoubtful: boolean }

async function originsOf(trx: Trx, { municipalityId }: ProcessRef, which: RawBuilder<unknown>): Promise<OfParagraph[]> {
  const { rows } = await sql<OfParagraph>`
    select paragraph.id, array_agg(every.origin_id) as origins, bool_or(every.is_doubtful) as is_doubtful
    from paragraph join paragraph_origin as every on every.municipality_id = paragraph.municipality_id and every.paragraph_id = paragraph.id
    where paragraph.municipality_id = ${municipalityId} and exists (
      select from paragraph_origin where paragraph_origin.municipality_id = paragraph.municipality_id
        and paragraph_origin.paragraph_id = paragraph.id and ${which})
    group by paragraph.id`.execute(trx)
  return rows
}

/** Keeps what the comparison proposed, once: who changes their mind can still go back to it. */
async function keepProposed(
  trx: Trx,
  { municipalityId }: ProcessRef,
  parts: readonly OfParagraph[],
  { settled, by, now }: { settled: string; by: string | null; now: Date },
): Promise<void> {
  // Arrays of arrays have one length in PostgreSQL, so what each came from is passed as JSON.
  const rows = parts.map(({ id, origins, isDoubtful }) => ({ id, origins: JSON.stringify(origins), isDoubtful }))
  await sql`
    insert into settled_origin (municipality_id, paragraph_id, settled_by, settled_at, act_id, proposed, was_doubtful)
    select ${municipalityId}, given.id, ${by}, ${now}, ${settled},
      array(select jsonb_array_elements_text(given.origins)::uuid), given.is_doubtful
    from ${givenRows({ id: 'uuid', origins: 'jsonb', isDoubtful: 'boolean' }, rows)}
    on conflict (municipality_id, paragraph_id) do update
    set settled_by = excluded.settled_by, settled_at = excluded.settled_at, act_id = excluded.act_id`.execute(trx)
}

/** Gives paragraphs the lineage of what they come from, unless another paragraph of the version continues it; else one of their own. */
async function continueLineages(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  versionId: string,
  parts: readonly string[],
): Promise<void> {
  await sql`
    with open as (
      select distinct on (origin.lineage_id) paragraph.id, origin.lineage_id
      from paragraph
      join paragraph_origin on paragraph_origin.municipality_id = ${municipalityId} and paragraph_origin.paragraph_id = paragraph.id
      join paragraph as origin on origin.municipality_id = ${municipalityId} and origin.id = paragraph_origin.origin_id
      where paragraph.municipality_id = ${municipalityId} and paragraph.id = any(${[...parts]}::uuid[]) and not exists (
        select from paragraph as other
        where other.municipality_id = ${municipalityId} and other.plan_version_id = ${versionId}
          and other.lineage_id = origin.lineage_id and other.id <> all(${[...parts]}::uuid[]))
      order by origin.lineage_id, origin.lineage_id = paragraph.lineage_id desc, paragraph.position
    ),
    continued as (select distinct on (id) id, lineage_id from open order by id, lineage_id)
    update paragraph set lineage_id = coalesce(
      (select continued.lineage_id from continued where continued.id = paragraph.id), paragraph.id)
    where municipality_id = ${municipalityId} and id = any(${[...parts]}::uuid[])`.execute(trx)
  await forgetActionItems(trx, municipalityId, parts)
  await keepActionItems(trx, { municipalityId, processId, planVersionId: versionId })
}
