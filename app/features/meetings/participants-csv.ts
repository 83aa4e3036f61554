import { csvOf } from '#app/csv-text.ts'
import type { Person } from './people.server.ts'

const standing = { registered: 'aangemeld', waiting: 'wachtlijst', cancelled: 'afgemeld' } as const

/** The list of who registered, for a spreadsheet. */
export function participantsCsv(
  people: readonly Pick<Person, 'state' | 'name' | 'email' | 'remark' | 'attended'>[],
): string {
  const rows = people.map(({ state, name, email, remark, attended }) => ({
    ...{ naam: name, email, opmerking: remark, stand: standing[state] },
    aanwezig: attended === null ? '' : attended ? 'ja' : 'nee',
  }))
  return csvOf(rows, { columns: ['naam', 'email', 'stand', 'aanwezig', 'opmerking'], delimiter: ';' })
}
