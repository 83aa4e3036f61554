import { z } from 'zod'
import { csvOf } from '#app/csv-text.ts'
import type { CellError, OtherNames, Table } from '#app/csv-table.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { partnerForm, personForm, type PartnerForm, type PersonForm } from './book.schema.ts'
import { nameKey, partnerKinds, partnerKindWords, themesIn, themesInWords, tidy, type PartnerKind } from './book.ts'

/** Columns of a file with the book: a row is a person, or an organisation without people. */
export const bookColumns = ['organisatie', 'soort', 'rol', 'themas', 'naam', 'email', 'coordinator'] as const
export type BookColumn = (typeof bookColumns)[number]
/** What lists of addresses call these columns themselves. */
export const otherBookColumns: OtherNames<BookColumn> = {
  ...{ 'naam organisatie': 'organisatie', partner: 'organisatie' },
  ...{ thema: 'themas', "thema's": 'themas', 'thema’s': 'themas' },
  ...{ contactpersoon: 'naam', 'naam contactpersoon': 'naam', persoon: 'naam' },
  ...{ 'e-mail': 'email', emailadres: 'email', 'e-mailadres': 'email', mailadres: 'email', mail: 'email' },
  ...{ coördinator: 'coordinator' },
}
export type BookError = CellError<BookColumn>

const wrongCells = z.object({
  cells: z.array(z.object({ row: z.number(), field: z.enum(bookColumns).nullable(), message: z.string() })),
})

/** The cells of a file that are wrong, out of the answer to its form. */
export const wrongCellsIn = (answer: FormAnswer | null): BookError[] =>
  wrongCells.safeParse(answer?.facts).data?.cells ?? []

/** An organisation as a file tells of it; null for what the file leaves open. */
export type FilePartner = {
  /** The row that names it first. */
  row: number
  name: string
  kind: PartnerKind | null
  role: string | null
  themes: string[] | null
  people: PersonForm[]
}

/** Checks a table with the book, row by row. Gives every error there is; organisations only when there is none. */
export function checkBook(table: Table<BookColumn>): { partners: FilePartner[]; errors: BookError[] } {
  if ('error' in table) return { partners: [], errors: [table.error] }
  const errors: BookError[] = []
  const partners = new Map<string, FilePartner>()
  /** Where an organisation said something, or a person was named, first. */
  const firstRow = new Map<string, number>()
  for (const { row, cells } of table.records) {
    const report = (field: BookColumn, message: string) => errors.push({ row, field, message })
    for (const field of bookColumns) if (cells[field].includes('\0')) report(field, 'bevat een NUL-teken; haal dat weg')
    const name = tidy(cells.organisatie)
    const read = readDetails(cells, name, report)
    const person = readPerson(cells, report)
    if (name === '') continue
    const key = nameKey(name)
    const partner = partners.get(key) ?? { row, name, kind: null, role: null, themes: null, people: [] }
    partners.set(key, partner)
    for (const [field, value] of Object.entries(read.said)) {
      const place = `${key}/${field}`
      if (firstRow.has(place) && read.differs(partner, field)) {
        report(columnOf[field as Said], `${name} heeft in rij ${firstRow.get(place)} iets anders`)
      } else if (!firstRow.has(place)) {
        firstRow.set(place, row)
        Object.assign(partner, { [field]: value })
      }
    }
    if (!person) continue
    const before = firstRow.get(`${key}/${person.email}`)
    if (before === undefined) {
      firstRow.set(`${key}/${person.email}`, row)
      partner.people.push(person)
    } else if (!partner.people.some((known) => isSame(known, person)))
      report('email', `staat bij ${name} ook in rij ${before}`)
  }
  if (table.records.length === 0) errors.push({ row: 1, field: null, message: 'er staan geen rijen onder de kop' })
  return errors.length > 0 ? { partners: [], errors } : { partners: [...partners.values()], errors }
}

/** A row that was pasted twice says nothing new. */
const isSame = (one: PersonForm, other: PersonForm): boolean =>
  one.name === other.name && one.email === other.email && one.isCoordinator === other.isCoordinator

type Cells = Record<BookColumn, string>
type Report = (field: BookColumn, message: string) => void
type Said = 'kind' | 'role' | 'themes'

const columnOf: Record<Said, BookColumn> = { kind: 'soort', role: 'rol', themes: 'themas' }

/** What a row says of the organisation itself; an empty cell says nothing. */
function readDetails(cells: Cells, name: string, report: Report) {
  const kind = kindIn(cells.soort)
  if (kind === undefined)
    report(
      'soort',
      `"${cells.soort}" is geen soort; kies uit ${partnerKinds.map((each) => partnerKindWords[each]).join(', ')}`,
    )
  const checked = partnerForm.safeParse({ name, kind: kind ?? 'organisation', role: cells.rol, themes: cells.themas })
  const columns: Record<string, BookColumn> = { ...columnOf, name: 'organisatie' }
  for (const { path, message } of checked.error?.issues ?? [])
    report(columns[String(path[0])] ?? 'organisatie', message)
  const [role, themes] = [tidy(cells.rol), themesIn(cells.themas)]
  const said: Partial<PartnerForm> = {
    ...(kind ? { kind } : {}),
    ...(role ? { role } : {}),
    ...(themes.length > 0 ? { themes } : {}),
  }
  const differs = (partner: FilePartner, field: string) =>
    nameKey(String(partner[field as Said])) !== nameKey(String(said[field as Said]))
  return { said, differs }
}

/** null for an empty cell, undefined for what is no kind. */
function kindIn(cell: string): PartnerKind | null | undefined {
  const word = nameKey(cell)
  return word === '' ? null : partnerKinds.find((kind) => partnerKindWords[kind] === word)
}

const yes = ['ja', 'j', 'x', '1', 'waar', 'true']
const no = ['', 'nee', 'n', '0', 'onwaar', 'false']

function readPerson(cells: Cells, report: Report): PersonForm | null {
  const [name, email, coordinator] = [tidy(cells.naam), cells.email.trim(), nameKey(cells.coordinator)]
  const isCoordinator = yes.includes(coordinator)
  if (!isCoordinator && !no.includes(coordinator)) report('coordinator', `"${cells.coordinator}" is geen ja of nee`)
  if (name === '' && email === '') {
    if (isCoordinator) report('naam', 'ontbreekt: wie is de coördinator?')
    return null
  }
  const checked = personForm.safeParse({ name, email, isCoordinator })
  if (checked.success) return checked.data
  for (const { path, message } of checked.error.issues) report(path[0] === 'name' ? 'naam' : 'email', message)
  return null
}

/** The book as a table that the import reads back, with semicolons: Excel in Dutch opens those in columns. */
export function bookCsv(
  partners: readonly (Omit<FilePartner, 'row'> & { kind: PartnerKind; role: string; themes: string[] })[],
): string {
  const rows = partners.flatMap(({ name, kind, role, themes, people }) => {
    const own = { organisatie: name, soort: partnerKindWords[kind], rol: role, themas: themesInWords(themes) }
    if (people.length === 0) return [{ ...own, naam: '', email: '', coordinator: '' }]
    return people.map((person) => ({
      ...own,
      naam: person.name,
      email: person.email,
      coordinator: person.isCoordinator ? 'ja' : 'nee',
    }))
  })
  return csvOf(rows, { columns: bookColumns, delimiter: ';' })
}

/** A file to begin with: what each column is for, by example. */
export const bookTemplate: string = bookCsv([
  {
    name: 'Voorbeeld Thuiszorg',
    kind: 'organisation',
    role: 'thuiszorg',
    themes: ['zorg', 'mantelzorg'],
    people: [
      { name: 'Collega A', email: 'collega-a@thuiszorg.example', isCoordinator: true },
      { name: 'Collega B', email: 'collega-b@thuiszorg.example', isCoordinator: false },
    ],
  },
  { name: 'Voorbeeld Werkgroep', kind: 'workingGroup', role: 'cliëntenraad', themes: ['inkomen'], people: [] },
])
