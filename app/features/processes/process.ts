import type { LocalDate } from '#app/local-date.ts'
import { today } from '#app/local-date.ts'
import { termAt, type ResidentTerms } from './resident-rounds.ts'
import { isInTerm } from './term.ts'

/** Which process, and whose: enough to ask for what hangs under it. */
export type ProcessRef = { id: string; municipalityId: string }

export const processStates = ['draft', 'released', 'answered', 'withdrawn'] as const
export type ProcessState = (typeof processStates)[number]

/** The states in which something may be done, one named set per act. */
export const statesFor = {
  edit: ['draft'],
  /** Phases and expected dates keep moving while the process runs and is followed up. */
  editPhases: ['draft', 'released', 'answered'],
  release: ['draft'],
  /** Residents, online; the term decides further. */
  react: ['released'],
  /** Officials may always register what came in: early, on paper, or late. */
  register: processStates,
  /** Partners, by an official's list of questions. */
  ask: ['draft', 'released'],
  /** What partners gave is answered before the release, what comes late after the end; what is public is fixed by itself. */
  answer: ['draft', 'released', 'answered'],
  finish: ['draft', 'released'],
  withdraw: ['released'],
  show: ['released', 'answered', 'withdrawn'],
} as const satisfies Record<string, readonly ProcessState[]>

const allows = (states: readonly ProcessState[]) => (state: ProcessState) => states.includes(state)

/** What the state of a process allows; who may do it and when is asked elsewhere. */
export const processAllows = {
  edit: allows(statesFor.edit),
  editPhases: allows(statesFor.editPhases),
  release: allows(statesFor.release),
  react: allows(statesFor.react),
  register: allows(statesFor.register),
  ask: allows(statesFor.ask),
  answer: allows(statesFor.answer),
  finish: allows(statesFor.finish),
  withdraw: allows(statesFor.withdraw),
  show: allows(statesFor.show),
}

export const processActs = ['release', 'finish', 'withdraw'] as const
export type ProcessAct = (typeof processActs)[number]

const leadsTo: Record<ProcessAct, ProcessState> = {
  release: 'released',
  finish: 'answered',
  withdraw: 'withdrawn',
}

const refusals: Record<ProcessAct, string> = {
  release: 'het traject nu niet vrijgeven',
  finish: 'het traject nu niet afronden',
  withdraw: 'het traject nu niet intrekken',
}

const stands: Record<ProcessState, string> = {
  draft: 'Dit traject is nog een concept en niet vrijgegeven.',
  released: 'Dit traject is al vrijgegeven.',
  answered: 'Dit traject is al afgerond.',
  withdrawn: 'Dit traject is ingetrokken.',
}

export type RefusedTransition = { found: ProcessState; act: ProcessAct; why: string }

/** The state that an act leads to, or which state was found and why (in Dutch) the act is refused. */
export function transition(state: ProcessState, act: ProcessAct): ProcessState | RefusedTransition {
  if (processAllows[act](state)) return leadsTo[act]
  return { found: state, act, why: `${stands[state]} Daarom kunt u ${refusals[act]}.` }
}

/** Whether a transition was refused. */
export function isRefused(outcome: ProcessState | RefusedTransition): outcome is RefusedTransition {
  return typeof outcome !== 'string'
}

export type Stage = 'draft' | 'announced' | 'open' | 'processing' | 'answered' | 'withdrawn'

/** What the public sees at a stage, in plain Dutch; a draft is never public. */
export const stageLabels: Record<Stage, string> = {
  draft: 'Nog niet openbaar',
  announced: 'Binnenkort',
  open: 'U kunt nu reageren',
  processing: 'Wij verwerken de reacties',
  answered: 'Afgerond',
  withdrawn: 'Ingetrokken',
}

/** Where a process stands for the public at this instant, derived from its state and the round that counts now. */
export function stage(process: { state: ProcessState } & ResidentTerms, now: Date): Stage {
  if (process.state !== 'released') return process.state
  const term = termAt(process, now)
  if (term === null) return 'announced'
  if (isInTerm(term, now)) return 'open'
  return today(now) < term.startsOn ? 'announced' : 'processing'
}

export const regimes = ['uov', 'ordinance', 'informal'] as const
export type Regime = (typeof regimes)[number]

export const regimeLabels: Record<Regime, { label: string; hint: string }> = {
  uov: { label: 'Uniforme procedure', hint: 'Awb afdeling 3.4: zes weken, mondeling of schriftelijk' },
  ordinance: { label: 'Participatieverordening', hint: 'eigen termijn en kanalen' },
  informal: { label: 'Informeel', hint: 'geen termijn uit een regeling, u kiest zelf' },
}

export const channelKinds = ['online', 'email', 'post', 'phone', 'desk', 'meeting'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** Label: the trade's word. Title: what a resident reads. */
export const channelLabels: Record<ChannelKind, { label: string; title: string }> = {
  online: { label: 'Online formulier', title: 'Op deze website' },
  email: { label: 'E-mail', title: 'E-mail' },
  post: { label: 'Post', title: 'Brief' },
  phone: { label: 'Telefoon', title: 'Bellen' },
  desk: { label: 'Balie', title: 'Langskomen' },
  meeting: { label: 'Bijeenkomst', title: 'Naar een bijeenkomst komen' },
}

/** Names of the form fields with the address of a channel, and with the remark beside it, such as opening hours. */
export const channelField = (kind: ChannelKind): string => `channels.${kind}.address`
export const channelNoteField = (kind: ChannelKind): string => `channels.${kind}.note`

export const phaseKinds = ['prioritisation', 'partnerInput', 'inspraak', 'processing', 'decision', 'followUp'] as const
export type PhaseKind = (typeof phaseKinds)[number]

/** Label: the trade's word. Title: what a resident reads when the official gave no other. */
export const phaseLabels: Record<PhaseKind, { label: string; title: string }> = {
  prioritisation: { label: 'Ranglijst raad', title: 'De gemeenteraad kiest onderwerpen' },
  partnerInput: { label: 'Inbreng partners', title: 'Gesprekken met partners' },
  inspraak: { label: 'Inspraak', title: 'U kunt reageren' },
  processing: { label: 'Verwerken', title: 'Wij verwerken de reacties' },
  decision: { label: 'Besluit', title: 'De gemeenteraad besluit' },
  followUp: { label: 'Vervolg', title: 'Wij voeren het plan uit' },
}

export type PhaseState = 'done' | 'now' | 'next'

export const phaseStateLabels: Record<PhaseState, string> = { done: 'Klaar', now: 'Nu', next: 'Komt nog' }

type PhaseDates = { opensOn: LocalDate | null; closesOn: LocalDate | null }

/** Whether a phase is over, running or to come; one without a first day is to come until its last day is over. */
export function phaseState(phase: PhaseDates, now: Date): PhaseState {
  const day = today(now)
  if (phase.closesOn !== null && phase.closesOn < day) return 'done'
  return phase.opensOn !== null && phase.opensOn <= day ? 'now' : 'next'
}

/** The states of all phases in order: a phase without a last day is over once a later one began. */
export function phaseStates(phases: readonly PhaseDates[], now: Date): PhaseState[] {
  const states = phases.map((phase) => phaseState(phase, now))
  return phases.map((phase, index) => {
    const begun = states.slice(index + 1).some((later) => later !== 'next')
    return phase.closesOn === null && begun ? 'done' : (states[index] ?? 'next')
  })
}
