import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import type { Disposition } from '#app/features/points/disposition.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { insideWords } from './inside-words.server.ts'
import { csvPieces, jsonPieces, processingCsv, processingExport, publishedExport } from './export.server.ts'
import type { ProcessedFilter } from './processed-filter.ts'
import { publicPoints } from './public-points.server.ts'

const { db } = await testDatabase()
const exact = '😀 "Ideeën"; vóór\r\n\tالسلام عليكم 👨‍👩‍👧 =SOM(A1)\rslot'
let by: Actor
let draft: { id: string; slug: string; municipalityId: string }
let process: typeof draft & { publishedAt: Date }
let sections: string[]

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  draft = await aProcess(db, municipality)
  process = { ...draft, publishedAt: NOW }
  sections = (await aPlan(db, draft)).sections
  const { id: care } = await addTheme(db, by, { process: draft, name: 'Mantelzorg' }, NOW)

  await give({ name: 'Geheime Naam', text: `Hallo 😀😀. ${exact}` }, exact, 'adopted', {
    themeId: care,
    sectionIds: [sections[0] ?? ''],
  })
  await give({ kind: 'organisation', organisation: 'Stichting Café' }, 'De bus rijdt niet.', 'notAdopted', {
    reply: 'Te duur voor mantelzorgers.',
  })
  await give({ sectionId: sections[1] ?? '' }, 'Het veld is nat.', 'noted', { summary: 'Voetbalvelden' })
  // Before publication someone is still without a number, and after it someone is too late for it.
  expect((await processingExport(db, { ...draft, publishedAt: null }))[0]).toMatchObject({
    nummer: 1,
    naam: 'Inspreker 1',
  })
  await publishAnswers(
    db,
    by,
    { process: draft, baseUrl: 'https://saomen.example' },
    new Date('2016-12-05T09:00:00+01:00'),
  )
  await aContribution(db, draft, { text: 'Veel te laat' })
})

async function give(
  given: Parameters<typeof aContribution>[2],
  words: string,
  disposition: Disposition,
  {
    themeId = null,
    sectionIds = [],
    reply = 'Dank u wel.',
    summary = '',
  }: { themeId?: string | null; sectionIds?: string[]; reply?: string; summary?: string } = {},
) {
  const { id: contributionId, text } = await aContribution(db, draft, given)
  const start = text.indexOf(words)
  const range = { start, end: start + words.length }
  const { id } = await markPoint(db, by, { process: draft, contributionId, range, themeId, summary }, NOW)
  await answerPoints(db, by, { process: draft, pointIds: [id], disposition, reply, sectionIds }, NOW)
  await finishSplit(db, by, { process: draft, contributionId, despiteOpen: true }, NOW)
}

async function found(filter: ProcessedFilter) {
  const { contributors } = await publicPoints(db, process, filter)
  return contributors.flatMap(({ points }) => points.map(({ number }) => number))
}

describe('the table of what was done', () => {
  test('holds every point once, by number, with the exact words, and no one who came too late', async () => {
    const { contributors, total, counts } = await publicPoints(db, process)
    expect(contributors.map(({ name, points }) => [name, points.map(({ number }) => number)])).toEqual([
      ['Inspreker 1', ['1.1']],
      ['Stichting Café', ['2.1']],
      ['Inspreker 3', ['3.1']],
    ])
    expect(contributors[0]?.points[0]).toMatchObject({ words: exact, theme: 'Mantelzorg', sections: [{ number: '1' }] })
    expect(total).toBe(3)
    expect(counts).toEqual([
      { disposition: 'adopted', count: 1 },
      { disposition: 'notAdopted', count: 1 },
      { disposition: 'noted', count: 1 },
    ])
  })

  test.each<[string, ProcessedFilter, string[]]>([
    ['a disposition', { disposition: 'noted' }, ['3.1']],
    ['a theme', { theme: 'Mantelzorg' }, ['1.1']],
    ['a chapter that an answer points to', { chapter: '1' }, ['1.1']],
    ['a chapter that a reaction was about', { chapter: '2' }, ['3.1']],
    ['a kind of contributor', { kind: 'organisation' }, ['2.1']],
    ['one contributor', { contributor: 3 }, ['3.1']],
    ['two things at once', { kind: 'resident', disposition: 'adopted' }, ['1.1']],
    ['nothing that is there', { theme: 'Onbekend' }, []],
  ])('can be narrowed to %s', async (_, filter, numbers) => {
    expect(await found(filter)).toEqual(numbers)
  })

  test('counts the other decisions beside the chosen one', async () => {
    const { counts, total } = await publicPoints(db, process, { disposition: 'noted' })
    expect(counts.map(({ disposition }) => disposition)).toEqual(['adopted', 'notAdopted', 'noted'])
    expect(total).toBe(1)
  })

  test.each<[string, string[]]>([
    ['ideeen', ['1.1']],
    ['Idee', ['1.1']],
    ['velden', ['3.1']],
    ['cafe', ['2.1']],
    ['mantelzorger', ['2.1']],
    ['voetbal', ['3.1']],
    ['balveld', ['3.1']],
    ['Inspreker', ['1.1', '3.1']],
    ['2.1', ['2.1']],
    ['2', ['2.1']],
    ['2.9', []],
    ['bus duur', ['2.1']],
    ['السلام', ['1.1']],
    ['% _ & ! :*', []],
  ])('finds %s', async (search, numbers) => {
    expect(await found({ search })).toEqual(numbers)
  })

  test('never tells by searching who wrote what', async () => {
    expect(await found({ search: 'Geheime Naam' })).toEqual([])
  })

  test('comes in pages', async () => {
    const page = await publicPoints(db, process, {}, { limit: 2, offset: 1 })
    expect(page.contributors.map(({ number }) => number)).toEqual([2, 3])
    expect(page.total).toBe(3)
  })

  test('holds nothing of another process or municipality', async () => {
    const other = await aProcess(db, await aMunicipality(db))
    expect((await publicPoints(db, { ...other, publishedAt: NOW })).total).toBe(0)
    expect((await publicPoints(db, { ...process, municipalityId: other.municipalityId })).total).toBe(0)
  })
})

describe('the export', () => {
  test('gives per contributor the points, in Dutch, byte for byte', async () => {
    const rows = await processingExport(db, process)
    expect(rows[0]).toEqual({
      nummer: 1,
      naam: 'Inspreker 1',
      soort: 'inwoner',
      punten: [
        {
          ...{ nummer: '1.1', tekst: exact, thema: 'Mantelzorg', besluit: 'Overgenomen', besluitCode: 'adopted' },
          ...{ reactie: 'Dank u wel.', doorgeleidNaar: '', onderdelen: ['1 Gezin en sociaal netwerk'], vorm: 'citaat' },
        },
      ],
    })
  })

  test('as a table reads back as it was, with every line break in a text', async () => {
    const csv = processingCsv(await processingExport(db, process))
    const read: Record<string, string>[] = parse(csv, { columns: true, record_delimiter: '\n' })
    expect(Object.keys(read[0] ?? {})).toEqual([
      'nummer',
      'indiener',
      'soort',
      'tekst',
      'thema',
      'besluit',
      'reactie',
      'doorgeleidNaar',
      'onderdelen',
      'vorm',
    ])
    expect(read.map(({ nummer, indiener, tekst }) => [nummer, indiener, tekst])).toEqual([
      ['1.1', 'Inspreker 1', exact],
      ['2.1', 'Stichting Café', 'De bus rijdt niet.'],
      // The summary stands in the file as it stands on the page; what was written stays inside.
      ['3.1', 'Inspreker 3', 'Voetbalvelden'],
    ])
    expect(csv).not.toContain('Het veld is nat.')
  })

  test('goes out in pieces of any size as the same file', async () => {
    const whole = await processingExport(db, process)
    const all = async (pieces: AsyncIterable<string>) => {
      let text = ''
      for await (const piece of pieces) text += piece
      return text
    }
    for (const size of [1, 2, 50]) {
      const parts = () => publishedExport(db, process, {}, { size })
      expect(await all(csvPieces(parts()))).toBe(processingCsv(whole))
      expect(await all(jsonPieces(parts()))).toBe(JSON.stringify(whole, null, 2))
    }
    expect(await all(jsonPieces(publishedExport(db, process, { theme: 'Onbekend' })))).toBe('[]')
  })

  test('for officials also holds what was really written', async () => {
    const rows = await processingExport(db, process, {}, { beside: (ids) => insideWords(db, process, ids) })
    expect(rows[2]?.punten[0]).toMatchObject({
      tekst: 'Voetbalvelden',
      vorm: 'samenvatting',
      binnen: { woordelijk: 'Het veld is nat.', samenvatting: 'Voetbalvelden' },
    })
    expect(processingCsv(rows)).toContain('"samenvatting","Het veld is nat.","Voetbalvelden"')
  })

  test('before publication also shows what still waits', async () => {
    const running = await aProcess(db, { id: process.municipalityId })
    const { id: contributionId } = await aContribution(db, running, { text: 'De bus.' })
    await aContribution(db, running)
    await markPoint(db, by, { process: running, contributionId, range: { start: 0, end: 7 } }, NOW)
    const rows = await processingExport(db, { ...running, publishedAt: null })
    expect(rows).toMatchObject([
      {
        nummer: 1,
        naam: 'Inspreker 1',
        punten: [{ nummer: '1.nieuw', tekst: 'De bus.', besluit: null, besluitCode: null, reactie: '' }],
      },
      { nummer: 2, naam: 'Inspreker 2', punten: [] },
    ])
  })
})
