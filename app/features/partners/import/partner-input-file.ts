import type { CellError, Table, TableRow } from '#app/csv-table.ts'
import { contributorKindIn } from '#app/features/contributions/contribution-csv.ts'
import { composeItems } from '#app/features/contributions/contribution-items.ts'
import type { ContributorKind } from '#app/features/contributions/contributor-kind.ts'
import { isBlank } from '#app/features/contributions/reaction.schema.ts'
import { LONGEST_ITEM, LONGEST_RESPONSE } from '#app/features/partners/questionnaire.ts'
import { printedNumbers } from '#app/features/partners/response.ts'
import { fold } from '#app/fold.ts'

/** One row is one point; `vraag` is empty for a free point. */
export const partnerInputColumns = ['organisatie', 'soort', 'rol', 'vraag', 'gedruktNummer', 'punt'] as const
export type PartnerInputColumn = (typeof partnerInputColumns)[number]
export type PartnerInputError = CellError<PartnerInputColumn>

/** What one contributor gave, in the order of the file. */
export type FileContributor = { row: number; name: string; kind: ContributorKind; role: string; items: FileItem[] }

type FileItem = {
  row: number
  text: string
  /** Number of the question on the list; null for a free point. */
  number: number | null
  /** What the contributor printed above it. */
  printedNumber: number | null
  /** The question in other words than the list's, as the contributor printed it; '' for the list's own. */
  heading: string
}

/** Characters in a name, a role and a question with the number before it: as many as their forms take. */
const longest = { organisatie: 200, rol: 200, vraag: 310 }

/** The questions that a file may name. */
export type NamedQuestion = { number: number; heading: string }
/** Folded once: thousands of rows are compared with it. */
type FoldedQuestion = NamedQuestion & { folded: string }

/**
 * Checks a table with what partners gave, row by row and contributor by contributor. A question is named by its number, by
 * its heading, or by its number with the heading that the contributor printed ("1. Vanuit het werkveld"). Who leaves the
 * printed numbers out gets those of questions that are counted through. With errors the contributors are as far as they
 * could be read.
 */
export function checkPartnerInput(
  table: Table<PartnerInputColumn>,
  questions: readonly NamedQuestion[],
): { contributors: FileContributor[]; errors: PartnerInputError[] } {
  if ('error' in table) return { contributors: [], errors: [table.error] }
  const errors: PartnerInputError[] = []
  const list = questions.map((question) => ({ ...question, folded: fold(question.heading) }))
  const byName = Map.groupBy(
    table.records.filter(({ row, cells }) => {
      if (isBlank(cells.organisatie))
        errors.push({ row, field: 'organisatie', message: 'is leeg; zet hier van wie het punt komt' })
      return !isBlank(cells.organisatie)
    }),
    ({ cells }) => fold(cells.organisatie),
  )
  const contributors = [...byName.values()].map((records) => contributorOf(records, list, errors))
  if (table.records.length === 0) errors.push({ row: 1, field: null, message: 'er staat nog geen punt in' })
  errors.sort((one, other) => one.row - other.row)
  return { contributors, errors }
}

function contributorOf(
  records: readonly TableRow<PartnerInputColumn>[],
  questions: readonly FoldedQuestion[],
  errors: PartnerInputError[],
): FileContributor {
  const [first] = records
  if (!first) throw new Error('a group of rows has a row')
  const name = first.cells.organisatie.trim()
  const role = records.map(({ cells }) => cells.rol.trim()).find((text) => text !== '') ?? ''
  const kinds = records.map(({ row, cells }) => {
    const found = contributorKindIn(cells.soort)
    if ('problem' in found) errors.push({ row, field: 'soort', message: found.problem })
    return 'kind' in found ? found.kind : null
  })
  const kind = kinds.find((one) => one !== null) ?? 'organisation'
  const items = records.map((record, index) => {
    const { row, cells } = record
    if (kinds[index] !== null && kinds[index] !== kind)
      errors.push({ row, field: 'soort', message: `${name} heeft in rij ${first.row} een andere soort` })
    if (cells.rol.trim() !== '' && fold(cells.rol) !== fold(role))
      errors.push({ row, field: 'rol', message: `${name} heeft hierboven een andere rol: "${role}"` })
    return itemOf(record, questions, errors)
  })
  const length = composeItems(items).text.length
  if (length > LONGEST_RESPONSE) {
    errors.push({
      row: first.row,
      field: 'punt',
      message: `de punten van ${name} hebben samen ${length} tekens; het mogen er ${LONGEST_RESPONSE} zijn`,
    })
  }
  return { row: first.row, name, kind, role, items: withPrintedNumbers(items, errors) }
}

function itemOf(
  { row, cells }: TableRow<PartnerInputColumn>,
  questions: readonly FoldedQuestion[],
  errors: PartnerInputError[],
): FileItem {
  const report = (field: PartnerInputColumn, message: string) => errors.push({ row, field, message })
  if (isBlank(cells.punt)) report('punt', 'is leeg')
  for (const field of ['organisatie', 'rol', 'vraag'] as const) {
    if (cells[field].trim().length > longest[field])
      report(field, `heeft ${cells[field].trim().length} tekens; het mogen er ${longest[field]} zijn`)
  }
  if (cells.punt.length > LONGEST_ITEM)
    report('punt', `heeft ${cells.punt.length} tekens; het mogen er ${LONGEST_ITEM} zijn`)
  for (const field of partnerInputColumns)
    if (cells[field].includes('\0')) report(field, 'bevat een NUL-teken; haal dat weg')
  const asked = cells.vraag.trim()
  const printed = cells.gedruktNummer.trim()
  if (printed !== '' && !/^[1-9]\d{0,3}$/.test(printed)) report('gedruktNummer', `"${printed}" is geen nummer`)
  if (asked === '') {
    if (printed !== '') report('gedruktNummer', 'hoort bij een vraag, en de vraag is leeg')
    return { row, text: cells.punt, number: null, printedNumber: null, heading: '' }
  }
  const question = questionIn(asked, questions)
  if (!question) report('vraag', unknown(asked, questions))
  return {
    row,
    text: cells.punt,
    number: question?.number ?? null,
    printedNumber: printed === '' ? null : Number(printed),
    heading: question?.heading ?? '',
  }
}

function unknown(asked: string, questions: readonly NamedQuestion[]): string {
  // Numbers only: a file in which many rows are wrong would else say every question as many times.
  const all = questions.map(({ number }) => number).join(', ')
  return `"${asked.slice(0, 310)}" staat niet in de vragenlijst; schrijf het nummer van een vraag: ${all}`
}

function questionIn(asked: string, questions: readonly FoldedQuestion[]): NamedQuestion | null {
  const wanted = fold(asked)
  const named = questions.find(({ folded }) => folded === wanted)
  if (named) return { number: named.number, heading: '' }
  const [, digits, words = ''] = /^(?:vraag\s*)?(\d{1,4})(?:\s*[.:)]\s*|\s+|$)(.*)$/is.exec(asked) ?? []
  const numbered = questions.find(({ number }) => number === Number(digits))
  if (digits === undefined || !numbered) return null
  return { number: numbered.number, heading: fold(words) === numbered.folded ? '' : words.trim() }
}

/** One printed number for one question, and one question for one printed number; where none was given they are counted through. */
function withPrintedNumbers(items: readonly FileItem[], errors: PartnerInputError[]): FileItem[] {
  const counted = printedNumbers(items.flatMap(({ number }) => number ?? []))
  const given = new Map<number, FileItem>()
  const questionOf = new Map<number, number>()
  for (const item of items) {
    const { row, number, printedNumber } = item
    if (number === null || printedNumber === null) continue
    const earlier = given.get(number)
    if (earlier && earlier.printedNumber !== printedNumber) {
      errors.push({
        row,
        field: 'gedruktNummer',
        message: `vraag ${number} heeft in rij ${earlier.row} nummer ${earlier.printedNumber}`,
      })
    }
    const other = questionOf.get(printedNumber)
    if (other !== undefined && other !== number) {
      errors.push({ row, field: 'gedruktNummer', message: `nummer ${printedNumber} is al van vraag ${other}` })
    }
    if (!earlier) given.set(number, item)
    if (other === undefined) questionOf.set(printedNumber, number)
  }
  return items.map((item) => {
    if (item.number === null) return item
    return { ...item, printedNumber: given.get(item.number)?.printedNumber ?? counted.get(item.number) ?? item.number }
  })
}
