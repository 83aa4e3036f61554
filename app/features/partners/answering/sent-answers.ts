import { proposalItems } from '#app/features/contributions/proposal.ts'
import type { QuestionKind } from '#app/features/partners/questionnaire.ts'
import { printedNumbers, type AnswerState } from '#app/features/partners/response.ts'
import { willBeSent, NO_POINTS_TEXT, type ViewQuestion } from './response-view.ts'

/** A question as it was sent. */
export type SentAnswer = {
  questionId: string
  questionVersionId: string
  number: number
  /** Null for what is not sent. */
  printedNumber: number | null
  heading: string
  kind: QuestionKind
  state: AnswerState
  items: string[]
}

/** Other words for a paragraph that were sent; none at all: it is to go. */
export type SentProposal = { paragraphId: string; number: number; words: string; reason: string }

/** What is kept of one time that a response was sent, whole as it was; one of before there were proposals has none. */
export type SentVersion = { hasPoints: boolean; answers: SentAnswer[]; proposals?: SentProposal[] }

/** What is sent, by question, with the wording that was answered; what was skipped is named without its text. */
export function sentAnswers(questions: readonly ViewQuestion[]): SentAnswer[] {
  const printed = printedNumbers(questions.filter(willBeSent).map(({ number }) => number))
  return questions.flatMap((question) => {
    const { id: questionId, number, kind, answer } = question
    if (answer === null) return []
    const isSent = willBeSent(question)
    const { versionId: questionVersionId, heading } = answer.asked
    return [
      {
        ...{
          questionId,
          questionVersionId,
          number,
          printedNumber: printed.get(number) ?? null,
          heading,
          kind,
          state: answer.state,
        },
        items: isSent ? answer.items.map(({ text }) => text) : [],
      },
    ]
  })
}

/** What it becomes in the register: its pieces; or a text without any, for in 'geen specifieke punten' there is no point. */
export function toRegister({ hasPoints, answers, proposals = [] }: SentVersion) {
  if (!hasPoints) return { text: NO_POINTS_TEXT }
  const items = answers.flatMap(({ items, number, printedNumber, questionVersionId }) =>
    items.map((text) => ({ text, number, printedNumber, questionVersionId })),
  )
  const proposed = proposals.flatMap(({ paragraphId: id, number, ...words }) => proposalItems({ id, number }, words))
  return { items: [...items, ...proposed] }
}

/** The same for a message: the question stands above the first of its pieces only. */
export function itemsToRead({ hasPoints, answers, proposals = [] }: SentVersion): { question: string; text: string }[] {
  if (!hasPoints) return [{ question: '', text: NO_POINTS_TEXT }]
  return [
    ...answers.flatMap(({ items, number, heading }) =>
      items.map((text, index) => ({ question: index === 0 ? `Vraag ${number}. ${heading}` : '', text })),
    ),
    ...proposals.flatMap(({ paragraphId: id, number, ...words }) =>
      proposalItems({ id, number }, words).flatMap(({ heading: question, text }) =>
        text === '' ? [] : [{ question, text }],
      ),
    ),
  ]
}
