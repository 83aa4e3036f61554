import type { LocalDate } from '#app/local-date.ts'
import { addDays, daysBetween, formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { stage, type ProcessState } from './process.ts'
import {
  residentRounds,
  roundAt,
  termAt,
  termOfRound,
  type ResidentRound,
  type ResidentTerms,
} from './resident-rounds.ts'
import { daysForPost } from './term.ts'

/** What the start page for officials knows of a process, whatever was given about it. */
export type ProcessToday = {
  slug: string
  title: string
  state: ProcessState
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
  missing: readonly { title: string }[]
}

/** A kind of work for officials, in words of the room that has it. */
export type TaskKind = {
  kind: string
  /** Of the page where it is done. */
  page: (slug: string) => string
  /** Behind the count: 'punten beantwoorden'. */
  label: (count: number) => string
  /** On the button that begins the day with it. */
  begin: string
  /** What waits, one and more of it; null for the next step of a process. */
  waits: { one: string; more: string } | null
}

export type Task = Omit<TaskKind, 'page' | 'label'> & {
  slug: string
  process: string
  count: number
  /** When the reactions stopped coming in, or null while they may still come. */
  closedSince: LocalDate | null
  label: string
  href: string
  /** Of these, how many are late, and how many a colleague sent back. */
  late?: number
  returned?: number
}

/** One task of this kind, or none when there is nothing to do. */
export function taskOf(
  { kind, page, label, begin, waits }: TaskKind,
  { slug, process, closedSince }: Pick<Task, 'slug' | 'process' | 'closedSince'>,
  count: number,
): Task[] {
  if (count <= 0) return []
  const href = page(slug)
  return [{ kind, slug, process, count, closedSince, label: label(count), href, begin, waits }]
}

/** When the reactions stopped coming in, or null while they may still come. */
export function closedSince(process: ResidentTerms, now: Date): LocalDate | null {
  const lastDay = termAt(process, now)?.lastDay ?? null
  return lastDay !== null && lastDay < today(now) ? lastDay : null
}

const release: TaskKind = {
  kind: 'release',
  page: paths.official.process.release,
  label: () => 'traject vrijgeven',
  begin: 'Begin met vrijgeven',
  waits: null,
}

/** Drafts that nothing is missing of. */
export function releaseTasks(processes: readonly ProcessToday[], now: Date): Task[] {
  return processes
    .filter(({ state, missing }) => state === 'draft' && missing.length === 0)
    .flatMap((process) =>
      taskOf(release, { slug: process.slug, process: process.title, closedSince: closedSince(process, now) }, 1),
    )
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
export function deadlinesOf(processes: readonly ProcessToday[], now: Date): Deadline[] {
  const day = today(now)
  return nearestFirst(
    processes.flatMap((process): Deadline[] => {
      const { slug, title, state } = process
      if (state !== 'released') return []
      return residentRounds.flatMap((round) => {
        const term = termOfRound(process, round)
        if (term === null) return []
        const { name, post, href } = deadlineWords[round]
        return [
          { day: term.startsOn, what: `${name} begint`, isBegin: true },
          { day: term.lastDay, what: `${name} eindigt om 23.59\u00a0uur`, isBegin: false },
          { day: addDays(term.lastDay, daysForPost), what: post, isBegin: false },
        ]
          .filter((date) => date.day > day || (date.day === day && !date.isBegin))
          .map((date) => ({
            ...{ slug, process: title, day: date.day, what: date.what, daysLeft: daysBetween(day, date.day) },
            href: href(slug),
          }))
      })
    }),
  )
}

/** What the days of a round are called, and where it is planned. */
const deadlineWords: Record<ResidentRound, { name: string; post: string; href: (slug: string) => string }> = {
  inspraak: {
    ...{ name: 'Inspraak', post: 'Register voor papieren post sluit' },
    href: paths.official.process.consultation,
  },
  secondInspraak: {
    ...{ name: 'Tweede inspraak', post: 'Register voor papieren post van de tweede inspraak sluit' },
    href: paths.official.process.release,
  },
}

type Blocked = { slug: string; process: string; why: string }

/** Days before its first day from which an incomplete draft is in trouble. */
const DAYS_TO_MEND = 7

/** Drafts that cannot be released while their first day is near or past. */
export function blockedOf(processes: readonly ProcessToday[], now: Date): Blocked[] {
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

/** The state of a process in the trade's words, with the tone of its tag. */
export function stageTag(process: Pick<ProcessToday, 'state' | keyof ResidentTerms>, now: Date) {
  const tags = {
    draft: { label: 'concept', tone: 'slate' },
    announced: { label: 'vrijgegeven, nog niet open', tone: 'water' },
    open: { label: 'inspraak open', tone: 'moss' },
    processing: { label: 'verwerken', tone: 'amber' },
    answered: { label: 'beantwoord', tone: 'slate' },
    withdrawn: { label: 'ingetrokken', tone: 'brick' },
  } as const
  const at = stage(process, now)
  const isSecond = roundAt(process, now) === 'secondInspraak'
  if (isSecond && at === 'announced') return { ...tags[at], label: 'tweede inspraak aangekondigd' }
  return isSecond && at === 'open' ? { ...tags[at], label: 'tweede inspraak open' } : tags[at]
}
