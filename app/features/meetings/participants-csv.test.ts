import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { participantsCsv } from './participants-csv.ts'

test('a name that a spreadsheet would follow as a formula is a text; other names stay as they are', () => {
  const person = { state: 'registered' as const, email: 'inwoner@voorbeeld.example', remark: '', attended: null }
  const names = ['=HYPERLINK("https://elders.example";"Klik")', 'Inwoner-A', 'Mevrouw "Jo", uit Ees']
  const rows: Record<string, string>[] = parse(participantsCsv(names.map((name) => ({ ...person, name }))), {
    columns: true,
    delimiter: ';',
  })
  expect(rows.map((row) => row.naam)).toEqual([`'${names[0]}`, names[1], names[2]])
  expect(rows[0]).toMatchObject({ stand: 'aangemeld', aanwezig: '', email: person.email })
})
