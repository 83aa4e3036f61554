import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { findPublicProcess, finishedProcesses, runningProcesses } from './public-queries.server.ts'
import { searchPublic } from './search-public.server.ts'
import { excerptPieces } from './search-words.ts'

const { db } = await testDatabase()
const noon = (day: string) => new Date(`${day}T12:00:00+01:00`)

async function moved(process: { id: string }, startsOn: string, lastDay: string) {
  await db.updateTable('process').set({ startsOn, lastDay }).where('id', '=', process.id).execute()
}

describe('what runs', () => {
  test('stands where its term says, the first to close on top', async () => {
    const municipality = await aMunicipality(db)
    const later = await aProcess(db, municipality)
    await moved(later, '2016-10-20', '2016-12-01')
    const first = await aProcess(db, municipality)
    const coming = await aProcess(db, municipality)
    await moved(coming, '2016-11-21', '2017-01-01')
    const closed = await aProcess(db, municipality)
    await moved(closed, '2016-09-01', '2016-10-31')
    await aProcess(db, municipality, { state: 'draft' })
    await aProcess(db, await aMunicipality(db))
    const running = await runningProcesses(db, municipality.id, NOW)
    expect(running.open.map((row) => row.slug)).toEqual([first.slug, later.slug])
    expect(running.announced.map((row) => row.slug)).toEqual([coming.slug])
    expect(running.processing.map((row) => row.slug)).toEqual([closed.slug])
  })

  test('nothing runs in a municipality without processes', async () => {
    const municipality = await aMunicipality(db)
    expect(await runningProcesses(db, municipality.id, NOW)).toEqual({ open: [], announced: [], processing: [] })
    expect(await finishedProcesses(db, municipality.id, { limit: 5 })).toEqual({ processes: [], total: 0 })
  })
})

describe('what is finished', () => {
  test('counts people and points by what was done, the latest first', async () => {
    const municipality = await aMunicipality(db)
    const one = await aProcess(db, municipality, { state: 'answered' })
    const two = await aProcess(db, municipality, { state: 'answered' })
    await db
      .updateTable('process')
      .set({ answeredAt: noon('2016-12-01') })
      .where('id', '=', one.id)
      .execute()
    await db
      .updateTable('process')
      .set({ answeredAt: noon('2016-12-05') })
      .where('id', '=', two.id)
      .execute()
    const running = await aProcess(db, municipality)
    for (const [process, dispositions] of [
      [one, ['adopted', 'adopted', 'noted']],
      [running, ['adopted']],
    ] as const) {
      const { municipalityId, id: processId } = process
      const contributorId = uuid()
      const contributionId = uuid()
      await db
        .insertInto('contributor')
        .values({ municipalityId, processId, id: contributorId, kind: 'resident' })
        .execute()
      await db
        .insertInto('contribution')
        .values({
          municipalityId,
          processId,
          id: contributionId,
          contributorId,
          kind: 'reaction',
          channel: 'online',
          receivedAt: NOW,
          timeliness: 'onTime',
          text: 'Goed',
        })
        .execute()
      for (const [index, disposition] of dispositions.entries()) {
        const pointId = uuid()
        const answerId = uuid()
        await db
          .insertInto('point')
          .values({
            municipalityId,
            processId,
            id: pointId,
            contributionId,
            number: index + 1,
            summary: 'x',
            createdAt: NOW,
          })
          .execute()
        await db
          .insertInto('answer')
          .values({ municipalityId, processId, id: answerId, disposition, reply: 'Ja.', updatedAt: NOW })
          .execute()
        await db.insertInto('answerPoint').values({ municipalityId, processId, answerId, pointId }).execute()
      }
    }
    const { processes, total } = await finishedProcesses(db, municipality.id, { limit: 5 })
    expect(total).toBe(2)
    expect(processes.map(({ slug, points, contributors }) => [slug, points, contributors])).toEqual([
      [two.slug, 0, 0],
      [one.slug, 3, 1],
    ])
    expect(processes[1]?.counts.toSorted((a, b) => b.count - a.count)).toEqual([
      { disposition: 'adopted', count: 2 },
      { disposition: 'noted', count: 1 },
    ])
    expect(
      (await finishedProcesses(db, municipality.id, { limit: 1, offset: 1 })).processes.map((row) => row.slug),
    ).toEqual([one.slug])
  })
})

describe('one process', () => {
  test('comes with its phases and channels', async () => {
    const municipality = await aMunicipality(db)
    const { id: processId, slug } = await aProcess(db, municipality)
    const municipalityId = municipality.id
    await db
      .insertInto('phase')
      .values([
        {
          municipalityId,
          id: uuid(),
          processId,
          position: 1,
          kind: 'decision',
          title: 'Besluit',
          whenText: 'in december',
        },
        { municipalityId, id: uuid(), processId, position: 0, kind: 'inspraak', title: 'Reageren' },
      ])
      .execute()
    await db
      .insertInto('channel')
      .values({ municipalityId, processId, kind: 'email', address: 'inspraak@gemeente.example' })
      .execute()
    const found = await findPublicProcess(db, municipalityId, slug, { drafts: false })
    expect(found?.phases.map((phase) => phase.title)).toEqual(['Reageren', 'Besluit'])
    expect(found?.channels).toEqual([{ kind: 'email', address: 'inspraak@gemeente.example', note: '' }])
    expect(found?.lastDay).toBe('2016-11-15')
  })

  test('of another municipality is not there', async () => {
    const { slug } = await aProcess(db, await aMunicipality(db))
    const municipality = await aMunicipality(db)
    expect(await findPublicProcess(db, municipality.id, slug, { drafts: true })).toBeNull()
  })

  test('that is a draft is there only for who may see drafts', async () => {
    const municipality = await aMunicipality(db)
    const { slug } = await aProcess(db, municipality, { state: 'draft' })
    expect(await findPublicProcess(db, municipality.id, slug, { drafts: false })).toBeNull()
    expect((await findPublicProcess(db, municipality.id, slug, { drafts: true }))?.state).toBe('draft')
  })

  test('that was withdrawn keeps its page and leaves every list', async () => {
    const municipality = await aMunicipality(db)
    const { id, slug } = await aProcess(db, municipality, { title: 'Speelplekken' })
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', id).execute()
    expect((await findPublicProcess(db, municipality.id, slug, { drafts: false }))?.state).toBe('withdrawn')
    expect((await runningProcesses(db, municipality.id, NOW)).open).toEqual([])
    expect(await searchPublic(db, municipality.id, 'speelplekken', NOW)).toEqual([])
  })
})

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
})
