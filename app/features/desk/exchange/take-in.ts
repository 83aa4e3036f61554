import { LINES_ABOVE, type RawTable, type TableRow } from '#app/csv-table.ts'
import { fold } from '#app/fold.ts'
import { fieldLabel, takeInFields, type TakeInKind } from './take-in-fields.ts'

/** Word of each kind in an address. */
export const takeInSlugs: Record<TakeInKind, string> = {
  ...{ reactions: 'reacties', points: 'punten', answers: 'antwoorden', table: 'tabel' },
}

export const takeInWords: Record<TakeInKind, { label: string; about: string; row: string }> = {
  reactions: {
    label: 'Reacties',
    about: 'Reacties die met de post, per mail of in een ander systeem binnenkwamen. Een rij per reactie.',
    row: 'een rij per reactie',
  },
  points: {
    label: 'Punten in reacties',
    about:
      'Hebt u reacties buiten Saomen in punten verdeeld? Lees de punten in, met thema en antwoord als die er al zijn. Een rij per punt.',
    row: 'een rij per punt',
  },
  answers: {
    label: 'Antwoorden op punten',
    about:
      'Haal de punten op als bestand, vul thema’s, collega’s, besluiten en antwoorden in, en lees het bestand weer in. Een rij per punt.',
    row: 'een rij per punt',
  },
  table: {
    label: 'Uw eigen tabel',
    about:
      'De tabel met drie kolommen die gemeenten vaak maken: wie het gaf, welke punten het zijn en wat ermee is gedaan. Een rij per indiener.',
    row: 'een rij per indiener',
  },
}

/** No name of a column has as many characters, also with spaces around it. */
const LONGEST_NAME = 500

/** For each field the column of the file that it is in, from 0; null where it is in none. */
export type ColumnChoice = readonly (number | null)[]

/** The columns that a heading names, by our own name for them or another that people use. */
export function matchedColumns(kind: TakeInKind, headings: readonly string[]): ColumnChoice {
  // A row that may be the heading can have whole texts in its cells.
  const folded = headings.map((heading) => (heading.length > LONGEST_NAME ? '' : fold(heading)))
  const taken = new Set<number>()
  const find = (names: readonly string[]) => {
    const at = folded.findIndex((heading, column) => !taken.has(column) && names.includes(heading))
    if (at >= 0) taken.add(at)
    return at >= 0 ? at : null
  }
  // Our own names first: another name of one field may be the own name of the next.
  const own = takeInFields[kind].map(({ name, label }) => find([fold(name), fold(label)]))
  return takeInFields[kind].map(({ others }, at) => own[at] ?? find(others.map((other) => fold(other))))
}

/**
 * The table with the row as its heading that names most columns: above it a title may stand, in cells that were joined. Of rows that
 * name as many the first.
 */
export function withHeading(kind: TakeInKind, table: RawTable): RawTable {
  const named = (cells: readonly string[]) => matchedColumns(kind, cells).filter((column) => column !== null).length
  const lines = [table.headings, ...table.rows.slice(0, LINES_ABOVE).map(({ cells }) => cells)]
  const counts = lines.map(named)
  const at = counts.indexOf(Math.max(...counts))
  if (at <= 0) return table
  return { headings: (lines[at] ?? []).map((name) => name.trim()), rows: table.rows.slice(at) }
}

/** The headings that name a field and that more columns have: which of them is meant has to be chosen. */
export function doubtfulHeadings(kind: TakeInKind, { headings }: RawTable): string[] {
  const folded = headings.map((heading) => fold(heading))
  const chosen = matchedColumns(kind, headings).flatMap((column) => (column === null ? [] : [folded[column] ?? '']))
  return chosen.filter((name) => folded.filter((other) => other === name).length > 1)
}

/** Of which fields one is enough: they are other names of the same thing. */
const oneIsEnough: Partial<Record<TakeInKind, readonly (readonly string[])[]>> = {
  points: [
    ['inbrengId', 'nummer', 'externeId'],
    ['citaat', 'samenvatting'],
  ],
  answers: [['puntId', 'nummer']],
}

/** The fields that must be in a column and are in none, as people call them. */
export function missingFields(kind: TakeInKind, columns: ColumnChoice): string[] {
  const fields = takeInFields[kind]
  const isMissing = (name: string) => (columns[fields.findIndex((field) => field.name === name)] ?? null) === null
  return [
    ...fields.filter(({ name, needed }) => needed && isMissing(name)).map(({ label }) => label),
    ...(oneIsEnough[kind] ?? [])
      .filter((names) => names.every(isMissing))
      .map((names) => inWords(names.map((name) => fieldLabel(kind, name)))),
  ]
}

const inWords = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} of ${names.at(-1)}`

/** The rows of a table by our names for its columns; what is in no column is empty. */
export function rowsByField(kind: TakeInKind, { rows }: RawTable, columns: ColumnChoice): TableRow<string>[] {
  return rows.map(({ row, cells }) => ({
    row,
    cells: Object.fromEntries(
      takeInFields[kind].map(({ name }, at) => {
        const column = columns[at] ?? null
        return [name, column === null ? '' : (cells[column] ?? '')]
      }),
    ),
  }))
}

/** The points that a cell lists: one on each line, without the mark or number before it; a cell without line ends is one. */
export function pointsInCell(cell: string): string[] {
  return cell
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-–—•*·o]\s+|\d{1,2}[.)]\s+)/, '').trim())
    .filter((line) => line !== '')
}
