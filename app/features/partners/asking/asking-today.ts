import type { QuestionnaireStand } from '#app/features/partners/questionnaire.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { taskOf, type Deadline, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { daysBetween, today, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'

/** How far the organisations of one process are. */
export type AskingToday = {
  slug: string
  title: string
  closesOn: LocalDate | null
  asked: number
  sent: number
  /** Working on a draft. */
  writing: number
  /** Want to write on after sending. */
  reopen: number
}

const stand = ({ closesOn }: Pick<AskingToday, 'closesOn'>, now: Date): QuestionnaireStand =>
  standOf({ state: 'open', closesOn }, today(now))

const reopen: TaskKind = {
  kind: 'reopen',
  page: paths.official.process.partners,
  label: (count) => (count === 1 ? 'organisatie wil verder schrijven' : 'organisaties willen verder schrijven'),
  begin: 'Bekijk het verzoek',
  waits: { one: 'verzoek', more: 'verzoeken' },
}

/** Who asked to write on waits for an official, as long as that can be granted. */
export function tasksOfAsking(processes: readonly AskingToday[], now: Date): Task[] {
  return processes
    .filter((process) => process.reopen > 0 && stand(process, now) === 'open')
    .flatMap(({ slug, title, reopen: count }) => taskOf(reopen, { slug, process: title, closedSince: null }, count))
}

/** About which processes an organisation can still send, so that no answers can be made public; by slug. */
export function stillAsked(processes: readonly AskingToday[], now: Date): Set<string> {
  return new Set(
    processes
      .filter((process) => process.sent < process.asked && stand(process, now) === 'open')
      .map(({ slug }) => slug),
  )
}

/** The last days on which organisations can send. */
export function deadlinesOfAsking(processes: readonly AskingToday[], now: Date): Deadline[] {
  return processes.flatMap(({ slug, title, closesOn }) => {
    if (closesOn === null || closesOn < today(now)) return []
    return [
      {
        slug,
        process: title,
        day: closesOn,
        what: 'Laatste dag voor organisaties',
        href: paths.official.process.partners(slug),
        daysLeft: daysBetween(today(now), closesOn),
      },
    ]
  })
}

/** '1 van 3 organisaties heeft verzonden, 1 schrijft, 1 begon nog niet.' */
export function askingInWords({ asked, sent, writing }: Pick<AskingToday, 'asked' | 'sent' | 'writing'>): string {
  if (sent === asked)
    return asked === 1 ? 'De organisatie heeft verzonden.' : `Alle ${asked} organisaties hebben verzonden.`
  const waiting = asked - sent - writing
  return [
    `${sent} van ${asked} ${asked === 1 ? 'organisatie heeft' : sent === 1 ? 'organisaties heeft' : 'organisaties hebben'} verzonden`,
    ...(writing > 0 ? [writing === 1 ? '1 schrijft' : `${writing} schrijven`] : []),
    ...(waiting > 0 ? [waiting === 1 ? '1 begon nog niet' : `${waiting} begonnen nog niet`] : []),
  ]
    .join(', ')
    .concat('.')
}

/** What stands with a process on a list: shown until the last day of the questions is over. */
export function rowOfAsking(process: AskingToday, now: Date): { words: string; action: string; href: string } | null {
  if (stand(process, now) !== 'open') return null
  return {
    words: askingInWords(process),
    action: process.sent < process.asked ? 'Bekijk en herinner' : 'Bekijk de inbreng',
    href: paths.official.process.partners(process.slug),
  }
}
