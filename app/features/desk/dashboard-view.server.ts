import { sql } from 'kysely'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { workingDaysBetween } from '#app/features/processes/working-days.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { doneAt, stepName } from '#app/features/workflow/steps.ts'
import { clockTime, formatDate, today, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { allPoints, deskQuery, NONE, type DeskFilter } from './desk-filter.ts'
import { countWork, pastDays, type CountedWork } from './count-work.server.ts'
import { verdictOf, type Verdict } from './forecast-words.ts'
import { againstPlan, forecastOf, workingDaysOf, type CountedDay, type Forecast } from './forecast.ts'
import { plannedPublications, type PlannedPublication } from './planned-publications.server.ts'
import { personsOf, stuckOf, themeShares, type WorkShare } from './work-shares.ts'

/** Up to so many points a page counts by itself; of more it shows what the job counted. */
const COUNTED_AT_ONCE = 20_000
/** Working days that the charts show. */
const SHOWN_DAYS = 40

export type DashboardView = {
  process: { slug: string; title: string; isOpen: boolean }
  counts: { contributions: number; points: number; themes: number }
  today: LocalDate
  /** When what is shown was counted, '10.42'; null when that is now. */
  countedAt: string | null
  day: CountedDay
  days: CountedDay[]
  forecast: Forecast
  verdict: Verdict
  planned: LocalDate | null
  plannedTyped: string
  publications: PlannedPublication[]
  hasChecks: boolean
  persons: { key: string; name: string; href: string; underWay: number; late: number; stuck: number; written: number }[]
  themes: {
    key: string
    name: string
    href: string
    points: number
    answered: number
    checked: number
    approved: number
    late: number
  }[]
  stuck: { key: string; who: string; step: string; count: number; days: number; href: string }[]
  late: number
}

/** How far the work on a process is, over time and divided, and when it will be done. */
export async function dashboardView(db: Db, process: Process, now: Date): Promise<DashboardView> {
  const day = today(now)
  const kept = await keptCounts(db, process)
  const counted = kept && !(await isSmall(db, process)) ? kept : await countWork(db, process, now)
  const [before, restDays, steps, themes] = await Promise.all([
    kept ? keptDays(db, process) : pastDays(db, process, day),
    designatedDays(db, process.municipalityId),
    stepsOf(db, process),
    themesOfProcess(db, process),
  ])
  const days = [...before.filter((each) => each.day < counted.day.day), counted.day]
  const forecast = forecastOf(days, { today: day, ...counted.day }, restDays)
  const counts = { days, today: day, restDays, lastStep: doneAt(steps) - 1 }
  const publications = await plannedPublications(db, process, counts)
  // Where no day was set for the whole, that of the last publication is the plan.
  const planned = process.answersPlannedOn ?? publications.at(-1)?.plannedOn ?? null
  const plannedTyped = process.answersPlannedOn ? formatDate(process.answersPlannedOn) : ''
  const against =
    forecast.kind === 'expected' && planned ? againstPlan(forecast, { today: day, planned }, restDays) : null
  const names = await namesOf(db, process.municipalityId, counted.shares)
  const pointsWith = (chosen: Partial<DeskFilter>) =>
    `${paths.official.process.points(process.slug)}?${deskQuery({ ...allPoints, ...chosen })}`
  const who = (accountId: string | null) =>
    accountId === null ? 'Nog van niemand' : (names.get(accountId) ?? 'Onbekend')
  return {
    process: {
      slug: process.slug,
      title: process.title,
      isOpen: process.state !== 'answered' && process.state !== 'withdrawn',
    },
    counts: { contributions: counted.day.received, points: counted.day.points, themes: themes.length },
    ...{ today: day, countedAt: counted === kept ? clockTime(counted.countedAt) : null, day: counted.day },
    days: workingDaysOf(days, day, restDays, SHOWN_DAYS),
    ...{ forecast, planned, plannedTyped, publications, hasChecks: steps.length > 1 },
    verdict: verdictOf(forecast, { today: day, planned, against }, counted.day.received - counted.day.split),
    persons: personsOf(counted.shares, doneAt(steps) - 1).map(({ accountId, ...person }) => ({
      ...{ ...person, key: accountId ?? '', name: who(accountId) },
      href: pointsWith({ assignee: [accountId ?? NONE] }),
    })),
    themes: themeShares(
      counted.shares,
      themes.map(({ id }) => id),
    ).map(({ value, points: all, answered, checked, approved, late }) => ({
      ...{ key: value ?? '', points: all, answered, checked, approved, late },
      name: themes.find(({ id }) => id === value)?.name ?? 'Nog geen thema',
      href: pointsWith({ theme: [value ?? NONE] }),
    })),
    stuck: stuckOf(counted.shares).map(({ accountId, step, count, since }) => ({
      ...{ key: `${accountId ?? ''}:${step}`, who: who(accountId), step: stepName(steps, step), count },
      days: workingDaysBetween(today(since), day, restDays),
      href: pointsWith({ assignee: [accountId ?? NONE], step: [String(step)] }),
    })),
    late: counted.shares.reduce((sum, { kind, late }) => sum + (kind === 'theme' ? late : 0), 0),
  }
}

/** Whether a process has so few points that counting them takes no time. */
async function isSmall(db: Db, { municipalityId, id }: Process): Promise<boolean> {
  const { rows } = await sql<{ isSmall: boolean }>`
    select count(*) <= ${COUNTED_AT_ONCE}::int as is_small from (
      select from point_work where municipality_id = ${municipalityId} and process_id = ${id} limit ${COUNTED_AT_ONCE + 1}) as those`.execute(
    db,
  )
  return rows[0]?.isSmall ?? true
}

/** What the job counted last; null when it has not counted yet. */
async function keptCounts(db: Db, { municipalityId, id }: Process): Promise<CountedWork | null> {
  const last = await db
    .selectFrom('workDay')
    .select(['day', 'received', 'split', 'points', 'answered', 'checked', 'approved', 'countedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  const { countedAt, ...day } = last
  const { rows } = await sql<WorkShare>`
    select kind, nullif(value, '') as value, step, points, answered, checked, approved, late, stuck, unchanged_since
    from work_share where municipality_id = ${municipalityId} and process_id = ${id}`.execute(db)
  return { countedAt, day, shares: rows }
}

async function keptDays(db: Db, { municipalityId, id }: Process): Promise<CountedDay[]> {
  return db
    .selectFrom('workDay')
    .select(['day', 'received', 'split', 'points', 'answered', 'checked', 'approved'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('day')
    .execute()
}

async function themesOfProcess(db: Db, { municipalityId, id }: Process): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('theme')
    .select(['id', 'name'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', '=', id)
    .orderBy('position')
    .execute()
}

async function namesOf(db: Db, municipalityId: string, shares: readonly WorkShare[]): Promise<Map<string, string>> {
  const ids = [...new Set(shares.flatMap(({ kind, value }) => (kind === 'theme' || value === null ? [] : [value])))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where municipality_id = ${municipalityId} and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
