import { stringify } from 'csv-stringify/sync'
import type { Person } from './people.server.ts'

const standing = { registered: 'aangemeld', waiting: 'wachtlijst', cancelled: 'afgemeld' } as const

/** The list of who registered, for a spreadsheet. Nobody reads it in again, so what a spreadsheet would follow as a formula is marked as text. */
export function participantsCsv(people: readonly Pick<Person, 'state' | 'name' | 'email' | 'remark' | 'attended'>[]): string {
  const rows = people.map(({ state, name, email, remark, attended }) => ({
    ...{ naam: name, email, opmerking: remark, stand: standing[state] },
    aanwezig: attended === null ? '' : attended ? 'ja' : 'nee',
  }))
  return stringify(rows, { header: true, columns: ['naam', 'email', 'stand', 'aanwezig', 'opmerking'], quoted_string: true, delimiter: ';', escape_formulas: true })
}
