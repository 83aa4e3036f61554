import { releaseObstacleWords, type ReleaseObstacle } from '#app/features/answers/release-obstacles.ts'
import type { FixedAt } from '#app/features/answers/share-with-points.server.ts'
import { dispositionOf, isDecision, type Decision } from '#app/features/points/disposition.ts'
import { obstacleWords, type Obstacle, type Target } from '#app/features/workflow/steps.ts'
import type { LocalDate } from '#app/local-date.ts'

/** What can be done with many points at once. */
export const bulkKinds = ['assign', 'theme', 'place', 'answer', 'disposition', 'campaign', 'release'] as const
export type BulkKind = (typeof bulkKinds)[number]

/** What the address of a choice asks for: words to find in the plan without JavaScript. */
export const FIND_PLACE = 'plek'

/** What the address of what was done begins with: a change by its id. */
export const DONE_FROM = 'gedaan'

/** On the buttons above the list. */
export const bulkLabels: Record<BulkKind, string> = {
  assign: 'Wijs toe',
  theme: 'Thema',
  place: 'Plek',
  answer: 'Eén antwoord',
  disposition: 'Besluit',
  campaign: 'Campagne',
  release: 'Geef vrij',
}

/** What changes; null takes away, what is left out stays. */
export type BulkChange =
  | { kind: 'assign'; assigneeId?: string | null; target?: Target; dueOn?: LocalDate | null; reason: string }
  | { kind: 'theme'; themeId?: string | null }
  | { kind: 'place'; placeId?: string | null }
  | { kind: 'answer'; disposition: Decision | null; reply: string; forwardedTo: string; sharedWith: string | null }
  | { kind: 'disposition'; disposition: Decision | null }
  | { kind: 'campaign'; campaignId?: string | null }
  | { kind: 'release'; isReleased: boolean }

const releaseWords = Object.fromEntries(
  Object.entries(releaseObstacleWords).map(([why, words]) => [why, () => words]),
) as Record<ReleaseObstacle, () => string>

/** Why a point stays as it is, beside what keeps it from moving. */
export const bulkObstacleWords = {
  ...obstacleWords,
  ...releaseWords,
  cannotDo: (step: string) => `Wie u kiest, mag de stap ${step} niet doen.`,
  answered: () => 'Heeft al een antwoord.',
  approved: () => 'Is goedgekeurd. Stuur het eerst terug.',
  sharedOutside: () => 'Deelt het antwoord met een punt dat u niet koos, of dat vastligt.',
  incomplete: () => 'Bij dit besluit hoort nog iets in het antwoord.',
  written: () => 'Een collega werkt er nu aan.',
} as const satisfies Record<string, (step: string) => string>
export type BulkObstacle = Obstacle | keyof typeof bulkObstacleWords

/** Points that stay as they are, for one reason. */
export type Kept = {
  why: BulkObstacle
  step: number
  count: number
  /** Some of them, to look at. */
  examples: { id: string; number: string | null }[]
}

/** More points than this do not get one answer at once. */
export const MOST_ANSWERED = 20_000

/** Why none of the points can get this, whichever they are. */
export type BulkStop = 'tooMany' | 'noPlace'

/** Why a change that so many points would get is not done; null when it can be. */
export function stopOf(change: BulkChange, points: number): BulkStop | null {
  if (change.kind !== 'answer') return null
  if (points > MOST_ANSWERED) return 'tooMany'
  // An answer that is shared has its place already.
  if (change.sharedWith !== null || change.disposition === null) return null
  return dispositionOf(change.disposition) === 'alreadyInPlan' ? 'noPlace' : null
}

/** What a bulk change would do, and the mark by which a form says that it showed this. */
export type BulkPreview = {
  chosen: number
  changes: number
  /** Why it cannot be done at all; null when it can. */
  stop: BulkStop | null
  /** They have it already. */
  same: number
  /** Chosen, and no longer there. */
  gone: number
  kept: Kept[]
  /** Where the answer that they would share is approved or public; null for any other change. */
  fixed: FixedAt | null
  mark: string
}

const figure = new Intl.NumberFormat('nl-NL')
/** '1 punt', '1.214 punten'. */
export const soManyPoints = (count: number): string => (count === 1 ? '1 punt' : `${figure.format(count)} punten`)

/** What whoever asks for it reads, and the way to get it after all. */
export const bulkStopWords: Record<BulkStop, string> = {
  tooMany: `Eén antwoord kan voor hooguit ${soManyPoints(MOST_ANSWERED)} tegelijk. Kies er minder, en deel het antwoord daarna met de andere.`,
  noPlace: 'Bij dit besluit hoort een plek in het plan. Geef dit antwoord eerst aan één punt, en deel het daarna.',
}

type Names = {
  assignee: (id: string) => string
  theme: (id: string) => string
  step: (target: Target) => string
  campaign: (id: string) => string
  place: (id: string) => string
  day: (day: LocalDate) => string
  disposition: (disposition: Decision) => string
}

/** What points get, in Dutch: 'Ambtenaar B en de stap Inhoud'; '' while nothing is filled in. */
export function changeInWords(change: BulkChange, names: Names): string {
  switch (change.kind) {
    case 'assign': {
      const { assigneeId, target, dueOn } = change
      const parts = [
        ...(assigneeId === undefined ? [] : [assigneeId === null ? 'niemand' : names.assignee(assigneeId)]),
        ...(target === undefined ? [] : [names.step(target)]),
        ...(dueOn === undefined ? [] : [dueOn === null ? 'geen uiterste dag' : `de uiterste dag ${names.day(dueOn)}`]),
      ]
      return new Intl.ListFormat('nl-NL').format(parts)
    }
    case 'theme':
      return change.themeId ? `het thema ${names.theme(change.themeId)}` : 'geen thema'
    case 'place':
      return change.placeId ? `de plek ${names.place(change.placeId)}` : 'geen plek in het plan'
    case 'answer':
      return 'dit ene antwoord'
    case 'disposition':
      return change.disposition === null ? '' : `het besluit ${names.disposition(change.disposition).toLowerCase()}`
    case 'campaign':
      return change.campaignId ? `de campagne ${names.campaign(change.campaignId)}` : 'geen campagne'
    case 'release':
      return change.isReleased ? 'een vrijgave' : 'geen vrijgave meer'
  }
}

/** Whether a change says anything. */
export function saysNothing(change: BulkChange): boolean {
  if (change.kind === 'assign')
    return change.assigneeId === undefined && change.target === undefined && change.dueOn === undefined
  if (change.kind === 'theme') return change.themeId === undefined
  if (change.kind === 'place') return change.placeId === undefined
  if (change.kind === 'campaign') return change.campaignId === undefined
  return change.kind === 'disposition' && change.disposition === null
}

/** What a form of this kind begins with. */
export function emptyChange(kind: BulkKind): BulkChange {
  switch (kind) {
    case 'assign':
      return { kind, reason: '' }
    case 'theme':
    case 'place':
    case 'campaign':
      return { kind }
    case 'answer':
      return { kind, disposition: null, reply: '', forwardedTo: '', sharedWith: null }
    case 'disposition':
      return { kind, disposition: null }
    case 'release':
      return { kind, isReleased: true }
  }
}

/** A decision that a text names, or null. */
export const dispositionFrom = (text: string): Decision | null => (isDecision(text) ? text : null)
