import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { fillEntries } from './fill-entries.server.ts'
import { searchPlan, wordsToMark } from './search-plan.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, aPlan, aProcess } from '#tests/factories.ts'

const { db } = await testDatabase()
const texts = [
  'De gemeente legt fietspaden aan. Ook komt er een brug. Bomen langs het pad blijven staan.',
  'Mantelzorgers krijgen een pas.',
  'Kinderen spelen op het plein.\nDe fietsen staan in de stalling.',
  'Het fietspad naar Exloo wordt breder.',
]

async function aPlanWithTexts(given: Parameters<typeof aProcess>[2] = {}) {
  const municipality = await aMunicipality(db)
  const process = await aProcess(db, municipality, given)
  const { paragraphs } = await aPlan(db, process)
  for (const [at, text] of texts.entries())
    await db
      .updateTable('paragraph')
      .set({ text })
      .where('id', '=', paragraphs[at] ?? '')
      .execute()
  return { municipality, process }
}
type Made = Awaited<ReturnType<typeof aPlanWithTexts>>
const find = ({ municipality, process }: Made, typed: string, page = 1) =>
  searchPlan(db, { municipalityId: municipality.id, processId: process.id, typed, page })
const said = (pieces: readonly { text: string; hit: boolean }[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

describe('someone searches in one plan', () => {
  test('and reads the sentences with the words marked, in reading order, with where they stand', async () => {
    const made = await aPlanWithTexts()
    const { hits, count } = await find(made, 'fietspad')
    expect(count).toBe(2)
    expect(hits.map(({ paragraph, pieces, section }) => [paragraph, said(pieces), section.heading])).toEqual([
      [1, 'De gemeente legt [fietspaden] aan. …', 'Gezin en sociaal netwerk'],
      [4, 'Het [fietspad] naar Exloo wordt breder.', 'Algemene voorzieningen'],
    ])
  })

  test('finds headings, several words, and other forms of a word', async () => {
    const made = await aPlanWithTexts()
    expect((await find(made, 'netwerk')).hits).toMatchObject([{ paragraph: null, section: { number: '1' } }])
    expect((await find(made, 'brug fietspaden')).hits.map(({ paragraph }) => paragraph)).toEqual([1])
    expect((await find(made, 'boom')).hits.map(({ pieces }) => said(pieces))).toEqual([
      '… [Bomen] langs het pad blijven staan.',
    ])
    expect((await find(made, 'fiets')).hits.map(({ pieces }) => said(pieces))[1]).toBe(
      '… De [fietsen] staan in de stalling.',
    )
  })

  test('gets what has some of the words when nothing has all, and is told so', async () => {
    const found = await find(await aPlanWithTexts(), 'mantelzorgers brug')
    expect(found.how.isPart).toBe(true)
    expect(found.hits.map(({ paragraph }) => paragraph)).toEqual([1, 2])
  })

  test('finds nothing of another plan, of a draft, or of nothing', async () => {
    const made = await aPlanWithTexts()
    const other = await aProcess(db, made.municipality)
    const asked = { municipalityId: made.municipality.id, processId: other.id, typed: 'fietspad', page: 1 }
    expect((await searchPlan(db, asked)).count).toBe(0)
    expect((await find(await aPlanWithTexts({ state: 'draft' }), 'fietspad')).count).toBe(0)
    expect((await find(made, '')).hits).toEqual([])
    expect((await find(made, 'de')).how.common).toEqual(['de'])
  })

  test('gets the first page where there is no such page', async () => {
    const found = await find(await aPlanWithTexts(), 'fietspad', 40)
    expect([found.page, found.hits.length]).toEqual([1, 2])
  })

  test('is told which words to mark in the text itself', async () => {
    const { municipality } = await aPlanWithTexts()
    expect((await wordsToMark(db, municipality.id, 'fietspad')).words).toEqual(
      expect.arrayContaining(['fietspad', 'fietspaden']),
    )
    expect(await wordsToMark(db, municipality.id, '')).toEqual({ words: [], beginnings: [] })
  })

  test('reads no more than a page of a plan with thousands of hits', async () => {
    const made = await aPlanWithTexts()
    const { municipalityId } = made.process
    const { planVersionId } = await db
      .selectFrom('paragraph')
      .where('municipalityId', '=', municipalityId)
      .select('planVersionId')
      .executeTakeFirstOrThrow()
    await sql`
      insert into paragraph (municipality_id, id, plan_version_id, section_id, lineage_id, position, number, kind, text)
      select municipality_id, gen_random_uuid(), plan_version_id, id, gen_random_uuid(), 100 + n, 100 + n, 'text', 'De wijk krijgt fietspad ' || n
      from section cross join generate_series(1, 3000) as n
      where municipality_id = ${municipalityId} and plan_version_id = ${planVersionId} and number = '2'`.execute(db)
    await fillEntries(db)
    const found = await find(made, 'fietspad')
    expect([found.count, found.hits.length]).toEqual([3002, 25])
    expect((await find(made, 'fietspad', 2)).hits[0]?.paragraph).toBe(124)
  })
})
