import { parseCsv, type CellError, type Table } from '#app/csv-table.ts'
import { MAX_MOTIVATION_LENGTH, MOST_GROUPS, MOST_TOPICS } from '#app/features/rankings/session.ts'
import { fold } from '#app/fold.ts'
import { rankingColumns } from './export-ranking.ts'

export type ListsColumn = (typeof rankingColumns)[number]
export type ListsError = CellError<ListsColumn>

/** One row: a topic with its place on the list of a group; without a place it is only named. */
export type ListsRow = { row: number; group: string; topic: string; rank: number | null; motivation: string }

/** Reads a CSV file with lists. Gives every error there is; rows only when there is none. */
export function readLists(csv: string, k: number): { rows: ListsRow[]; errors: ListsError[] } {
  return checkLists(parseCsv(csv, rankingColumns), k)
}

/** Checks a table with lists, row by row and list by list; names are compared without capitals and accents. */
export function checkLists(table: Table<ListsColumn>, k: number): { rows: ListsRow[]; errors: ListsError[] } {
  if ('error' in table) return { rows: [], errors: [table.error] }
  const most = MOST_GROUPS * MOST_TOPICS
  if (table.records.length > most) {
    // Naming every wrong cell of so many rows would hold up the site for seconds.
    const message = `er staan ${table.records.length} rijen onder de kop; ${MOST_GROUPS} groepen met ${MOST_TOPICS} onderwerpen hebben er hooguit ${most}`
    return { rows: [], errors: [{ row: 1, field: null, message }] }
  }
  const rows: ListsRow[] = []
  const errors: ListsError[] = []
  const earlier = new Map<string, number>()
  for (const { row, cells } of table.records) {
    const report = (field: ListsColumn, message: string) => errors.push({ row, field, message })
    const once = (field: ListsColumn, key: string, message: (before: number) => string) => {
      const before = earlier.get(`${field} ${key}`)
      if (before !== undefined) report(field, message(before))
      else earlier.set(`${field} ${key}`, row)
    }
    const [group, topic] = [tidy(cells.groep), tidy(cells.onderwerp)]
    if (fold(group) === '') report('groep', 'is leeg')
    if (fold(topic) === '') report('onderwerp', 'is leeg')
    else once('onderwerp', `${fold(group)}/${fold(topic)}`, (before) => `${group} noemde ${topic} ook in rij ${before}`)
    const rank = rankIn(cells.plaats)
    if (rank !== null && (!Number.isInteger(rank) || rank < 1 || rank > k)) {
      report(
        'plaats',
        `"${cells.plaats}" is geen plaats van 1 tot en met ${k}; laat de cel leeg als de groep het onderwerp geen plaats gaf`,
      )
    } else if (rank !== null) {
      once('plaats', `${fold(group)}/${rank}`, (before) => `${group} gaf plaats ${rank} ook in rij ${before}`)
      if (cells.motivatie.trim() === '')
        report('motivatie', `ontbreekt: waarom zette ${group} ${topic} op plaats ${rank}?`)
    }
    if (cells.motivatie.length > MAX_MOTIVATION_LENGTH) {
      report('motivatie', `heeft ${cells.motivatie.length} tekens; het mogen er ${MAX_MOTIVATION_LENGTH} zijn`)
    }
    for (const field of rankingColumns) {
      if (cells[field].includes('\0')) report(field, 'bevat een NUL-teken; haal dat weg')
    }
    rows.push({ row, group, topic, rank, motivation: cells.motivatie })
  }
  if (table.records.length === 0) errors.push({ row: 1, field: null, message: 'er staan geen rijen onder de kop' })
  return errors.length > 0 ? { rows: [], errors } : { rows, errors }
}

const tidy = (name: string) => name.trim().replace(/\s+/g, ' ')

/** null for an empty cell; NaN for what is no number. A spreadsheet may write 3 as 3.0 or 3,0. */
function rankIn(cell: string): number | null {
  const text = cell.trim()
  if (text === '' || text === '-') return null
  return /^\d+([.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
}
