import { termFor, type Round } from '#app/features/contributions/round.ts'
import { termAt } from '#app/features/processes/resident-rounds.ts'
import { paths } from '#app/paths.ts'
import { stageTag, taskOf, type ProcessToday, type Task, type TaskKind } from '#app/features/processes/today.ts'
import { formatPeriod, today } from '#app/local-date.ts'

/** A process with how far the work on what was given is. */
export type WorkOfProcess = ProcessToday & {
  received: number
  split: number
  points: number
  answered: number
  /** The rounds of which something is not public yet. */
  waiting: readonly Round[]
}

const publish: TaskKind = {
  kind: 'publish',
  page: paths.official.process.publish,
  label: () => 'traject waarvan de antwoorden openbaar kunnen',
  begin: 'Begin met openbaar maken',
  waits: null,
}

/** Processes of which a round is over that is not public, and whose points all have an answer. */
export function publishTasks(processes: readonly WorkOfProcess[], now: Date): Task[] {
  return processes.flatMap((process) => {
    const { state, waiting } = process
    // The first inspraak becomes public also while a second is announced or runs.
    const over = waiting.filter((round) => {
      const term = termFor(process, round)
      return term !== null && term.lastDay < today(now)
    })
    const [round] = over
    const closed = round ? (termFor(process, round)?.lastDay ?? null) : null
    const isReady = state === 'released' && closed !== null && isAnswered(process)
    return isReady
      ? taskOf(publish, { slug: process.slug, process: process.title, closedSince: closed }, process.received)
      : []
  })
}

function isAnswered({ received, split, points, answered }: WorkOfProcess): boolean {
  return received > 0 && split === received && answered === points
}

/** A process as a row of a list: its stage, its days and how far the work is. */
export function rowOfProcess(process: WorkOfProcess, now: Date) {
  const { slug, title, state, received, split, points, answered, missing } = process
  const term = termAt(process, now)
  return {
    ...{ slug, title, state, received, split, points, answered },
    missing: missing.length,
    tag: stageTag(process, now),
    period: term ? formatPeriod(term.startsOn, term.lastDay) : '',
  }
}
