import { z } from 'zod'
import { answerProblems, isDecision, type AnswerField, type Decision } from '#app/features/points/disposition.ts'
import { seen, typed } from '#app/forms/typed.ts'
import { fieldsToFill } from './boilerplate.ts'
import { answerScopes } from './scope.ts'

const LONGEST_REPLY = 20_000
const LONGEST_FORWARDED_TO = 300
/** More boxes than any screen shows. */
const MOST_CHOSEN = 10_000

const number = new Intl.NumberFormat('nl-NL')

const upTo = (most: number, what: string) =>
  typed.superRefine(({ length }, context) => {
    if (length <= most) return
    const message = `Maak ${what} korter: hooguit ${number.format(most)} tekens. Het zijn er nu ${number.format(length)}.`
    context.addIssue({ code: 'custom', message })
  })

/** Ids of boxes that were ticked. */
export const chosenIds = z.array(z.string()).max(MOST_CHOSEN).default([])

/** One of the eight, or an own one of the municipality; whether that is in use, only the database knows. */
export const decision = z.string().refine(isDecision, 'Kies wat er met dit punt is gedaan.')

/** What an answer says. Nothing that was typed is cut. */
export const answerFields = {
  disposition: decision.nullish(),
  reply: upTo(LONGEST_REPLY, 'het antwoord'),
  forwardedTo: upTo(LONGEST_FORWARDED_TO, 'dit').default(''),
  sectionIds: chosenIds,
  /** Paragraphs of the plan; their sections are linked with them. */
  paragraphIds: chosenIds,
  /** What it is about; left out: the point, or with more points several of them together. */
  scope: z.enum(answerScopes).optional(),
  /** Mark of the answer that the form showed, '' for none. Left out: nothing was shown, what is there is replaced. */
  seen,
}

const fieldOf: Record<AnswerField, string> = {
  disposition: 'disposition',
  reply: 'reply',
  forwardedTo: 'forwardedTo',
  planLinks: 'sectionIds',
}

type AnswerToCheck = {
  disposition?: Decision | null | undefined
  reply: string
  forwardedTo: string
  sectionIds: readonly string[]
  paragraphIds: readonly string[]
}
type Report = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }

/** Reports all that is missing in an answer, each at its field. */
export function checkComplete(
  { disposition = null, sectionIds, paragraphIds, ...answer }: AnswerToCheck,
  context: Report,
): void {
  for (const { field, message } of answerProblems({
    ...answer,
    disposition,
    planLinks: [...sectionIds, ...paragraphIds],
  }))
    context.addIssue({ code: 'custom', path: [fieldOf[field]], message })
  const [toFill] = fieldsToFill(answer.reply)
  if (toFill !== undefined)
    context.addIssue({
      code: 'custom',
      path: ['reply'],
      message: `Vul in wat er nog open staat: ${toFill}.`,
    })
}
