import { describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { contributionColumns } from './contribution-csv.ts'
import { contributionsCsv, exportContributions } from './export-contributions.server.ts'
import { importContributions } from './import-contributions.server.ts'

const { db } = await testDatabase()
const heading = contributionColumns.join(',')
const strange = 'Beste mensen,\n\n👩‍👩‍👧 e\u0301é שלום \u200d½ "aanhaling"; \r einde\n'

async function aCase() {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality)
  const plan = await aPlan(db, process)
  const by = { kind: 'command', id: null, municipalityId: municipality.id } as const
  return { municipality, process, plan, by, run: (csv: string) => importContributions(db, by, { process, csv }, NOW) }
}

const count = (processId: string) =>
  db
    .selectFrom('contribution')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('processId', '=', processId)
    .executeTakeFirstOrThrow()
    .then(({ n }) => Number(n))

describe('importing contributions', () => {
  const rows = [
    `p-1,inwoner,,nee,iemand@voorbeeld.example,online,2016-11-01T20:14:00+01:00,alinea 3,"${strange.replaceAll('"', '""')}"`,
    'p-2,organisatie,Welzijnsgroep Andes,ja,,e-mail,2016-10-20T09:00:00+02:00,Algemene voorzieningen,Graag meer overleg.',
    'p-3,gezin,Gezin Nieuw-Buinen,nee,,post,2016-11-18,,Te laat op de post gedaan.',
  ]

  test('the export gives back what went in, byte for byte and in order of receipt', async () => {
    const { process, run, plan } = await aCase()
    expect(await run([heading, ...rows].join('\n'))).toEqual({ added: 3, unchanged: 0 })
    const exported = await exportContributions(db, process)
    expect(exported.map(({ externeId, tekst, tijdigheid }) => [externeId, tekst, tijdigheid])).toEqual([
      ['p-2', 'Graag meer overleg.', 'op tijd'],
      ['p-1', strange, 'op tijd'],
      ['p-3', 'Te laat op de post gedaan.', 'te laat'],
    ])
    expect(exported[1]).toMatchObject({
      ...{ soort: 'inwoner', naam: '', naamTonen: false, email: 'iemand@voorbeeld.example', kanaal: 'online' },
      ...{ ontvangenOp: '2016-11-01T20:14:00+01:00', onderdeel: 'alinea 3' },
    })
    const places = await db
      .selectFrom('contribution')
      .select(['externalId', 'sectionId', 'paragraphId'])
      .where('processId', '=', process.id)
      .execute()
    expect(places.find(({ externalId }) => externalId === 'p-1')?.paragraphId).toBe(plan.paragraphs[2])
    expect(places.find(({ externalId }) => externalId === 'p-2')).toMatchObject({
      sectionId: plan.sections[1],
      paragraphId: null,
    })
  })

  test('the same file twice changes nothing, and so does the export read back', async () => {
    const { process, run } = await aCase()
    const csv = [heading, ...rows].join('\n')
    await run(csv)
    expect(await run(csv)).toEqual({ added: 0, unchanged: 3 })
    expect(await run(contributionsCsv(await exportContributions(db, process)))).toEqual({ added: 0, unchanged: 3 })
    expect(await count(process.id)).toBe(3)
  })

  test('one wrong row and nothing is stored', async () => {
    const { process, run } = await aCase()
    const wrong = run([heading, ...rows, 'p-4,inwoner,,,,post,2016-11-01,Hoofdstuk dat er niet is,Tekst'].join('\n'))
    await expect(wrong).rejects.toThrow('rij 5, onderdeel: "Hoofdstuk dat er niet is" staat niet in het plan')
    await expect(wrong).rejects.toMatchObject({
      code: 'wrongRows',
      facts: [{ row: 5, field: 'onderdeel' }],
    })
    expect(await count(process.id)).toBe(0)
  })

  test('a row that says something else than before is refused: nobody overwrites what people wrote', async () => {
    const { process, run } = await aCase()
    await run([heading, ...rows].join('\n'))
    const changed = run([heading, rows[1]?.replace('meer overleg', 'minder overleg')].join('\n'))
    await expect(changed).rejects.toThrow('rij 2, tekst: "p-2" is al ingelezen met een andere inhoud')
    const named = run([heading, rows[2]?.replace(',nee,', ',ja,')].join('\n'))
    await expect(named).rejects.toThrow('rij 2, naamTonen: "p-3" is al ingelezen met een andere inhoud')
    expect(await count(process.id)).toBe(3)
  })

  test('the same kenmerk may be used in another process and in another municipality', async () => {
    const [one, other] = [await aCase(), await aCase()]
    await one.run([heading, ...rows].join('\n'))
    expect(await other.run([heading, ...rows].join('\n'))).toEqual({ added: 3, unchanged: 0 })
    expect(await exportContributions(db, { id: one.process.id, municipalityId: other.municipality.id })).toEqual([])
  })

  test('2,500 rows go in at once', async () => {
    const { process, run } = await aCase()
    const many = Array.from({ length: 2500 }, (_, n) => `n-${n},inwoner,,,,online,2016-11-01,,Reactie ${n}`)
    expect(await run([heading, ...many].join('\n'))).toEqual({ added: 2500, unchanged: 0 })
    expect(await count(process.id)).toBe(2500)
  })
})
