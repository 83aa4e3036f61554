/** What was done with a point, in the order in which it is listed everywhere. */
export const dispositions = [
  'adopted',
  'partlyAdopted',
  'notAdopted',
  'noted',
  'alreadyInPlan',
  'outOfScope',
  'forwarded',
  'noSpecificPoints',
] as const
export type Disposition = (typeof dispositions)[number]

/** Colours by meaning, as the classes of badges and bars are named. */
export type DispositionColour = 'adopted' | 'partly' | 'plan' | 'not' | 'slate' | 'none'

type DispositionIcon = 'check-circle' | 'half-circle' | 'x-circle' | 'info' | 'book-open' | 'ban' | 'forward' | 'minus'

export type DispositionWords = {
  /** The trade's word, as it stands in the report. */
  label: string
  /** For rows and bars with little room. */
  short: string
  /** What residents read instead, where the trade's word is no word of theirs; the trade's word stands beside it. */
  plain?: string
  /** In a sentence with a number before it, for residents: '15 gelezen'. */
  counted: string
  /** What it means, for residents. */
  explanation: string
  /** Name of the icon in the interface. */
  icon: DispositionIcon
  colour: DispositionColour
}

/** Our words for each disposition, its icon and its colour; a municipality may have words of its own (`decisionWordsFrom`). */
export const dispositionWords: Record<Disposition, DispositionWords> = {
  adopted: {
    label: 'Overgenomen',
    short: 'Overgenomen',
    counted: 'overgenomen',
    explanation: 'Wij doen wat er gevraagd is.',
    icon: 'check-circle',
    colour: 'adopted',
  },
  partlyAdopted: {
    label: 'Gedeeltelijk overgenomen',
    short: 'Gedeeltelijk',
    counted: 'gedeeltelijk overgenomen',
    explanation: 'Wij doen een deel van wat er gevraagd is.',
    icon: 'half-circle',
    colour: 'partly',
  },
  notAdopted: {
    label: 'Niet overgenomen',
    short: 'Niet overgenomen',
    counted: 'niet overgenomen',
    explanation: 'Wij doen het niet. De reden staat erbij.',
    icon: 'x-circle',
    colour: 'not',
  },
  noted: {
    label: 'Voor kennisgeving aangenomen',
    short: 'Ter kennisgeving',
    plain: 'Gelezen, verandert niets',
    counted: 'gelezen',
    explanation: 'Wij hebben het gelezen. Er hoeft niets te veranderen.',
    icon: 'info',
    colour: 'slate',
  },
  alreadyInPlan: {
    label: 'Al voorzien in het plan',
    short: 'Al in het plan',
    plain: 'Stond al in het plan',
    counted: 'al in het plan',
    explanation: 'Het stond al in het plan.',
    icon: 'book-open',
    colour: 'plan',
  },
  outOfScope: {
    label: 'Buiten de reikwijdte',
    short: 'Buiten reikwijdte',
    plain: 'Hoort niet bij dit plan',
    counted: 'buiten dit plan',
    explanation: 'Het plan gaat hier niet over.',
    icon: 'ban',
    colour: 'slate',
  },
  forwarded: {
    label: 'Doorgeleid',
    short: 'Doorgeleid',
    plain: 'Doorgegeven',
    counted: 'doorgegeven',
    explanation: 'Wij hebben het aan iemand anders gegeven. U leest aan wie.',
    icon: 'forward',
    colour: 'slate',
  },
  noSpecificPoints: {
    label: 'Geen specifieke punten',
    short: 'Geen punten',
    counted: 'zonder apart punt',
    explanation: 'In de inbreng staat geen punt dat een eigen antwoord vraagt.',
    icon: 'minus',
    colour: 'none',
  },
}

/** Whether a text from outside names a disposition. */
export function isDisposition(text: string): text is Disposition {
  return dispositions.some((disposition) => disposition === text)
}

/**
 * What an official gave: one of the eight, or a disposition of the municipality itself behind the one that it counts as
 * ('partlyAdopted.<id>'). The columns `decision` in the database hold the same.
 */
export type Decision = Disposition | `${Disposition}.${string}`

const OWN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether a text from outside has the form of a decision; whether the municipality has that own one, only the database knows. */
export function isDecision(text: string): text is Decision {
  const [disposition = '', ownId, ...more] = text.split('.')
  return isDisposition(disposition) && more.length === 0 && (ownId === undefined || OWN_ID.test(ownId))
}

/** The one of the eight as which a decision counts. */
export function dispositionOf(decision: Decision): Disposition {
  const [disposition = ''] = decision.split('.')
  if (!isDisposition(disposition)) throw new Error('a decision begins with its disposition')
  return disposition
}

/** The id of the own disposition in a decision; null for one of the eight. */
export const ownDispositionIn = (decision: Decision): string | null => decision.split('.')[1] ?? null

export type AnswerField = 'disposition' | 'reply' | 'forwardedTo' | 'planLinks'
export type AnswerProblem = { field: AnswerField; message: string }

/** What keeps an answer from being complete, in Dutch, in the order of the form; every one needs a reply with the reason. */
export function answerProblems(answer: {
  disposition: Decision | null
  reply: string
  forwardedTo: string
  /** Sections or paragraphs of the plan that the answer points to. */
  planLinks: readonly string[]
}): AnswerProblem[] {
  const { reply, forwardedTo, planLinks } = answer
  const disposition = answer.disposition && dispositionOf(answer.disposition)
  const problems: AnswerProblem[] = []
  if (disposition === null) problems.push({ field: 'disposition', message: 'Kies wat er met dit punt is gedaan.' })
  if (reply.trim() === '') problems.push({ field: 'reply', message: replyMissing(disposition) })
  if (disposition === 'forwarded' && forwardedTo.trim() === '') {
    problems.push({
      field: 'forwardedTo',
      message: 'Vul in aan wie u dit punt hebt doorgegeven. De indiener wil dat weten.',
    })
  }
  if (disposition === 'alreadyInPlan' && planLinks.length === 0) {
    problems.push({ field: 'planLinks', message: 'Kies de plek in het plan waar dit al staat.' })
  }
  return problems
}

function replyMissing(disposition: Disposition | null): string {
  if (disposition === 'notAdopted')
    return 'Schrijf waarom de gemeente dit niet overneemt. Zonder reden kan dit besluit niet.'
  if (disposition === 'outOfScope')
    return 'Schrijf waarom het plan hier niet over gaat. Zonder reden kan dit besluit niet.'
  return 'Schrijf een antwoord met de reden. De indiener leest dit.'
}
