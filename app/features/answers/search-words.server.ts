import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { DETECTOR, findingValue, type Finding, type FindingKind } from '#app/features/contributions/personal-data.ts'
import { namesNotPublic } from '#app/features/contributions/sender-names.ts'
import { leftOutOfProcess } from '#app/features/points/left-out-words.server.ts'
import type { LeftOutWords } from '#app/features/points/left-out-words.ts'
import { findInPublicWords, publicFindings, type PointField } from '#app/features/points/public-findings.ts'
import { redactionsOf } from '#app/features/points/redactions.server.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { valueHashOf } from './is-open-finding.server.ts'
import { noteFindings, pointsOf } from './note-findings.server.ts'

export type FindingField = PointField | 'reply' | 'forwardedTo'

/** How many points or answers are held in memory at once. */
const BATCH = 500
/** A reply to more people than this is no letter to one of them: their names are common words of it sooner than names. */
export const MOST_SENDERS = 50

/**
 * Searches the public words of a process that were not searched since they changed, at most so many points and so many
 * answers; gives whether all were. Whoever changes words holds the process, and so does this: no word changes between the
 * search and the note that it was made. What is left out elsewhere in the process is looked for too. Reads a few hundred texts at a time, whatever their number. With `pointIds`, only of
 * those points and their answers.
 */
export async function searchWords(
  trx: Trx,
  process: ProcessRef,
  { most = Infinity, pointIds }: { most?: number; pointIds?: readonly string[] } = {},
): Promise<{ isComplete: boolean }> {
  await sql`select from process where municipality_id = ${process.municipalityId} and id = ${process.id} for no key update`.execute(
    trx,
  )
  if (!pointIds && (await countUnsearched(trx, process)) === 0) return { isComplete: true }
  // The ids are asked for at once: a question that is still being answered while its answers are stored slows down with each.
  const leftOut = await leftOutOfProcess(trx, process)
  const points = await idsOf(trx, unsearchedPoints(process, pointIds), most)
  for (const some of batches(points.ids))
    await searchPoints(trx, process, (await pointRows(process, some).execute(trx)).rows, leftOut)
  const answers = await idsOf(trx, unsearchedAnswers(process, pointIds), most)
  for (const some of batches(answers.ids))
    await searchAnswers(trx, process, (await answerRows(process, some).execute(trx)).rows, leftOut)
  return { isComplete: points.isAll && answers.isAll }
}

/**
 * How many points and answers of a process were not searched since they changed. A note of a search goes with the point or
 * answer that it is of, so that counting both says it, without looking for each.
 */
export async function countUnsearched(db: Db | Trx, { municipalityId, id }: ProcessRef): Promise<number> {
  const of = (table: RawBuilder<unknown>) =>
    sql`(select count(*) from ${table} where municipality_id = ${municipalityId} and process_id = ${id}`
  const { rows } = await sql<{ count: number }>`
    select (${of(sql`point`)}) - ${of(sql`checked_point`)} and detector = ${DETECTOR})
      + ${of(sql`answer`)}) - ${of(sql`checked_answer`)} and detector = ${DETECTOR}))::int as count`.execute(db)
  return rows[0]?.count ?? 0
}

/** The ids of the points of which the words, or those of the answer, were not searched since they changed, as a subquery. */
export const unsearchedPointIds = ({ municipalityId, id }: ProcessRef): RawBuilder<unknown> => sql`
  select point.id from point
  left join checked_point on checked_point.municipality_id = point.municipality_id and checked_point.point_id = point.id
    and checked_point.detector = ${DETECTOR}
  where point.municipality_id = ${municipalityId} and point.process_id = ${id} and checked_point.point_id is null
  union all
  select answer_point.point_id from answer_point
  left join checked_answer on checked_answer.municipality_id = answer_point.municipality_id
    and checked_answer.answer_id = answer_point.answer_id and checked_answer.detector = ${DETECTOR}
  where answer_point.municipality_id = ${municipalityId} and answer_point.process_id = ${id} and checked_answer.answer_id is null`

/** The ids that a question gives, at most so many, and whether those are all. */
async function idsOf(
  trx: Trx,
  question: RawBuilder<{ id: string }>,
  most: number,
): Promise<{ ids: string[]; isAll: boolean }> {
  const { rows } = await sql<{ id: string }>`${question} ${most === Infinity ? sql`` : sql`limit ${most + 1}`}`.execute(
    trx,
  )
  return { ids: rows.slice(0, most).map(({ id }) => id), isAll: rows.length <= most }
}

function* batches(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += BATCH) yield ids.slice(at, at + BATCH)
}

type SenderRow = { kind: ContributorKind; name: string; organisation: string; namedInPublic: boolean }
type PointRow = SenderRow & {
  id: string
  contributionId: string
  quoteStart: number | null
  quoteEnd: number | null
  summary: string
  showsQuotation: boolean
  isWithdrawn: boolean
}

/**
 * In the order of their texts, so that each text is searched once. Each is looked up by its key, because right after many were
 * stored the database believes that there are few, and would go through all of them for each point.
 */
const unsearchedPoints = ({ municipalityId, id }: ProcessRef, only?: readonly string[]) => sql<{ id: string }>`
  select point.id from point
  where point.municipality_id = ${municipalityId} and point.process_id = ${id}
    ${only ? sql`and point.id = any(${[...only]}::uuid[])` : sql``}
    and (
      select detector from checked_point where checked_point.municipality_id = ${municipalityId} and checked_point.point_id = point.id
    ) is distinct from ${DETECTOR}
  order by contribution_id, id`

const pointRows = ({ municipalityId, id }: ProcessRef, ids: readonly string[]) => sql<PointRow>`
  select point.id, point.contribution_id, quote_start, quote_end, summary, shows_quotation, withdrawn_at is not null as is_withdrawn,
    contributor.kind, contributor.name, contributor.organisation, contributor.named_in_public
  from point
  join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
  join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
  where point.municipality_id = ${municipalityId} and point.process_id = ${id} and point.id = any(${[...ids]}::uuid[])
  order by point.contribution_id, point.id`

async function searchPoints(trx: Trx, process: ProcessRef, rows: PointRow[], leftOut: LeftOutWords): Promise<void> {
  const { municipalityId, id: processId } = process
  // A text that stays inside need not be fetched.
  const quoting = rows.filter(
    (row) => row.quoteStart !== null && !row.isWithdrawn && (row.summary === '' || row.showsQuotation),
  )
  const ids = [...new Set(quoting.map(({ contributionId }) => contributionId))]
  const { rows: texts } = await sql<{ id: string; text: string }>`
    select id, text from contribution where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(
    trx,
  )
  const verbatim = new Map(texts.map(({ id, text }) => [id, text]))
  const redactions = await redactionsOf(trx, process, ids)
  let searched = ''
  let inText: Finding[] = []
  const found: NewFinding[] = []
  for (const row of rows) {
    const { contributionId, quoteStart, quoteEnd, summary, showsQuotation } = row
    const text = verbatim.get(contributionId) ?? ''
    const names = namesNotPublic(row)
    // Points come in the order of their texts, so that each text is searched once; others are served between two texts.
    if (searched !== contributionId) {
      await setImmediate()
      inText = findInPublicWords(text, { names, leftOut })
      searched = contributionId
    }
    const range = quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd }
    const wording = { range, summary, showsQuotation, withdrawal: row.isWithdrawn ? GONE : null }
    const own = publicFindings(wording, text, inText, redactions.get(contributionId) ?? [], { names, leftOut })
    const words = (field: PointField) =>
      field === 'summary' || range === null
        ? { text: summary, from: 0 }
        : { text: text.slice(range.start, range.end), from: range.start }
    found.push(
      ...own.map((finding) => ({
        ...finding,
        pointId: row.id,
        answerId: null,
        placeHash: placeOf(finding, words(finding.field)),
      })),
    )
  }
  await sql`
    insert into checked_point (municipality_id, process_id, point_id, detector)
    select ${municipalityId}, ${processId}, id, ${DETECTOR} from unnest(${rows.map(({ id }) => id)}::uuid[]) as searched (id)
    on conflict (municipality_id, point_id) do update set detector = excluded.detector`.execute(trx)
  await replaceFindings(
    trx,
    process,
    'pointId',
    rows.map(({ id }) => id),
    found,
  )
  await noteFindings(
    trx,
    process,
    rows.map(({ id }) => id),
  )
}

/** What was taken back has no words, whenever and why ever that was. */
const GONE = { on: '2000-01-01', because: 'other' as const }

type AnswerRow = { id: string; reply: string; forwardedTo: string; senders: SenderRow[] }

const unsearchedAnswers = ({ municipalityId, id }: ProcessRef, only?: readonly string[]) => sql<{ id: string }>`
  select answer.id from answer
  where answer.municipality_id = ${municipalityId} and answer.process_id = ${id}
    ${only ? sql`and answer.id in (select answer_id from answer_point where answer_point.municipality_id = ${municipalityId} and answer_point.point_id = any(${[...only]}::uuid[]))` : sql``}
    and (
      select detector from checked_answer where checked_answer.municipality_id = ${municipalityId} and checked_answer.answer_id = answer.id
    ) is distinct from ${DETECTOR}
  order by id`

const answerRows = ({ municipalityId, id }: ProcessRef, ids: readonly string[]) => sql<AnswerRow>`
  select answer.id, reply, case when disposition = 'forwarded' then forwarded_to else '' end as forwarded_to,
    coalesce((
      select json_agg(json_build_object('kind', kind, 'name', name, 'organisation', organisation, 'namedInPublic', named_in_public))
      from (
        select distinct contributor.kind, contributor.name, contributor.organisation, contributor.named_in_public
        from answer_point
        join point on point.municipality_id = answer_point.municipality_id and point.id = answer_point.point_id
        join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
        join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
        where answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id
        limit ${MOST_SENDERS + 1}
      ) as sender), '[]') as senders
  from answer
  where answer.municipality_id = ${municipalityId} and answer.process_id = ${id} and answer.id = any(${[...ids]}::uuid[])`

async function searchAnswers(trx: Trx, process: ProcessRef, rows: AnswerRow[], leftOut: LeftOutWords): Promise<void> {
  const { municipalityId, id: processId } = process
  const found = rows.flatMap(({ id, reply, forwardedTo, senders }): NewFinding[] => {
    const names = senders.length > MOST_SENDERS ? [] : senders.flatMap(namesNotPublic)
    return (['reply', 'forwardedTo'] as const).flatMap((field) => {
      const text = field === 'reply' ? reply : forwardedTo
      return findInPublicWords(text, { names, leftOut }).map((finding) => ({
        ...finding,
        field,
        pointId: null,
        answerId: id,
        placeHash: placeOf({ ...finding, field }, { text, from: 0 }),
      }))
    })
  })
  await sql`
    insert into checked_answer (municipality_id, process_id, answer_id, detector)
    select ${municipalityId}, ${processId}, id, ${DETECTOR} from unnest(${rows.map(({ id }) => id)}::uuid[]) as searched (id)
    on conflict (municipality_id, answer_id) do update set detector = excluded.detector`.execute(trx)
  await replaceFindings(
    trx,
    process,
    'answerId',
    rows.map(({ id }) => id),
    found,
  )
  const answers = rows.map(({ id }) => id)
  await noteFindings(trx, process, pointsOf(process, answers))
}

type NewFinding = Finding & { field: FindingField; pointId: string | null; answerId: string | null; placeHash: Buffer }

async function replaceFindings(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  of: 'pointId' | 'answerId',
  ids: string[],
  found: NewFinding[],
) {
  await trx
    .deleteFrom('finding')
    .where('municipalityId', '=', municipalityId)
    .where((eb) => eb(of, '=', eb.fn.any(eb.val(ids))))
    .execute()
  if (found.length === 0) return
  const rows = found.map(({ kind, start, end, text, field, pointId, answerId, placeHash }) => ({
    ...{
      municipalityId,
      id: uuid(),
      processId,
      pointId,
      answerId,
      field,
      kind,
      rangeStart: start,
      rangeEnd: end,
      placeHash,
    },
    valueHash: valueHashOf(findingValue({ kind, text })),
  }))
  // A text may be made of findings: no more values in a statement than the database takes.
  for (let at = 0; at < rows.length; at += BATCH)
    await trx
      .insertInto('finding')
      .values(rows.slice(at, at + BATCH))
      .execute()
}

/** Of what was found with all of the text around it: another text, or another place in it, is another thing to decide about. */
function placeOf(
  { field, kind, start, end }: { field: FindingField; kind: FindingKind; start: number; end: number },
  { text, from }: { text: string; from: number },
): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([field, kind, start - from, end - from, text]))
    .digest()
}
