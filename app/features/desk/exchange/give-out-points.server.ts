import { sql } from 'kysely'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { contributionKindLabels, contributionKinds } from '#app/features/contributions/contribution-kind.ts'
import { fullName, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import { roundLabels, rounds } from '#app/features/contributions/round.ts'
import { fitsFacets, foundPoints, lookingAt, type Looking } from '#app/features/desk/chosen-points.server.ts'
import { definitionOf, type DeskFilter } from '#app/features/desk/desk-filter.ts'
import { orderOf } from '#app/features/desk/desk-order.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { channelKinds, channelLabels, type ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { TableToSave } from '#app/table-to-save.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { rowMark } from './row-mark.ts'

/** The columns of a file with points; `takeAnswers` reads those that can change, by these names. */
const givenOutColumns = [
  ...(['puntId', 'nummer', 'indiener', 'ontvangen', 'ronde', 'soort', 'kanaal', 'hoofdstuk', 'stand'] as const),
  ...(['tekst', 'samenvatting', 'thema', 'plek', 'toegewezen', 'klaarOp', 'besluit', 'antwoord'] as const),
  ...(['doorgeleidNaar', 'onderdelen', 'controle'] as const),
] as const
export type GivenOutPoint = Record<(typeof givenOutColumns)[number], string>

type Row = NamedContributor & {
  id: string
  contributor: number | null
  number: number | null
  receivedAt: Date
  round: string
  contributionKind: string
  channel: string
  state: string
  chapter: string | null
  place: string | null
  assignee: string | null
  dueOn: string | null
  disposition: Decision | null
  reply: string | null
  forwardedTo: string | null
  sections: string[] | null
}

/** How many are in memory and written at once: a page that is asked for meanwhile waits for no more than that. */
const PIECE = 200

const widths = {
  ...{ puntId: 10, nummer: 8, indiener: 24, tekst: 60, samenvatting: 40, antwoord: 60, thema: 20, besluit: 20 },
}

/** The points that fit a filter in the order of the list, as a file for officials has them. */
export function pointsTable(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking, size = PIECE): TableToSave {
  async function* rows() {
    const found = await idsInOrder(db, process, filter, by)
    for (let at = 0; at < found.count; at += size) {
      const ids = found.slice(at, at + size)
      const points = await pointsToGiveOut(db, process, ids)
      yield ids.flatMap((id) => {
        const point = points.get(id)
        return point ? [givenOutColumns.map((column) => point[column])] : []
      })
    }
  }
  return { columns: givenOutColumns, rows: rows(), sheet: 'Punten', widths }
}

/** The bytes of an id. */
const ID = 16

/**
 * The ids of all points that fit, in the order of the list, as they are now: colleagues change due dates while the file is written, and what
 * is looked up piece by piece would then be in it twice, or not at all. Kept as bytes: a million takes 16 MB.
 */
async function idsInOrder(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
): Promise<{ count: number; slice(from: number, to: number): string[] }> {
  const found = foundPoints(process, filter)
  const looking = await lookingAt(db, process, filter, by)
  const { rows } = await sql<{ ids: Buffer | null }>`
    select string_agg(uuid_send(point_id), ''::bytea order by ${orderOf(filter.sort)}) as ids from point_work
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} ${fitsFacets(process, filter, looking)}
      ${found === null ? sql`` : sql`and point_id in (${found})`}`.execute(db)
  const ids = rows[0]?.ids ?? Buffer.alloc(0)
  const at = (index: number) =>
    ids.toString('hex', index * ID, (index + 1) * ID).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  const count = ids.length / ID
  return {
    count,
    slice: (from, to) => Array.from({ length: Math.min(to, count) - from }, (_, index) => at(from + index)),
  }
}

/** Points as a file has them, by id. */
export async function pointsToGiveOut(
  db: Db | Trx,
  process: ProcessRef,
  ids: readonly string[],
): Promise<Map<string, GivenOutPoint>> {
  const { municipalityId } = process
  const { rows } = await sql<Row>`
    select point.id, contributor.number as contributor, point.number, received_at, point_work.round, point_work.kind as contribution_kind,
      point_work.channel, point_work.state, chapter, account.name as assignee, due_on, answer.decision as disposition, reply, forwarded_to,
      contributor.kind, contributor.name, contributor.organisation, named_in_public, resident_number, (
        select array_agg(section.number order by section.position) from answer_section
        join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
        where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id
      ) as sections, (
        select case when paragraph.number is null then section.number else 'alinea ' || paragraph.number end
        from point_place
        join section on section.municipality_id = point_place.municipality_id and section.id = point_place.section_id
        left join paragraph on paragraph.municipality_id = point_place.municipality_id and paragraph.plan_version_id = point_place.plan_version_id
          and paragraph.lineage_id = point_place.lineage_id
        where point_place.municipality_id = ${municipalityId} and point_place.point_id = point.id
      ) as place
    from unnest(${[...ids]}::uuid[]) as given (id)
    join point_work on point_work.municipality_id = ${municipalityId} and point_work.process_id = ${process.id} and point_work.point_id = given.id
    join point on point.municipality_id = ${municipalityId} and point.id = given.id
    join contribution on contribution.municipality_id = ${municipalityId} and contribution.id = point.contribution_id
    join contributor on contributor.municipality_id = ${municipalityId} and contributor.id = contribution.contributor_id
    left join account on account.municipality_id = ${municipalityId} and account.id = point_work.assignee_id
    left join answer_point on answer_point.municipality_id = ${municipalityId} and answer_point.point_id = given.id
    left join answer on answer.municipality_id = ${municipalityId} and answer.id = answer_point.answer_id`.execute(db)
  const decisions = await decisionWordsOf(db, municipalityId)
  const words = await insideWords(db, process, ids)
  return new Map(
    rows.map((row) => {
      const inside = words.get(row.id)
      const changeable = {
        ...{
          thema: inside?.theme ?? '',
          plek: row.place ?? '',
          toegewezen: row.assignee ?? '',
          klaarOp: row.dueOn ?? '',
        },
        besluit: row.disposition === null ? '' : decisions.of(row.disposition).label,
        ...{ antwoord: row.reply ?? '', doorgeleidNaar: row.forwardedTo ?? '' },
        onderdelen: (row.sections ?? []).join('; '),
      }
      const point: GivenOutPoint = {
        ...{ puntId: row.id, indiener: fullName(row), ontvangen: today(row.receivedAt) },
        nummer: row.contributor === null || row.number === null ? '' : `${row.contributor}.${row.number}`,
        ronde: labelOf(rounds, row.round, (round) => roundLabels[round]),
        soort: labelOf(contributionKinds, row.contributionKind, (kind) => contributionKindLabels[kind]),
        kanaal: labelOf(channelKinds, row.channel, (channel) => channelLabels[channel].label),
        ...{ hoofdstuk: row.chapter ?? '', stand: definitionOf('state').labels?.[row.state] ?? row.state },
        ...{ tekst: inside?.verbatim ?? '', samenvatting: inside?.summary ?? '' },
        ...changeable,
        controle: rowMark(changeable),
      }
      return [row.id, point]
    }),
  )
}

function labelOf<T extends string>(known: readonly T[], value: string, label: (one: T) => string): string {
  const found = known.find((each) => each === value)
  return found ? label(found) : value
}
