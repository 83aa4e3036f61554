import type { LocalDate } from '#app/local-date.ts'
import { addDays, formatDate, formatPeriod, today } from '#app/local-date.ts'
import type { PhaseKind, PhaseState, ProcessState } from './process.ts'
import { phaseLabels, phaseStateLabels, phaseStates, stage } from './process.ts'
import { dayOf } from './term.ts'

export type RoadPhase = {
  kind: PhaseKind
  title: string
  opensOn: LocalDate | null
  closesOn: LocalDate | null
  whenText: string
}

export type RoadProcess = {
  state: ProcessState
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  answeredAt: Date | null
  answersExpected: string
}

export type RoadStep = { kind: PhaseKind; title: string; state: PhaseState; says: string; when: string }

/** The phases as residents see them: the dates of the term fill what was left open, and what was done decides over dates. */
export function road(process: RoadProcess, phases: readonly RoadPhase[], now: Date): RoadStep[] {
  const filled = (phases.length > 0 ? phases : shortRoad(process)).map((phase) => withDatesOfTerm(phase, process))
  const states = phaseStates(filled, now)
  const answered = process.state === 'answered'
  return filled.map((phase, index) => {
    const isOver = answered && (phase.kind === 'inspraak' || phase.kind === 'processing')
    const state = isOver ? 'done' : (states[index] ?? 'next')
    return { kind: phase.kind, title: phase.title, state, says: says(phase, state, process, now), when: when(phase) }
  })
}

/** A process of which no phases were filled in has at least these two. */
function shortRoad({ state, answersExpected }: RoadProcess): RoadPhase[] {
  const phase = (kind: PhaseKind, whenText: string) => ({ kind, title: phaseLabels[kind].title, opensOn: null, closesOn: null, whenText })
  return [phase('inspraak', ''), phase('processing', answersExpected === '' || state === 'answered' ? '' : `antwoorden verwacht: ${answersExpected}`)]
}

function withDatesOfTerm(phase: RoadPhase, { startsOn, lastDay, answeredAt }: RoadProcess): RoadPhase {
  if (phase.kind === 'inspraak') return { ...phase, opensOn: startsOn ?? phase.opensOn, closesOn: lastDay ?? phase.closesOn }
  if (phase.kind !== 'processing' || lastDay === null) return phase
  return {
    ...phase,
    opensOn: phase.opensOn ?? addDays(lastDay, 1),
    closesOn: answeredAt ? today(answeredAt) : phase.closesOn,
  }
}

function says(phase: RoadPhase, state: PhaseState, process: RoadProcess, now: Date): string {
  const { startsOn, lastDay } = process
  if (state === 'now' && phase.kind === 'inspraak' && startsOn && lastDay && stage(process, now) === 'open') {
    const counted = dayOf({ startsOn, lastDay }, now)
    if (counted) return `Nu: dag\u00a0${counted.day} van ${counted.of}`
  }
  return phaseStateLabels[state]
}

function when({ opensOn, closesOn, whenText }: RoadPhase): string {
  if (whenText !== '') return whenText
  if (opensOn && closesOn && opensOn <= closesOn) return formatPeriod(opensOn, closesOn)
  if (opensOn) return `vanaf ${formatDate(opensOn)}`
  return closesOn ? `tot en met ${formatDate(closesOn)}` : ''
}
