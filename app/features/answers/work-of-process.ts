import { paths } from '#app/paths.ts'
import {
  closedSince,
  stageTag,
  taskOf,
  type ProcessToday,
  type Task,
  type TaskKind,
} from '#app/features/processes/today.ts'
import { formatPeriod } from '#app/local-date.ts'

/** A process with how far the work on what was given is. */
export type WorkOfProcess = ProcessToday & { received: number; split: number; points: number; answered: number }

const publish: TaskKind = {
  kind: 'publish',
  page: paths.official.process.publish,
  label: () => 'traject waarvan de antwoorden openbaar kunnen',
  begin: 'Begin met openbaar maken',
  waits: null,
}

/** Processes that nobody can react to any more and whose points all have an answer. */
export function publishTasks(processes: readonly WorkOfProcess[], now: Date): Task[] {
  return processes.flatMap((process) => {
    // What is answered of the first inspraak becomes public also while a second is announced or runs.
    const closed = closedSince({ ...process, secondStartsOn: null, secondLastDay: null }, now)
    const isReady = process.state === 'released' && closed !== null && isAnswered(process)
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
  const { slug, title, state, startsOn, lastDay, received, split, points, answered, missing } = process
  return {
    ...{ slug, title, state, received, split, points, answered },
    missing: missing.length,
    tag: stageTag(process, now),
    period: startsOn && lastDay ? formatPeriod(startsOn, lastDay) : '',
  }
}
