import { sql } from 'kysely'
import { allPublications } from '#app/features/answers/publications.server.ts'
import type { Round } from '#app/features/contributions/round.ts'
import type { Holiday } from '#app/features/processes/holidays.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { formatDate, type LocalDate } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { publicationVerdict } from './forecast-words.ts'
import { againstPlan, forecastOf, type CountedDay } from './forecast.ts'

/** A publication that is prepared for a day, with whether that day will do. */
export type PlannedPublication = {
  id: string
  title: string
  plannedOn: LocalDate
  planned: string
  /** Points of it that did not go through all steps. */
  left: number
  says: string
  isLate: boolean
}

type Counted = { days: readonly CountedDay[]; today: LocalDate; restDays: readonly Holiday[]; lastStep: number }

/**
 * The publications of a process that are prepared for a day, the first one first. What is left of the ones before it is done first, at
 * the pace of the process.
 */
export async function plannedPublications(
  db: Db,
  process: ProcessRef,
  { days, today, restDays, lastStep }: Counted,
): Promise<PlannedPublication[]> {
  const planned = (await allPublications(db, process))
    .flatMap(({ id, title, rounds, plannedOn, publishedAt }) =>
      publishedAt === null && plannedOn !== null ? [{ id, title, rounds, plannedOn }] : [],
    )
    .sort((one, other) => one.plannedOn.localeCompare(other.plannedOn))
  if (planned.length === 0) return []
  const byRound = await leftByRound(db, process, lastStep)
  let before = 0
  return planned.map(({ id, title, rounds, plannedOn }) => {
    const left = rounds.reduce((sum, round) => sum + (byRound.get(round) ?? 0), 0)
    before += left
    const forecast = left === 0 ? null : forecastOf(days, { today, points: before, approved: 0 }, restDays)
    const against =
      forecast?.kind === 'expected' ? againstPlan(forecast, { today, planned: plannedOn }, restDays) : null
    return {
      ...{ id, title, plannedOn, left, planned: formatDate(plannedOn) },
      ...publicationVerdict(forecast, { today, planned: plannedOn, against }),
    }
  })
}

/** How many points of each round are left to approve, from what is counted beforehand. */
async function leftByRound(db: Db, { municipalityId, id }: ProcessRef, lastStep: number): Promise<Map<Round, number>> {
  const { rows } = await sql<{ round: Round; points: number }>`
    select round, sum(points)::int as points from point_tally
    where municipality_id = ${municipalityId} and process_id = ${id} and state not in ('public', 'setAside') and step <= ${lastStep}
    group by round`.execute(db)
  return new Map(rows.map(({ round, points }) => [round, points]))
}
