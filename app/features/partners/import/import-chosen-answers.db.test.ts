import { expect, test } from 'vitest'
import { parseCsv } from '#app/csv-table.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aQuestionnaire } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { importPartnerInput } from './import-partner-input.server.ts'
import { partnerInputColumns } from './partner-input-file.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality)
const heading = `${partnerInputColumns.join(',')}\n`
const take = (processId: string, csv: string) =>
  importPartnerInput(db, official, { process: { id: processId }, table: parseCsv(csv, partnerInputColumns) }, NOW)

test('what was chosen from a list or on a scale becomes no point, and who gave nothing else is left to look at', async () => {
  const process = await aProcess(db, municipality, { state: 'draft' })
  const of = { heading: 'Vraag', explanation: '', isOptional: true, options: ['oneens', 'eens'] }
  await aQuestionnaire(db, official, process, {
    questions: [
      { ...of, kind: 'points' },
      { ...of, kind: 'scale' },
    ],
  })
  const rows = [
    'Dorpskamer,organisatie,,1,1,Meer banken.',
    'Dorpskamer,organisatie,,2,2,eens',
    'Ouderraad,organisatie,,2,2,oneens',
  ]
  expect(await take(process.id, `${heading}${rows.join('\n')}\n`)).toMatchObject({ added: 2, points: 1 })
  const split = await db.selectFrom('contribution').select('splitDoneAt').where('processId', '=', process.id).execute()
  expect(split.filter(({ splitDoneAt }) => splitDoneAt !== null)).toHaveLength(1)
})
