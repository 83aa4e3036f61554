import { sql } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { numbersInText } from './point-number.ts'
import type { PointWording, WordingReason } from './public-words.ts'
import { tallyByValue } from './work-tally.server.ts'
import { keptPlan, prepared, type Places } from '#db/prepared.server.ts'

/** The next contribution to split: the first behind this one in order of receipt, else the first there is; null when all are done. */
export async function nextToSplit(db: Db, { municipalityId, id }: ProcessRef, after?: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from contribution
    where municipality_id = ${municipalityId} and process_id = ${id} and split_done_at is null and formal_state is null and id is distinct from ${after ?? null}
    order by (received_at, id) <= (
      select received_at, id from contribution where municipality_id = ${municipalityId} and process_id = ${id} and id = ${after ?? null}
    ), received_at, id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

export type ShownTheme = { id: string; name: string; points: number }

/** The themes of a process in their order, with how many points have them. */
export async function themesOf(db: Db, process: ProcessRef): Promise<ShownTheme[]> {
  const [themes, points] = await Promise.all([themeNames(db, process), tallyByValue(db, process, 'theme')])
  return themes.map((theme) => ({ ...theme, points: points.get(theme.id) ?? 0 }))
}

/** The themes of a process in their order. */
export async function themeNames(db: Db, { municipalityId, id }: ProcessRef): Promise<{ id: string; name: string }[]> {
  return namesOfThemes(db, { municipalityId, processId: id })
}

const namesOfThemes = prepared('themeNames', (db, of: Places<{ municipalityId: string; processId: string }>) =>
  db
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', of.municipalityId)
    .where('processId', '=', of.processId)
    .orderBy('position')
    .orderBy('id')
    .compile(),
)

type PointOfContribution = {
  id: string
  /** Its number, such as 12.3; provisional until the splitting was done with it. */
  label: string
  isProvisional: boolean
  range: { start: number; end: number } | null
  summary: string
  /** With a summary: whether what was written becomes public in its place. */
  showsQuotation: boolean
  withdrawal: PointWording['withdrawal']
  themeId: string | null
  theme: string | null
}

type MarkRow = Omit<PointOfContribution, 'range' | 'withdrawal' | 'label' | 'isProvisional'> & {
  number: number | null
  contributor: number | null
  last: number
  quoteStart: number | null
  quoteEnd: number | null
  withdrawnAt: Date | null
  withdrawnBecause: WordingReason
}

/** The points of a contribution in reading order. */
export async function pointsOfContribution(
  db: Db,
  { municipalityId, id }: ProcessRef,
  contributionId: string,
): Promise<PointOfContribution[]> {
  const { rows } = await sql<MarkRow>`${keptPlan('pointsOfContribution')}
    select point.id, point.number, contributor.number as contributor, last_point_number as last, quote_start, quote_end, summary, shows_quotation, withdrawn_at, withdrawn_because, point_work.theme_id, theme.name as theme
    from point
    join contributor on contributor.municipality_id = point.municipality_id and contributor.id = point.contributor_id
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    left join theme on theme.municipality_id = point.municipality_id and theme.id = point_work.theme_id
    where point.municipality_id = ${municipalityId} and point.process_id = ${id} and contribution_id = ${contributionId}
    order by quote_start, point.id`.execute(db)
  const numbers = rows[0] ? numbersInText(rows[0], rows) : []
  return rows.map(
    ({ quoteStart, quoteEnd, withdrawnAt, withdrawnBecause, number: _, contributor: __, last: ___, ...point }, at) => ({
      ...point,
      ...(numbers[at] ?? { label: '', isProvisional: true }),
      withdrawal: withdrawnAt && { on: today(withdrawnAt), because: withdrawnBecause },
      range: quoteStart === null || quoteEnd === null ? null : { start: quoteStart, end: quoteEnd },
    }),
  )
}

/** The points of a contribution in reading order, and what in it is no point. */
export async function marksOf(db: Db, process: ProcessRef, contributionId: string) {
  const [points, nonPoints] = await Promise.all([
    pointsOfContribution(db, process, contributionId),
    nonPointsOf(db, { municipalityId: process.municipalityId, processId: process.id, contributionId }),
  ])
  return { points, nonPoints }
}

const nonPointsOf = prepared(
  'nonPoints',
  (db, of: Places<{ municipalityId: string; processId: string; contributionId: string }>) =>
    db
      .selectFrom('nonPoint')
      .select(['quoteStart as start', 'quoteEnd as end'])
      .where('municipalityId', '=', of.municipalityId)
      .where('processId', '=', of.processId)
      .where('contributionId', '=', of.contributionId)
      .orderBy('quoteStart')
      .compile(),
)
