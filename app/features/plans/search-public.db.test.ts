import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { excerptPieces } from '#app/features/processes/search-words.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { searchPublic } from './search-public.server.ts'

const { db } = await testDatabase()

describe('searching', () => {
  async function aPlanAbout(municipality: { id: string }, text: string, given: Parameters<typeof aProcess>[2] = {}) {
    const process = await aProcess(db, municipality, given)
    const plan = await aPlan(db, process)
    await db
      .updateTable('paragraph')
      .set({ text })
      .where('id', '=', plan.paragraphs[2] ?? '')
      .execute()
    return { ...process, ...plan }
  }

  test.each([
    ['ideeen', 'Wij horen graag uw ideeën over het park.'],
    ['ideeën', 'Wij horen graag uw ideeen over het park.'],
    ['boom', 'Langs de weg komen nieuwe bomen te staan.'],
    ['MANTELZORG', 'Veel mantelzorgers vragen te laat om steun.'],
    ['steun mantelzorgers', 'Veel mantelzorgers vragen te laat om steun.'],
  ])('%s finds "%s"', async (typed, text) => {
    const municipality = await aMunicipality(db)
    const { slug, paragraphs } = await aPlanAbout(municipality, text)
    const found = await searchPublic(db, municipality.id, typed, NOW)
    expect(found.map((process) => process.slug)).toEqual([slug])
    expect(found[0]?.places).toEqual([
      { paragraphId: paragraphs[2], number: 3, sectionHeading: 'Algemene voorzieningen', excerpt: expect.any(String) },
    ])
    const pieces = excerptPieces(found[0]?.places[0]?.excerpt ?? '')
    expect(pieces.some((piece) => piece.hit)).toBe(true)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  })

  test('finds titles, summaries and headings too', async () => {
    const municipality = await aMunicipality(db)
    const { slug } = await aPlanAbout(municipality, 'Niets.', { title: 'Veilig fietsen' })
    const byTitle = await searchPublic(db, municipality.id, 'fiets', NOW)
    expect(byTitle).toEqual([expect.objectContaining({ slug, places: [], placeCount: 0 })])
    expect(byTitle[0]?.excerpt).not.toBeNull()
    const [byHeading] = await searchPublic(db, municipality.id, 'voorziening', NOW)
    expect(byHeading?.headings.map(({ number, heading, chapterHeading }) => [number, heading, chapterHeading])).toEqual(
      [['2', 'Algemene voorzieningen', 'Algemene voorzieningen']],
    )
    expect(byHeading?.excerpt).toBeNull()
  })

  test('open plans come before finished ones, and finished ones are found', async () => {
    const municipality = await aMunicipality(db)
    const finished = await aPlanAbout(municipality, 'Speelplek', { state: 'answered' })
    const open = await aPlanAbout(municipality, 'Een speelplek voor kleine kinderen')
    const found = await searchPublic(db, municipality.id, 'speelplek', NOW)
    expect(found.map(({ slug, stage }) => [slug, stage])).toEqual([
      [open.slug, 'open'],
      [finished.slug, 'answered'],
    ])
  })

  test('shows five places of a plan and counts the others', async () => {
    const municipality = await aMunicipality(db)
    const { municipalityId, planVersionId, sections } = await aPlanAbout(municipality, 'De molen draait.')
    for (let number = 10; number < 16; number++) {
      const id = uuid()
      const kept = {
        municipalityId,
        id,
        lineageId: id,
        planVersionId,
        sectionId: sections[0] ?? '',
        position: number,
        number,
      }
      await db
        .insertInto('paragraph')
        .values({ ...kept, kind: 'text', text: 'Nog een molen.' })
        .execute()
    }
    const [found] = await searchPublic(db, municipality.id, 'molen', NOW)
    expect(found?.places).toHaveLength(5)
    expect(found?.placeCount).toBe(7)
  })

  test('drafts and other municipalities are never found, and odd questions find nothing', async () => {
    const municipality = await aMunicipality(db)
    await aPlanAbout(municipality, 'Geheime molen', { state: 'draft' })
    await aPlanAbout(await aMunicipality(db), 'Een molen elders')
    for (const typed of ['molen', 'de', '', "'; drop table process; --", ':*', 'a & | !']) {
      expect(await searchPublic(db, municipality.id, typed, NOW), typed).toEqual([])
    }
  })

  test('what was withdrawn is not found', async () => {
    const municipality = await aMunicipality(db)
    const { id } = await aProcess(db, municipality, { title: 'Speelplekken' })
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    expect(await searchPublic(db, municipality.id, 'speelplekken', NOW)).toEqual([])
  })
})
