import type { LocalDate } from '#app/local-date.ts'
import { addDays, formatDate, formatPeriod, today } from '#app/local-date.ts'
import type { PhaseKind, PhaseState, ProcessState } from './process.ts'
import { phaseLabels, phaseStateLabels, phaseStates, stage } from './process.ts'
import { termOfRound, type ResidentRound } from './resident-rounds.ts'
import { dayOfTerm } from './term.ts'

export type RoadPhase = {
  kind: PhaseKind
  title: string
  opensOn: LocalDate | null
  closesOn: LocalDate | null
  whenText: string
  /** Of phases of reacting and processing: for which round. */
  round?: ResidentRound
}

export type RoadProcess = {
  state: ProcessState
  startsOn: LocalDate | null
  lastDay: LocalDate | null
  secondStartsOn: LocalDate | null
  secondLastDay: LocalDate | null
  answeredAt: Date | null
  answersExpected: string
}

export type RoadStep = {
  kind: PhaseKind
  title: string
  state: PhaseState
  /** Its last day is over, but nobody said that it was done. */
  isOnlyPast: boolean
  says: string
  when: string
}

/**
 * The phases as residents see them: the dates of the term fill what was left open, and what was done decides over dates. `adoptedOn` is the day on which
 * the plan was adopted.
 */
export function road(
  process: RoadProcess,
  phases: readonly RoadPhase[],
  now: Date,
  adoptedOn: LocalDate | null = null,
): RoadStep[] {
  const known = phases.length > 0 ? phases : shortRoad(process)
  const filled = withSecondRound(known, process)
    .map((phase) => withDatesOfTerm(phase, process))
    .map((phase) =>
      isDecided(phase, adoptedOn) ? { ...phase, opensOn: adoptedOn, closesOn: adoptedOn, whenText: '' } : phase,
    )
  const states = phaseStates(filled, now)
  return filled.map((phase, index) => {
    const wasDecided = isDecided(phase, adoptedOn)
    const state = wasDecided ? 'done' : stateOf(phase, states[index] ?? 'next', process, now)
    const isOnlyPast = !wasDecided && state === 'done' && (phase.kind === 'decision' || phase.kind === 'followUp')
    return {
      kind: phase.kind,
      title: phase.title,
      state,
      isOnlyPast,
      says: wasDecided ? phaseStateLabels.done : says(phase, state, process, now),
      when: when(phase),
    }
  })
}

const isDecided = ({ kind }: RoadPhase, adoptedOn: LocalDate | null) => kind === 'decision' && adoptedOn !== null

/** Processing ends with the answers, whatever day was planned for it. */
function stateOf({ kind, round }: RoadPhase, byDates: PhaseState, process: RoadProcess, now: Date): PhaseState {
  if (kind !== 'inspraak' && kind !== 'processing') return byDates
  if (process.state === 'answered') return 'done'
  const isLast = round === 'secondInspraak' || termOfRound(process, 'secondInspraak') === null
  if (kind === 'processing' && isLast && byDates === 'done')
    return stage(process, now) === 'processing' ? 'now' : 'next'
  return byDates
}

/** What is said of a phase that is over: only the answers are known to be done; what came after them was at most planned. */
const overSays: Record<PhaseKind, string> = {
  prioritisation: 'Geweest',
  partnerInput: 'Geweest',
  inspraak: 'Gesloten',
  processing: phaseStateLabels.done,
  decision: 'Was gepland',
  followUp: 'Was gepland',
}

/** A process of which no phases were filled in has at least these two. */
function shortRoad({ state, answersExpected }: RoadProcess): RoadPhase[] {
  const phase = (kind: PhaseKind, whenText: string) => ({
    kind,
    title: phaseLabels[kind].title,
    opensOn: null,
    closesOn: null,
    whenText,
  })
  return [
    phase('inspraak', ''),
    phase(
      'processing',
      answersExpected === '' || state === 'answered' ? '' : `antwoorden verwacht: ${answersExpected}`,
    ),
  ]
}

/** A second round is followed by processing of its own; officials fill in no phases for it, its days are those of its term. */
function withSecondRound(phases: readonly RoadPhase[], process: RoadProcess): RoadPhase[] {
  if (termOfRound(process, 'secondInspraak') === null) return [...phases]
  const last = Math.max(
    ...(['inspraak', 'processing'] as const).map((kind) => phases.findIndex((p) => p.kind === kind)),
  )
  const second = { opensOn: null, closesOn: null, whenText: '', round: 'secondInspraak' } as const
  return [
    ...phases.slice(0, last + 1),
    { ...second, kind: 'inspraak', title: 'U kunt opnieuw reageren' },
    { ...second, kind: 'processing', title: 'Wij verwerken de nieuwe reacties' },
    ...phases.slice(last + 1),
  ]
}

function withDatesOfTerm(phase: RoadPhase, process: RoadProcess): RoadPhase {
  const { round = 'inspraak' } = phase
  const term = termOfRound(process, round)
  if (phase.kind === 'inspraak')
    return { ...phase, opensOn: term?.startsOn ?? phase.opensOn, closesOn: term?.lastDay ?? phase.closesOn }
  if (phase.kind !== 'processing' || term === null) return phase
  const next = round === 'inspraak' ? termOfRound(process, 'secondInspraak') : null
  const { answeredAt } = process
  return {
    ...phase,
    opensOn: phase.opensOn ?? addDays(term.lastDay, 1),
    closesOn: next ? (phase.closesOn ?? addDays(next.startsOn, -1)) : answeredAt ? today(answeredAt) : phase.closesOn,
  }
}

function says(phase: RoadPhase, state: PhaseState, process: RoadProcess, now: Date): string {
  const term = termOfRound(process, phase.round ?? 'inspraak')
  if (state === 'now' && phase.kind === 'inspraak' && term && stage(process, now) === 'open') {
    const counted = dayOfTerm(term, now)
    if (counted) return `Nu: dag\u00a0${counted.day} van ${counted.of}`
  }
  return state === 'done' ? overSays[phase.kind] : phaseStateLabels[state]
}

function when({ opensOn, closesOn, whenText }: RoadPhase): string {
  if (whenText !== '') return whenText
  if (opensOn && closesOn && opensOn <= closesOn) return formatPeriod(opensOn, closesOn)
  if (opensOn) return `vanaf ${formatDate(opensOn)}`
  return closesOn ? `tot en met ${formatDate(closesOn)}` : ''
}
