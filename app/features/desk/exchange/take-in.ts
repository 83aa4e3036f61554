import { LINES_ABOVE, type RawTable, type TableRow } from '#app/csv-table.ts'
import { fold } from '#app/fold.ts'

/** What can be taken in from a table: reactions, points in reactions that are there, answers to points that are there, or the municipality's own table of who gave what and what was done. */
export const takeInKinds = ['reactions', 'points', 'answers', 'table'] as const
export type TakeInKind = (typeof takeInKinds)[number]

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

export type TakeInField = {
  /** As a file of ours calls the column. */
  name: string
  about: string
  needed: boolean
  /** What people call the column too. */
  others: readonly string[]
}

const inPlan: TakeInField = {
  ...{ name: 'onderdelen', about: 'Waar het antwoord in het plan staat, met een puntkomma ertussen', needed: false },
  others: ['gevolg voor het plan'],
}
const answerFields: readonly TakeInField[] = [
  { name: 'besluit', about: 'Wat ermee is gedaan', needed: false, others: ['wat is ermee gedaan', 'afdoening'] },
  {
    ...{ name: 'antwoord', about: 'Het antwoord aan de indiener', needed: false },
    others: ['reactie', 'reactie gemeente', 'beantwoording'],
  },
  {
    ...{ name: 'doorgeleidNaar', about: 'Aan wie het is doorgegeven', needed: false },
    others: ['doorgeleid naar', 'doorgegeven aan'],
  },
  inPlan,
]
const workFields: readonly TakeInField[] = [
  { name: 'thema', about: 'Het thema, zoals het in Saomen heet', needed: false, others: ['onderwerp'] },
  {
    ...{ name: 'plek', about: 'Over welk deel van het plan het punt gaat: 2.3 of alinea 25', needed: false },
    others: ['plek in het plan', 'onderdeel'],
  },
  {
    ...{ name: 'toegewezen', about: 'De naam van de collega die het doet', needed: false },
    others: ['behandelaar', 'toegewezen aan'],
  },
  { name: 'klaarOp', about: 'Wanneer het klaar moet zijn', needed: false, others: ['klaar op', 'uiterste dag'] },
]

export const takeInFields: Record<TakeInKind, readonly TakeInField[]> = {
  reactions: [
    {
      ...{ name: 'inbrengId', about: 'Het kenmerk in Saomen, van inbreng die er al is', needed: false },
      others: [],
    },
    {
      name: 'externeId',
      about: 'Een eigen kenmerk van elke reactie',
      needed: false,
      others: ['kenmerk', 'id', 'zaaknummer', 'nummer'],
    },
    {
      name: 'soort',
      about: 'Wie het gaf: inwoner, organisatie, gezin …',
      needed: false,
      others: ['soort indiener', 'type'],
    },
    {
      name: 'naam',
      about: 'De naam van de indiener',
      needed: false,
      others: ['indiener', 'inspreker', 'organisatie', 'naam indiener'],
    },
    { name: 'naamTonen', about: 'Mag de naam openbaar worden? ja of nee', needed: false, others: ['naam openbaar'] },
    {
      name: 'email',
      about: 'Waar het antwoord heen gaat',
      needed: false,
      others: ['e-mail', 'e-mailadres', 'emailadres', 'mail'],
    },
    {
      name: 'kanaal',
      about: 'Hoe het binnenkwam: post, e-mail, balie …',
      needed: true,
      others: ['via', 'binnengekomen via'],
    },
    {
      name: 'ontvangenOp',
      about: 'Wanneer het binnenkwam',
      needed: true,
      others: ['ontvangen', 'datum', 'ontvangen op', 'ontvangstdatum', 'datum ontvangst'],
    },
    {
      name: 'onderdeel',
      about: 'Over welk deel van het plan het gaat',
      needed: false,
      others: ['hoofdstuk', 'paragraaf', 'plek'],
    },
    {
      name: 'tekst',
      about: 'Wat er is geschreven of gezegd',
      needed: true,
      others: ['reactie', 'zienswijze', 'inhoud', 'bericht'],
    },
    { name: 'ronde', about: 'De ronde, van inbreng die er al is', needed: false, others: [] },
  ],
  points: [
    {
      name: 'inbrengId',
      about: 'Van wie het punt komt: het kenmerk van de inbreng in Saomen',
      needed: false,
      others: [],
    },
    {
      ...{
        name: 'nummer',
        about: 'Of het nummer van de indiener, zoals 12. Een van deze drie is nodig',
        needed: false,
      },
      others: ['nr', 'nr.', 'inbreng', 'indiener', 'inspreker'],
    },
    {
      name: 'externeId',
      about: 'Of uw eigen kenmerk van de reactie',
      needed: false,
      others: ['kenmerk', 'zaaknummer'],
    },
    {
      ...{ name: 'citaat', about: 'De woorden van het punt, letterlijk uit de tekst', needed: false },
      others: ['tekst', 'punt', 'quote'],
    },
    {
      ...{ name: 'samenvatting', about: 'Het punt in uw eigen woorden. Dit of een citaat is nodig', needed: false },
      others: ['in eigen woorden'],
    },
    ...workFields,
    ...answerFields,
  ],
  answers: [
    { name: 'puntId', about: 'Het kenmerk van het punt in Saomen', needed: false, others: ['punt-id', 'id'] },
    {
      name: 'nummer',
      about: 'Of het nummer van het punt, zoals 12.3. Een van deze twee is nodig',
      needed: false,
      others: ['nr', 'nr.', 'punt', 'puntnummer'],
    },
    ...workFields,
    ...answerFields,
    {
      ...{ name: 'controle', about: 'Zo weet Saomen wat u wijzigde; laat deze kolom staan', needed: false },
      others: [],
    },
  ],
  table: [
    {
      name: 'organisatie',
      about: 'Wie de punten gaf',
      needed: true,
      others: ['naam', 'naam/organisatie', 'naam / organisatie', 'indiener', 'inspreker'],
    },
    {
      name: 'soort',
      about: 'Wie het is: organisatie, inwoner, werkgroep … Leeg is organisatie',
      needed: false,
      others: ['soort indiener', 'type'],
    },
    {
      name: 'punten',
      about: 'De punten, elk op een eigen regel in de cel',
      needed: true,
      others: ['welke punten zijn meegegeven?', 'welke punten zijn meegegeven', 'inbreng', 'punt'],
    },
    {
      name: 'antwoord',
      about: 'Wat ermee is gedaan, in woorden',
      needed: false,
      others: ['wat is ermee gedaan?', 'wat is ermee gedaan', 'reactie gemeente'],
    },
    {
      name: 'besluit',
      about: 'Het besluit, zoals overgenomen. Anders kiest u er een voor alle rijen',
      needed: false,
      others: [],
    },
  ],
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
  const own = takeInFields[kind].map(({ name }) => find([fold(name)]))
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

/** The fields that must be in a column and are in none. */
export function missingFields(kind: TakeInKind, columns: ColumnChoice): string[] {
  const fields = takeInFields[kind]
  const isMissing = (name: string) => (columns[fields.findIndex((field) => field.name === name)] ?? null) === null
  return [
    ...fields.filter(({ name, needed }) => needed && isMissing(name)).map(({ name }) => name),
    ...(oneIsEnough[kind] ?? []).filter((names) => names.every(isMissing)).map((names) => inWords(names)),
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
