import { processAllows, type ProcessState } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'

/** How a question is answered. */
export const questionKinds = ['points', 'text', 'choice', 'scale'] as const
export type QuestionKind = (typeof questionKinds)[number]

export const questionKindWords: Record<QuestionKind, { label: string; explanation: string }> = {
  points: { label: 'Losse punten', explanation: 'Elk punt apart. Elk punt krijgt een eigen antwoord.' },
  text: { label: 'Lange tekst', explanation: 'Een doorlopend verhaal, dat u later zelf in punten splitst.' },
  choice: { label: 'Keuze', explanation: 'Eén uit een lijst.' },
  scale: { label: 'Schaal', explanation: 'Een stap tussen twee uitersten.' },
}

/** A question as it is asked now, or was asked when someone answered it. */
export type Question = {
  /** The place on the list, the same over all versions. */
  id: string
  /** Its number on the list, whatever number a contributor prints above an answer. */
  number: number
  versionId: string
  version: number
  heading: string
  explanation: string
  kind: QuestionKind
  /** What can be chosen; of a scale the steps, from low to high. */
  options: string[]
  isOptional: boolean
}

export type QuestionnaireState = 'prepared' | 'open'

/** Where a list of questions stands on a day: after its last day nothing can be sent any more. */
export type QuestionnaireStand = 'prepared' | 'open' | 'closed'

/** Where a list of questions stands; `on` is a local date. */
export function standOf(
  { state, closesOn }: { state: QuestionnaireState; closesOn: LocalDate | null },
  on: LocalDate,
): QuestionnaireStand {
  if (state === 'prepared' || closesOn === null) return 'prepared'
  return on <= closesOn ? 'open' : 'closed'
}

/** The same for who answers: of a process that was withdrawn, or whose answers are public, nothing can be sent any more. */
export function standForPartner(
  process: ProcessState,
  questionnaire: Parameters<typeof standOf>[0],
  on: LocalDate,
): QuestionnaireStand {
  const stand = standOf(questionnaire, on)
  return stand === 'open' && !processAllows.ask(process) ? 'closed' : stand
}

export const standWords: Record<QuestionnaireStand, string> = {
  prepared: 'in voorbereiding',
  open: 'open',
  closed: 'gesloten',
}

export const MOST_QUESTIONS = 50
/** Characters in one item. */
export const LONGEST_ITEM = 10_000
/** Characters in a whole response: what the register takes. */
export const LONGEST_RESPONSE = 100_000

/** Five questions for organisations around a social plan, to begin a list with. */
export const standardQuestions: readonly Pick<Question, 'heading' | 'explanation' | 'kind' | 'isOptional'>[] = [
  {
    heading: 'Ziet u op tijd wie hulp nodig heeft, en kunt u die hulp dan geven?',
    explanation: 'Denk aan signalen van bezoekers, cliënten of vrijwilligers, en aan wat u daarmee doet.',
  },
  {
    heading: 'Hoe helpt u inwoners om zelf mee te doen?',
    explanation: 'Wat doet u, zodat mensen hun eigen kracht en talenten gebruiken?',
  },
  {
    heading: 'Kan de hulp dichter bij huis, of met iets lichters?',
    explanation: 'Denk aan een inloopochtend, een vrijwilliger of een hulpmiddel.',
  },
  {
    heading: 'Waar moet de gemeente op letten?',
    explanation: 'Noem wat nu niet goed gaat, en wat volgens u aandacht nodig heeft.',
  },
  {
    heading: 'Wat mag de gemeente van u verwachten?',
    explanation: 'Wat kunt en wilt u zelf doen in de komende jaren?',
  },
].map((question) => ({ ...question, kind: 'points', isOptional: true }))
