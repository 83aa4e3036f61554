import type { LoaderFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import { parseCsv } from '#app/csv-table.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { partnerInputColumns } from '#app/features/partners/import/partner-input-file.ts'
import { appendixColumns } from '#app/features/partners/appendix/appendix.ts'
import { realCaseInput } from '#app/features/partners/import/real-case-input.fixture.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { linesOfXlsx } from '#app/xlsx-lines.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as answeredCsv } from './answered-csv.ts'
import { loader as answeredJson } from './answered-json.ts'
import { loader as answeredPage } from './answered.tsx'
import { loader as csv } from './partner-input-csv.ts'
import { loader as json } from './partner-input-json.ts'
import { loader as xlsx } from './partner-input-xlsx.ts'
import { loader as page } from './partner-input.tsx'
import { loader as processPage } from './process.tsx'

const { db } = await testDatabase()
const host = 'partners.example'
const elsewhere = 'elders.example'
const municipality = await aMunicipality(db, { host })
await aMunicipality(db, { host: elsewhere })
const official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
const AFTER_THE_TERM = new Date('2016-12-05T09:00:00+01:00')
const everyPage = [page, csv, xlsx, json]

const context = {
  ...{
    db,
    mode: 'production',
    secret: 's'.repeat(40),
    baseUrl: null,
    ownPort: 3000,
    secure: false,
    nonce: 'nonce',
    headers: new Headers(),
  },
  ...{ arrivedAt: NOW, clientAddress: '203.0.113.5', pool: { query: async () => ({ rows: [] }) } },
} as unknown as LoaderFunctionArgs['context']

/** What a visitor without an account gets at an address; a Response for a file, or when there is nothing to see. */
async function get(
  loader: (typeof everyPage)[number] | typeof processPage | typeof answeredPage,
  slug: string,
  at = host,
): Promise<unknown> {
  const request = new Request(`http://${at}/trajecten/${slug}/partnerinbreng`, { headers: { Host: at } })
  return Promise.resolve(loader({ request, params: { slug }, context })).catch((thrown: unknown) => thrown)
}
const statusOf = async (...args: Parameters<typeof get>) => {
  const got = await get(...args)
  return got instanceof Response ? got.status : 200
}
const statuses = (slug: string, at = host) => Promise.all(everyPage.map((loader) => statusOf(loader, slug, at)))

async function file(loader: (typeof everyPage)[number], slug: string): Promise<Response> {
  const response = await get(loader, slug)
  return response instanceof Response ? response : expect.fail('a file is a response')
}

const heading = `${partnerInputColumns.join(',')}\n`

/** A process with partner input and one reaction of a resident, each point answered but not yet public. */
async function answered(input: string | null) {
  const process = await aProcess(db, municipality)
  if (input !== null)
    await importPartnerInput(db, official, { process: process, table: parseCsv(input, partnerInputColumns) }, NOW)
  const { id, text } = await aContribution(db, process, { name: 'Inwoner met een eigen naam' })
  await markPoint(db, official, { process, contributionId: id, range: { start: 0, end: text.length } }, NOW)
  await finishSplit(db, official, { process, contributionId: id, despiteOpen: true }, NOW)
  const points = await db.selectFrom('point').select('id').where('processId', '=', process.id).execute()
  for (const point of points)
    await answerPoints(
      db,
      official,
      { process, pointIds: [point.id], disposition: 'noted', reply: `Gelezen.\n=1+1` },
      NOW,
    )
  const publish = () => publishAnswers(db, official, { process, baseUrl: 'http://localhost' }, AFTER_THE_TERM)
  return { process, publish, points: points.length - 1 }
}

describe('who may see what partners gave', () => {
  test('nobody before the answers are public, in no form, and no page says that it is there', async () => {
    const { process, publish } = await answered(realCaseInput())
    for (const state of ['draft', 'released'] as const) {
      await db.updateTable('process').set({ state }).where('id', '=', process.id).execute()
      expect(await statuses(process.slug), state).toEqual([404, 404, 404, 404])
    }
    expect(JSON.stringify(await get(processPage, process.slug))).not.toMatch(/partnerinbreng|Accare|MEE/)
    await publish()
    expect(await statuses(process.slug)).toEqual([200, 200, 200, 200])
    expect(JSON.stringify(await get(processPage, process.slug))).toContain(`/trajecten/${process.slug}/partnerinbreng`)
  })

  test('nobody at the address of another municipality, or at one that is not there', async () => {
    const { process, publish } = await answered(realCaseInput())
    await publish()
    expect(await statuses(process.slug, elsewhere)).toEqual([404, 404, 404, 404])
    expect(await statuses('bestaat-niet')).toEqual([404, 404, 404, 404])
  })

  test('everyone, also when the process was withdrawn after it: what is public stands', async () => {
    const { process, publish } = await answered(realCaseInput())
    await publish()
    await db
      .updateTable('process')
      .set({ state: 'withdrawn', withdrawnAt: NOW, withdrawnBecause: 'Het plan komt terug.' })
      .where('id', '=', process.id)
      .execute()
    expect(await statuses(process.slug)).toEqual([200, 200, 200, 200])
  })

  test('there is no such page where only residents reacted, and no link to it', async () => {
    const { process, publish } = await answered(null)
    await publish()
    expect(await statuses(process.slug)).toEqual([404, 404, 404, 404])
    expect(JSON.stringify(await get(processPage, process.slug))).not.toContain('partnerinbreng')
  })
})

describe('what it shows', () => {
  test('who a family or a resident is stands nowhere; organisations are named', async () => {
    const { process, publish } = await answered(
      `${heading}Familie De Geheime,gezin,ouders uit de Verborgenstraat,,,Wij helpen elkaar\nBuurvrouw Privé,inwoner,,,,Ik help ook\nDe Brug,organisatie,vervoer,1,1,Meer ritten`,
    )
    await publish()
    const texts = [
      JSON.stringify(await get(page, process.slug)),
      await (await file(csv, process.slug)).text(),
      await (await file(json, process.slug)).text(),
      JSON.stringify(await linesOfXlsx(new Uint8Array(await (await file(xlsx, process.slug)).arrayBuffer()))),
    ]
    for (const text of texts) {
      expect(text).not.toMatch(/Geheime|Verborgen|Privé|eigen naam/)
      for (const name of ['Inspreker 1', 'Inspreker 2', 'De Brug', 'Wij helpen elkaar']) expect(text).toContain(name)
    }
    const withAllPoints = [
      JSON.stringify(await get(answeredPage, process.slug)),
      await (await file(answeredCsv, process.slug)).text(),
      await (await file(answeredJson, process.slug)).text(),
    ]
    for (const text of withAllPoints) {
      expect(text).not.toMatch(/Geheime|Verborgen|Privé|eigen naam/)
      expect(text).toContain('Wij helpen elkaar')
    }
    expect(texts[0]).toContain('"hasPersons":true')
  })

  test('the page and each file carry every point, with its own answer', async () => {
    const { process, publish, points } = await answered(realCaseInput())
    await publish()
    expect(points).toBeGreaterThan(80)
    const view = (await get(page, process.slug)) as Awaited<ReturnType<typeof page>>
    expect(view).toMatchObject({
      points,
      open: 0,
      counts: [{ disposition: 'noted', count: points }],
      stage: 'answered',
    })
    expect(view.contributors.reduce((sum, contributor) => sum + contributor.points, 0)).toBe(points)
    const shown = view.contributors.flatMap(({ rows }) =>
      rows.flatMap(({ blocks }) => blocks.flatMap((block) => block.points.map(({ words }) => words))),
    )

    const csvFile = await file(csv, process.slug)
    const table = parseCsv(await csvFile.text(), appendixColumns)
    const records = 'records' in table ? table.records.map(({ cells }) => cells) : expect.fail(table.error.message)
    expect(records.map(({ punt }) => punt)).toEqual(shown)
    expect(records.map(({ reactie, besluit }) => [reactie, besluit])).toEqual(
      shown.map(() => ['Gelezen.\n=1+1', 'Voor kennisgeving aangenomen']),
    )

    const xlsxFile = await file(xlsx, process.slug)
    expect(await linesOfXlsx(new Uint8Array(await xlsxFile.arrayBuffer()))).toEqual([
      [...appendixColumns],
      ...records.map((cells) => appendixColumns.map((column) => cells[column])),
    ])

    const jsonFile = await file(json, process.slug)
    const contributors = (await jsonFile.json()) as { vragen: { punten: { tekst: string }[] }[] }[]
    expect(
      contributors.flatMap(({ vragen }) => vragen.flatMap(({ punten }) => punten.map(({ tekst }) => tekst))),
    ).toEqual(shown)

    for (const [kind, { headers }] of Object.entries({ csv: csvFile, xlsx: xlsxFile, json: jsonFile })) {
      expect(headers.get('Content-Disposition')).toBe(`attachment; filename="${process.slug}-partnerinbreng.${kind}"`)
    }
  })
})
