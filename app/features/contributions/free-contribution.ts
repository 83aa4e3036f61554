import type { ChannelKind } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'
import type { ContributorKind } from './contributor-kind.ts'
import type { NewContribution } from './register-contribution.server.ts'
import type { Round } from './round.ts'

/** What an official may be asked of a contribution that no form brought. */
export const freeFields = [
  ...(['name', 'person', 'source', 'heldOn', 'heldUntil', 'place', 'consent', 'readBackOn'] as const),
  ...(['channel', 'sentOn', 'receivedOn', 'email', 'namedInPublic', 'round'] as const),
] as const
export type FreeField = (typeof freeFields)[number]

type FreeKind = {
  kind: ContributorKind
  /** In the address of the form. */
  word: string
  label: string
  hint: string
  /** What is asked of this kind, in order; the text comes last. */
  fields: readonly FreeField[]
  /** Of these fields, those that may stay empty. */
  optional: readonly FreeField[]
}

const sent = ['channel', 'sentOn', 'receivedOn'] as const

/** The kinds of contribution that an official registers, in the order in which they are offered. */
export const freeKinds: readonly FreeKind[] = [
  {
    ...{
      kind: 'resident',
      word: 'inwoner',
      label: 'Reactie van een inwoner',
      hint: 'per post, e-mail, telefoon of aan de balie',
    },
    fields: [...sent, 'person', 'namedInPublic', 'email', 'readBackOn', 'round'],
    optional: ['sentOn', 'person', 'namedInPublic', 'email', 'readBackOn', 'round'],
  },
  {
    ...{ kind: 'household', word: 'gezin', label: 'Verhaal van een gezin', hint: 'samen verteld of opgeschreven' },
    fields: ['heldOn', 'place', ...sent, 'person', 'namedInPublic', 'email', 'readBackOn', 'round'],
    optional: ['heldOn', 'place', 'sentOn', 'person', 'namedInPublic', 'email', 'readBackOn', 'round'],
  },
  {
    ...{
      kind: 'organisation',
      word: 'organisatie',
      label: 'Inbreng van een organisatie',
      hint: 'een brief, mail of notitie',
    },
    fields: ['name', ...sent, 'email', 'round'],
    optional: ['sentOn', 'email', 'round'],
  },
  {
    ...{
      kind: 'workingGroup',
      word: 'werkgroep',
      label: 'Inbreng van een werkgroep',
      hint: 'mensen die dit samen uitwerkten',
    },
    fields: ['name', 'heldOn', 'place', ...sent, 'email', 'round'],
    optional: ['heldOn', 'place', 'sentOn', 'email', 'round'],
  },
  {
    ...{
      kind: 'functionHolder',
      word: 'functionaris',
      label: 'Inbreng van een functionaris',
      hint: 'bijvoorbeeld een buurtsportcoach of huisarts',
    },
    fields: ['name', 'heldOn', 'place', ...sent, 'email', 'readBackOn', 'round'],
    optional: ['heldOn', 'place', 'sentOn', 'email', 'readBackOn', 'round'],
  },
  {
    ...{
      kind: 'conversations',
      word: 'gesprekken',
      label: 'Verslag van gesprekken',
      hint: 'wat mensen in een of meer gesprekken vertelden',
    },
    fields: ['name', 'heldOn', 'heldUntil', 'place', 'consent', 'readBackOn', 'round'],
    optional: ['heldUntil', 'place', 'readBackOn', 'round'],
  },
  {
    ...{
      kind: 'meeting',
      word: 'overleg',
      label: 'Verslag van een overleg',
      hint: 'een overleg dat vaker bij elkaar komt',
    },
    fields: ['name', 'heldOn', 'place', 'readBackOn', 'round'],
    optional: ['place', 'readBackOn', 'round'],
  },
  {
    ...{ kind: 'study', word: 'onderzoek', label: 'Onderzoek', hint: 'een rapport, enquête of cijfers' },
    fields: ['name', 'source', 'heldOn', 'place', 'receivedOn', 'round'],
    optional: ['heldOn', 'place', 'round'],
  },
]

export const freeKindOf = (kind: ContributorKind): FreeKind | undefined => freeKinds.find((each) => each.kind === kind)
export const freeKindOfWord = (word: string | null): FreeKind | undefined =>
  freeKinds.find((each) => each.word === word)

export const asksFor = ({ fields }: FreeKind, field: FreeField): boolean => fields.includes(field)
export const mayStayEmpty = ({ optional }: FreeKind, field: FreeField): boolean => optional.includes(field)

/** The ways in which something reaches an official; what comes by the form of the site is not registered by hand. */
export const freeChannels = ['post', 'email', 'phone', 'desk', 'meeting'] as const satisfies readonly ChannelKind[]

/** By whom it was said that it may be used: of conversations in which people spoke of themselves. */
export const consents = ['given', 'notTraceable'] as const
export type Consent = (typeof consents)[number] | 'notAsked'

/** Where a contribution comes from, as an official filled it in. */
export type Origin = {
  /** As it stands in the list of contributors: an organisation, 'Gesprekken met professionals', the title of a study. */
  name: string
  /** Of a resident or household. */
  person: string
  source: string
  heldOn: LocalDate | null
  heldUntil: LocalDate | null
  place: string
  consent: Consent
  readBackOn: LocalDate | null
  channel: ChannelKind
  sentOn: LocalDate | null
  receivedOn: LocalDate | null
  email: string
  namedInPublic: boolean
  /** null: it follows from the kind and the day. */
  round: Round | null
}

/** The day that decides whether it was in time: when it was received, or, of what was said aloud, when it was said. */
export function dayReceived(
  { receivedOn, heldOn }: Pick<Origin, 'receivedOn' | 'heldOn'>,
  today: LocalDate,
): LocalDate {
  return receivedOn ?? heldOn ?? today
}

/**
 * What it is in the register: a report of what was said or looked into; of others a reaction to the plan, or input for it
 * when it came before the plan was there to react to.
 */
export function contributionKindOf(
  kind: ContributorKind,
  day: LocalDate,
  startsOn: LocalDate | null,
): NewContribution['kind'] {
  if (kind === 'conversations' || kind === 'meeting' || kind === 'study') return 'conversationReport'
  if (kind === 'resident') return 'reaction'
  return startsOn !== null && day >= startsOn ? 'reaction' : 'partnerResponse'
}
