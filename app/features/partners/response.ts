import type { QuestionnaireStand } from './questionnaire.ts'

/** What counts as partner input in the register: what was asked for, and what was given in conversations. */
export const partnerInputKinds = ['partnerResponse', 'conversationReport'] as const

/** What an organisation is at with its response. */
export const responseStates = ['invited', 'draft', 'released', 'sent'] as const
export type ResponseState = (typeof responseStates)[number]

export type AnswerState = 'open' | 'done' | 'skipped' | 'notApplicable'

export const answerStateWords: Record<AnswerState, string> = {
  open: 'concept',
  done: 'klaar',
  skipped: 'overgeslagen',
  notApplicable: 'niet van toepassing',
}

/** How an official reads where an organisation is. */
export function responseWords({
  state,
  openedAt,
  hasPoints,
}: {
  state: ResponseState
  openedAt: Date | null
  hasPoints: boolean
}): string {
  if (state === 'sent') return hasPoints ? 'verzonden' : 'geen specifieke punten'
  if (state === 'released') return 'vrijgegeven, nog niet verzonden'
  if (state === 'draft') return 'concept'
  return openedAt ? 'geopend' : 'nog niet geopend'
}

const whenOpen = (states: readonly ResponseState[]) => (state: ResponseState, stand: QuestionnaireStand) =>
  stand === 'open' && states.includes(state)

/** What may be done with a response, by its state and where the list of questions stands. */
export const responseCan = {
  write: whenOpen(['invited', 'draft']),
  release: whenOpen(['draft']),
  /** To write on after it was released. */
  takeBack: whenOpen(['released']),
  send: whenOpen(['released']),
  sayNoPoints: whenOpen(['invited', 'draft']),
  askReopen: whenOpen(['sent']),
  reopen: whenOpen(['sent']),
}

const stands: Record<ResponseState, string> = {
  invited: 'Er is nog niets geschreven.',
  draft: 'Deze inbreng is nog een concept.',
  released: 'Deze inbreng is vrijgegeven.',
  sent: 'Deze inbreng is verzonden.',
}

/** Why something cannot be done with a response now. */
export const standRefusals = {
  closed: { says: 'De laatste dag is voorbij. U kunt deze inbreng niet meer wijzigen of verzenden.' },
  notOpen: { says: 'De gemeente heeft deze vragen nog niet geopend.' },
  notInThisState: { says: (state: ResponseState) => `${stands[state]} Daarom kan dit nu niet.` },
}

/** Which of those it is; null when it can be done. */
export function whyNotNow(
  act: keyof typeof responseCan,
  state: ResponseState,
  stand: QuestionnaireStand,
): keyof typeof standRefusals | null {
  if (responseCan[act](state, stand)) return null
  if (stand === 'closed') return 'closed'
  return stand === 'prepared' ? 'notOpen' : 'notInThisState'
}

/**
 * The number that a contributor prints above each question: those with an answer are counted through in the order of the
 * list, so that one who skips question 3 prints question 4 as 3. By number on the list.
 */
export function printedNumbers(answered: Iterable<number>): Map<number, number> {
  return new Map([...new Set(answered)].sort((one, other) => one - other).map((number, index) => [number, index + 1]))
}
