import type { LocalDate } from '#app/local-date.ts'
import { addDays, daysBetween, formatDate, formatPeriod, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { stage, type ProcessState } from './process.ts'
import { daysForPost } from './term.ts'

/** What the start page for officials knows of a process. */
export type WorkOfProcess = {
  slug: string
  title: string
  state: ProcessState
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  received: number
  split: number
  points: number
  answered: number
  missing: readonly { title: string }[]
}

export type Task = {
  kind: 'publish' | 'split' | 'answer' | 'release' | 'reopen' | 'report'
  slug: string
  process: string
  count: number
  /** When the reactions stopped coming in, or null while they may still come. */
  closedSince: LocalDate | null
}

/** Who waits for an official goes first, then what holds the rest up. */
const order: Task['kind'][] = ['reopen', 'publish', 'release', 'report', 'split', 'answer']

export function inOrder(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

/** What can be done now with what came in, per process. */
export function tasksOf(processes: readonly WorkOfProcess[], now: Date): Task[] {
  return inOrder(
    processes.flatMap((process): Task[] => {
      const { slug, title, state, lastDay } = process
      const closed = lastDay !== null && lastDay < today(now)
      const task = (kind: Task['kind'], count: number): Task[] =>
        count > 0 ? [{ kind, slug, process: title, count, closedSince: closed ? lastDay : null }] : []
      if (state !== 'draft' && state !== 'released') return []
      // Partners give their points before there is a plan to release.
      return [
        ...task('release', state === 'draft' && process.missing.length === 0 ? 1 : 0),
        ...task('publish', state === 'released' && closed && isAnswered(process) ? process.received : 0),
        ...task('split', process.received - process.split),
        ...task('answer', process.points - process.answered),
      ]
    }),
  )
}

function isAnswered({ received, split, points, answered }: WorkOfProcess): boolean {
  return received > 0 && split === received && answered === points
}

export type Deadline = {
  slug: string
  process: string
  day: LocalDate
  what: string
  /** Of the page about it. */ href: string
  daysLeft: number
}

export function nearestFirst(deadlines: readonly Deadline[]): Deadline[] {
  return [...deadlines].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** The days to come that the procedure sets, the nearest first. */
export function deadlinesOf(processes: readonly WorkOfProcess[], now: Date): Deadline[] {
  const day = today(now)
  return nearestFirst(
    processes.flatMap(({ slug, title, state, startsOn, lastDay }): Deadline[] => {
      if (state !== 'released' || startsOn === null || lastDay === null) return []
      return [
        { day: startsOn, what: 'Inspraak begint' },
        { day: lastDay, what: 'Inspraak eindigt om 23.59\u00a0uur' },
        { day: addDays(lastDay, daysForPost), what: 'Register voor papieren post sluit' },
      ]
        .filter((date) => date.day > day || (date.day === day && date.what !== 'Inspraak begint'))
        .map((date) => ({
          ...{ slug, process: title, ...date, daysLeft: daysBetween(day, date.day) },
          href: paths.official.process.consultation(slug),
        }))
    }),
  )
}

type Blocked = { slug: string; process: string; why: string }

/** Days before its first day from which an incomplete draft is in trouble. */
const DAYS_TO_MEND = 7

/** Drafts that cannot be released while their first day is near or past. */
export function blockedOf(processes: readonly WorkOfProcess[], now: Date): Blocked[] {
  const day = today(now)
  return processes.flatMap(({ slug, title, state, startsOn, missing }): Blocked[] => {
    if (state !== 'draft' || startsOn === null || startsOn > addDays(day, DAYS_TO_MEND)) return []
    const when =
      startsOn < day
        ? `De inspraak zou op ${formatDate(startsOn)} beginnen.`
        : `De inspraak begint op ${formatDate(startsOn)}.`
    if (missing.length === 0 && startsOn >= day) return []
    const named = missing.slice(0, 2).map((item) => item.title)
    const more = missing.length - named.length
    const what =
      missing.length === 0
        ? ['Geef het traject vrij of kies latere datums']
        : more > 0
          ? [...named, `nog ${more}`]
          : named
    return [{ slug, process: title, why: `${when} ${what.join('; ')}.` }]
  })
}

/** A process as a row of a list: its stage, its days and how far the work is. */
export function rowOfProcess(process: WorkOfProcess, now: Date) {
  const { slug, title, state, startsOn, lastDay, received, split, points, answered, missing } = process
  return {
    ...{ slug, title, state, received, split, points, answered },
    missing: missing.length,
    tag: stageTag(process, now),
    period: startsOn && lastDay ? formatPeriod(startsOn, lastDay) : '',
  }
}

/** The state of a process in the trade's words, with the tone of its tag. */
export function stageTag(process: Pick<WorkOfProcess, 'state' | 'startsOn' | 'lastDay'>, now: Date) {
  const tags = {
    draft: { label: 'concept', tone: 'slate' },
    announced: { label: 'vrijgegeven, nog niet open', tone: 'water' },
    open: { label: 'inspraak open', tone: 'moss' },
    processing: { label: 'verwerken', tone: 'amber' },
    answered: { label: 'beantwoord', tone: 'slate' },
    withdrawn: { label: 'ingetrokken', tone: 'brick' },
  } as const
  return tags[stage(process, now)]
}
