import { sql } from 'kysely'
import { csvOf } from '#app/csv-text.ts'
import { contributionKindLabels, contributionKinds } from '#app/features/contributions/contribution-kind.ts'
import { fullName, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import { roundLabels, rounds } from '#app/features/contributions/round.ts'
import { insideWords } from '#app/features/answers/inside-words.server.ts'
import { decisionWordsOf } from '#app/features/points/decision-words.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { channelKinds, channelLabels, type ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { chosenPoints, type Looking } from '#app/features/desk/chosen-points.server.ts'
import type { DeskFilter } from '#app/features/desk/desk-filter.ts'

/** The columns of a file with points; `takeAnswers` reads those that it can change, by these names. */
export const givenOutColumns = [
  ...(['puntId', 'nummer', 'indiener', 'ontvangen', 'ronde', 'soort', 'kanaal', 'hoofdstuk'] as const),
  ...(['tekst', 'samenvatting', 'thema', 'toegewezen', 'klaarOp', 'besluit', 'antwoord', 'doorgeleidNaar'] as const),
  'onderdelen',
] as const
type GivenOutPoint = Record<(typeof givenOutColumns)[number], string>

type Row = NamedContributor & {
  id: string
  place: string
  contributor: number | null
  number: number | null
  receivedAt: Date
  round: string
  contributionKind: string
  channel: string
  chapter: string | null
  assignee: string | null
  dueOn: string | null
  disposition: Decision | null
  reply: string | null
  forwardedTo: string | null
  sections: string[] | null
}

/** How many points are in memory at once. */
const BATCH = 2000

/** The points that fit a filter in the order of the list, some at a time, as a file for officials has them. */
export async function* givenOutPoints(
  db: Db,
  process: ProcessRef,
  filter: DeskFilter,
  by: Looking,
  size = BATCH,
): AsyncGenerator<GivenOutPoint[]> {
  const { municipalityId } = process
  const decisions = await decisionWordsOf(db, municipalityId)
  let after: { place: string; id: string } | null = null
  for (;;) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select point.id, point_work.place::text as place, contributor.number as contributor, point.number, received_at, point_work.round,
        point_work.kind as contribution_kind, point_work.channel, chapter, account.name as assignee, due_on, answer.decision as disposition, reply, forwarded_to,
        contributor.kind, contributor.name, contributor.organisation, named_in_public, resident_number, (
          select array_agg(section.number order by section.position) from answer_section
          join section on section.municipality_id = answer_section.municipality_id and section.id = answer_section.section_id
          where answer_section.municipality_id = ${municipalityId} and answer_section.answer_id = answer.id
        ) as sections
      from point_work
      join point on point.municipality_id = point_work.municipality_id and point.id = point_work.point_id
      join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
      join contributor on contributor.municipality_id = point.municipality_id and contributor.id = contribution.contributor_id
      left join account on account.municipality_id = point_work.municipality_id and account.id = point_work.assignee_id
      left join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
      left join answer on answer.municipality_id = point.municipality_id and answer.id = answer_point.answer_id
      where point_work.municipality_id = ${municipalityId} and point_work.process_id = ${process.id}
        and point_work.point_id in (${chosenPoints(process, filter, by)})
        ${after === null ? sql`` : sql`and (point_work.place, point_work.point_id) > (${after.place}::bigint, ${after.id}::uuid)`}
      order by point_work.place, point_work.point_id limit ${size}`.execute(db)
    const last = rows.at(-1)
    if (!last) return
    const words = await insideWords(
      db,
      process,
      rows.map(({ id }) => id),
    )
    yield rows.map((row) => {
      const inside = words.get(row.id)
      return {
        ...{ puntId: row.id, indiener: fullName(row), ontvangen: today(row.receivedAt) },
        nummer: row.contributor === null || row.number === null ? '' : `${row.contributor}.${row.number}`,
        ronde: labelOf(rounds, row.round, (round) => roundLabels[round]),
        soort: labelOf(contributionKinds, row.contributionKind, (kind) => contributionKindLabels[kind]),
        kanaal: labelOf(channelKinds, row.channel, (channel) => channelLabels[channel].label),
        ...{ hoofdstuk: row.chapter ?? '', thema: inside?.theme ?? '' },
        ...{ tekst: inside?.verbatim ?? '', samenvatting: inside?.summary ?? '' },
        ...{ toegewezen: row.assignee ?? '', klaarOp: row.dueOn ?? '' },
        besluit: row.disposition === null ? '' : decisions.of(row.disposition).label,
        ...{ antwoord: row.reply ?? '', doorgeleidNaar: row.forwardedTo ?? '' },
        onderdelen: (row.sections ?? []).join('; '),
      }
    })
    if (rows.length < size) return
    after = { place: last.place, id: last.id }
  }
}

function labelOf<T extends string>(known: readonly T[], value: string, label: (one: T) => string): string {
  const found = known.find((each) => each === value)
  return found ? label(found) : value
}

/** The same as a CSV file, piece by piece. */
export async function* pointsAsCsv(batches: AsyncIterable<GivenOutPoint[]>): AsyncGenerator<string> {
  yield csvOf([], { columns: givenOutColumns })
  for await (const rows of batches) yield csvOf(rows, { columns: givenOutColumns, heading: false })
}
