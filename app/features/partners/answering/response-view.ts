import type { QuestionKind, QuestionnaireStand } from '#app/features/partners/questionnaire.ts'
import { answerStateWords, type AnswerState, type ResponseState } from '#app/features/partners/response.ts'
import type { LocalDate } from '#app/local-date.ts'

/** A piece of an answer, and who wrote it last. */
export type ViewItem = {
  id: string
  text: string
  /** ISO instant. */ at: string
  by: string | null
  /** Account of who wrote it last. */ byId: string | null
}

/** What was asked, in words. */
export type Wording = { versionId: string; heading: string; explanation: string }

type ViewAnswer = {
  state: AnswerState
  /** What was asked when it was answered. */
  asked: Wording
  items: ViewItem[]
}

export type ViewQuestion = Wording & {
  id: string
  /** Its number on the list: also its address. */
  number: number
  kind: QuestionKind
  options: string[]
  isOptional: boolean
  /** No longer asked; what was answered stays. */
  isRemoved: boolean
  /** Of the only piece that an answer other than points has, the same for everyone. */
  onlyItemId: string
  answer: ViewAnswer | null
}

export type ViewPerson = {
  id: string
  /** Null while the invitation was not accepted. */
  accountId: string | null
  name: string
  isCoordinator: boolean
  isHere: boolean
  questionId: string | null
  /** ISO instant. */
  seenAt: string | null
}

/** All that the people of an organisation see of their response; the same for each of them, so that it is read and sent once. */
export type ResponseView = {
  /** Counts the changes: of two views the higher one is the later. */
  version: number
  state: ResponseState
  stand: QuestionnaireStand
  hasPoints: boolean
  closesOn: LocalDate
  daysLeft: number
  intro: string
  partnerName: string
  processTitle: string
  /** ISO instants. */
  releasedAt: string | null
  sentAt: string | null
  reopenAskedAt: string | null
  /** How often it was sent. */
  versions: number
  questions: ViewQuestion[]
  people: ViewPerson[]
  /** ISO instant at which this was read, by the clock of the server. */
  readAt: string
}

/** Whether the municipality took in what the organisation gave on paper, by mail or in a file. */
export const isTakenIn = ({ state, versions }: Pick<ResponseView, 'state' | 'versions'>): boolean =>
  state === 'sent' && versions === 0

/** Whether something was written after what counts was sent: it was reopened, and not sent again before the last day was over. */
export const hasUnsent = ({
  state,
  sentAt,
  questions,
}: Pick<ResponseView, 'state' | 'sentAt' | 'questions'>): boolean =>
  state === 'sent' &&
  sentAt !== null &&
  questions.some(({ answer }) => answer?.items.some(({ at }) => at > sentAt) === true)

/** How a question stands on the list of an organisation. */
export type QuestionStand = 'empty' | AnswerState

export function standOfQuestion({ answer }: Pick<ViewQuestion, 'answer'>): QuestionStand {
  if (answer === null || (answer.state === 'open' && answer.items.length === 0)) return 'empty'
  return answer.state
}

/** Whether what is written under a question is sent with the response. */
export function willBeSent({ answer }: Pick<ViewQuestion, 'answer'>): boolean {
  return answer !== null && answer.items.length > 0 && (answer.state === 'open' || answer.state === 'done')
}

/** Whether a question needs no more work: answered and called done, skipped or not applicable. */
export const isSettled = (question: Pick<ViewQuestion, 'answer'>) =>
  !['empty', 'open'].includes(standOfQuestion(question))

/** 'concept, 3 punten' */
export function questionWords(question: Pick<ViewQuestion, 'answer' | 'kind'>): string {
  const stand = standOfQuestion(question)
  if (stand === 'empty') return 'nog niets geschreven'
  if (stand === 'skipped') return 'overgeslagen'
  if (stand === 'notApplicable') return 'niet van toepassing'
  const count = question.answer?.items.length ?? 0
  const word = stand === 'done' ? 'klaar' : 'concept'
  if (question.kind !== 'points') return word
  return `${word}, ${count} ${count === 1 ? 'punt' : 'punten'}`
}

/** The same for a response that nobody writes at any more: what was sent, without what is still to be done. */
export function sentWords(question: Pick<ViewQuestion, 'answer' | 'kind'>): string {
  const stand = standOfQuestion(question)
  if (stand === 'skipped' || stand === 'notApplicable') return answerStateWords[stand]
  if (!willBeSent(question)) return 'niet beantwoord'
  const count = question.answer?.items.length ?? 0
  return question.kind === 'points' ? `${count} ${count === 1 ? 'punt' : 'punten'}` : 'beantwoord'
}

/** Whether it was answered when it asked something else. */
export function isChanged(question: ViewQuestion): boolean {
  return (
    question.answer !== null &&
    question.answer.items.length > 0 &&
    question.answer.asked.versionId !== question.versionId
  )
}

/** Questions that must be answered and are not: skipping is no answer to them, 'niet van toepassing' is. */
export function unansweredOf(questions: readonly ViewQuestion[]): ViewQuestion[] {
  return questions.filter(
    (question) =>
      !question.isOptional &&
      !question.isRemoved &&
      !willBeSent(question) &&
      question.answer?.state !== 'notApplicable',
  )
}

/** Who may release and send: the coordinators, and everyone where an organisation named none. */
export function mayLead(
  people: readonly Pick<ViewPerson, 'accountId' | 'isCoordinator'>[],
  accountId: string,
): boolean {
  const leads = people.filter(({ isCoordinator }) => isCoordinator)
  return (leads.length > 0 ? leads : people).some((person) => person.accountId === accountId)
}

/** The name of the coordinator, or 'uw coördinator' when there is none or there are several. */
export function leaderWords(people: readonly Pick<ViewPerson, 'name' | 'isCoordinator'>[]): string {
  const leads = people.filter(({ isCoordinator }) => isCoordinator)
  return leads.length === 1 ? (leads[0]?.name ?? '') : 'uw coördinator'
}

/** The same for a reader in the organisation: 'u' when the reader is the coordinator. */
export function leaderTo(
  people: readonly Pick<ViewPerson, 'accountId' | 'isCoordinator' | 'name'>[],
  accountId: string,
): string {
  return mayLead(people, accountId) ? 'u' : leaderWords(people)
}

/** 'Dat is over 7 dagen.' */
export function daysLeftWords(days: number): string {
  if (days < 0) return 'Die dag is voorbij.'
  if (days === 0) return 'Dat is vandaag.'
  return days === 1 ? 'Dat is morgen.' : `Dat is over ${days} dagen.`
}

/** What 'geen specifieke punten' says in the register. */
export const NO_POINTS_TEXT = 'Wij hebben geen specifieke punten voor dit plan.'
