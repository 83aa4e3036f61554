import type { AnswerScope } from '#app/features/answers/scope.ts'
import { contributorKindLabels, type ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { linkInWords, type PlanLink } from '#app/features/answers/public-point.ts'
import { dispositionOf, type Decision } from '#app/features/points/disposition.ts'
import type { DecisionWords } from '#app/features/points/decision-words.ts'
import type { PublicForm } from '#app/features/points/public-words.ts'

/** What partners gave and what was done with it: appendix 2 of a plan. */
export type Appendix = AppendixContributor[]

export type AppendixContributor = {
  id: string
  /** null until it was given one. */
  number: number | null
  /** As the public reads it. */
  name: string
  kind: ContributorKind
  role: string
  questions: AppendixQuestion[]
}

export type AppendixQuestion = {
  /** Of the question on the list; null for free points. */
  number: number | null
  /** What the contributor printed above it. */
  printedNumber: number | null
  heading: string
  /** The heading is the contributor's own, other than the list's. */
  hasOwnHeading: boolean
  /** Number and heading as printed; '' for free points. */
  words: string
  points: AppendixPoint[]
}

export type AppendixPoint = {
  id: string
  number: string
  /** The only words of it that are public. */
  words: string
  form: PublicForm
  theme: string | null
  answer: {
    /** Points with the same one share their answer. */
    id: string
    disposition: Decision
    reply: string
    forwardedTo: string
    sections: PlanLink[]
    scope: AnswerScope
    /** That in words, when it is more than the point; '' otherwise. */
    scopeWords: string
  } | null
}

/** How much there is, in a sentence. */
export function appendixLede({
  points,
  contributors,
  hasPersons,
}: {
  points: number
  contributors: readonly unknown[]
  hasPersons: boolean
}): string {
  const [one, more] = hasPersons
    ? ['Eén organisatie, groep of inwoner', 'organisaties, groepen en inwoners']
    : ['Eén organisatie of groep', 'organisaties en groepen']
  const who = contributors.length === 1 ? `${one} gaf` : `${contributors.length} ${more} gaven`
  return `${who} ${points === 1 ? 'één punt' : `${points} punten`} mee. Hier leest u per punt wat ermee is gedaan.`
}

/** The same in the words of the file. */
export function appendixAsJson(input: Appendix, words: DecisionWords) {
  return input.map(({ number, name, kind, role, questions }) => ({
    nummer: number,
    naam: name,
    soort: contributorKindLabels[kind],
    rol: role,
    vragen: questions.map((question) => ({
      vraag: question.number,
      gedruktNummer: question.printedNumber,
      kop: question.heading,
      punten: question.points.map((point) => ({
        nummer: point.number,
        tekst: point.words,
        thema: point.theme,
        antwoord: point.answer && {
          besluit: words.of(point.answer.disposition).label,
          besluitCode: dispositionOf(point.answer.disposition),
          reactie: point.answer.reply,
          doorgeleidNaar: point.answer.forwardedTo,
          onderdelen: point.answer.sections.map(linkInWords),
          reikwijdte: scopeNames[point.answer.scope],
          reikwijdteInWoorden: point.answer.scopeWords || 'over dit punt',
        },
      })),
    })),
  }))
}

const scopeNames: Record<AnswerScope, string> = {
  point: 'punt',
  question: 'vraag',
  contribution: 'hele inbreng',
  theme: 'thema',
}

export const appendixColumns = [
  ...(['nummer', 'organisatie', 'soort', 'rol', 'vraag', 'gedruktNummer', 'kop', 'punt', 'thema'] as const),
  ...(['besluit', 'reactie', 'doorgeleidNaar', 'onderdelen', 'reikwijdte'] as const),
] as const

/** The same as a table with a row per point. Its columns are also those that the import reads. */
export function appendixAsRows(
  input: Appendix,
  words: DecisionWords,
): Record<(typeof appendixColumns)[number], string>[] {
  const isOwn = new Map(
    input.flatMap(({ number, questions }) =>
      questions.map((question) => [`${number} ${question.number}`, question.hasOwnHeading]),
    ),
  )
  return appendixAsJson(input, words).flatMap(({ nummer: contributor, naam, soort, rol, vragen }) =>
    vragen.flatMap(({ vraag, gedruktNummer, kop, punten }) =>
      punten.map(({ nummer, tekst, thema, antwoord }) => ({
        ...{
          nummer,
          organisatie: naam,
          soort,
          rol,
          vraag: vraag === null ? kop : isOwn.get(`${contributor} ${vraag}`) ? `${vraag}. ${kop}` : String(vraag),
          gedruktNummer: String(gedruktNummer ?? ''),
          kop,
        },
        ...{ punt: tekst, thema: thema ?? '', besluit: antwoord?.besluit ?? '', reactie: antwoord?.reactie ?? '' },
        ...{
          doorgeleidNaar: antwoord?.doorgeleidNaar ?? '',
          onderdelen: antwoord?.onderdelen.join('; ') ?? '',
          reikwijdte: antwoord?.reikwijdteInWoorden ?? '',
        },
      })),
    ),
  )
}
