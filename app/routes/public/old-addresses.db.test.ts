import type { LoaderFunctionArgs } from '@remix-run/node'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { GoneChapterNotice } from '#app/features/plans/versions/GoneChapterNotice.tsx'
import { currentPlan, planParagraphs } from '#app/features/plans/queries.server.ts'
import { importVersion, releaseRevision } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess } from '#tests/factories.ts'
import { AFTER_POST, releaseRenumbered } from '#tests/revised-plan.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loader as changed } from './changed.tsx'
import { loader as chapter } from './plan-chapter.tsx'
import { loader as paragraph } from './plan-paragraph.tsx'
import { loader as row } from './plan-row.tsx'

const { db } = await testDatabase()
const context = {
  ...{ db, mode: 'production', secret: 's'.repeat(40), baseUrl: null, ownPort: 3000, secure: false, nonce: 'nonce' },
  ...{ headers: new Headers(), clientAddress: '203.0.113.5', pool: { query: async () => ({ rows: [] }) } },
}
const NOT_THERE = 'nothing is there'
const HOUR = 3_600_000
let [host, hours] = ['', 0]
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let concept: Awaited<ReturnType<typeof aPlan>>

beforeEach(async () => {
  ;[host, hours] = [`${uuid()}.example`, 0]
  const municipality = await aMunicipality(db, { host })
  by = await anActor(db, municipality, { innerRoles: ['processor', 'reviewer', 'approver'] })
  process = await aProcess(db, municipality)
  concept = await aPlan(db, process)
})

/** Takes this text in as the next version, with nothing doubtful about it, an hour after the one before. */
async function takeIn(text: string) {
  const file = new File([text], 'plan.md')
  const now = new Date(AFTER_POST.getTime() + ++hours * HOUR)
  await importVersion(db, by, { process, file, kind: 'revised', isConfirmed: true }, now)
  await db.updateTable('paragraphOrigin').set({ isDoubtful: false }).execute()
  await db.updateTable('tableRow').set({ isDoubtful: false }).execute()
}

/** Releases what was taken in last. */
const releaseIt = () =>
  releaseRevision(db, by, { process, gapsSigned: true }, new Date(AFTER_POST.getTime() + hours * HOUR))

async function release(text: string) {
  await takeIn(text)
  await releaseIt()
}

type Loader = (args: LoaderFunctionArgs) => unknown

/** What is found at an address of the process: where it leads, with the status, or what its page shows. */
async function at(loader: Loader, address: string, params: Record<string, string> = {}): Promise<unknown> {
  const request = new Request(`http://${host}/trajecten/${process.slug}/${address}`, { headers: { Host: host } })
  const arrivedAt = new Date(AFTER_POST.getTime() + 100 * HOUR)
  const own = { ...context, arrivedAt } as unknown as LoaderFunctionArgs['context']
  const found = await Promise.resolve(
    loader({ request, params: { slug: process.slug, ...params }, context: own }),
  ).catch((thrown: unknown) => thrown)
  if (!(found instanceof Response)) return found
  if (found.status === 404) return NOT_THERE
  return `${found.status} ${found.headers.get('Location')?.replace(`/trajecten/${process.slug}/`, '')}`
}
const chapterAt = (asked: string, search = '') => at(chapter, `plan/${asked}${search}`, { chapter: asked })
const changedAt = (asked: string, search = '') =>
  at(changed, `wat-is-er-veranderd/${asked}${search}`, { chapter: asked })
const rowAt = (rowId: string) => at(row, `plan/rij/${rowId}`, { rowId })

// Each takes in up to three versions, in a thread of their own.
describe('the address of a chapter', { timeout: 120_000 }, () => {
  test('leads to where the chapter of that number and name stands, after another came before it', async () => {
    await releaseRenumbered(db, by, process, AFTER_POST)
    expect(await chapterAt('1-gezin-en-sociaal-netwerk')).toBe('302 plan/2-gezin-en-sociaal-netwerk#onderdeel-2')
    expect(await chapterAt('2-algemene-voorzieningen', '?oud=1')).toBe(
      '302 plan/3-algemene-voorzieningen?oud=1#onderdeel-3',
    )
    expect(await chapterAt('1-inleiding'), 'what it is now').toMatchObject({ chapter: { heading: 'Inleiding' } })
    expect(await changedAt('1-gezin-en-sociaal-netwerk', '?toon=los')).toBe(
      '302 wat-is-er-veranderd/2-gezin-en-sociaal-netwerk?toon=los',
    )
  })

  test('with a name that never was leads by its number, which nobody may keep', async () => {
    await releaseRenumbered(db, by, process, AFTER_POST)
    for (const asked of ['1', '1-zo-heette-het-nooit']) {
      expect(await chapterAt(asked)).toBe('302 plan/1-inleiding')
      expect(await changedAt(asked)).toBe('302 wat-is-er-veranderd/1-inleiding')
    }
    expect(await chapterAt('9-zo-heette-het-nooit')).toBe(NOT_THERE)
    expect(await changedAt('9-zo-heette-het-nooit')).toBe(NOT_THERE)
  })

  test('is the newest with that number and name, when two versions had one', async () => {
    await release(
      '# Algemene voorzieningen\n\nTweede alinea over algemene voorzieningen.\n\n# Vervoer\n\nDe bus rijdt elk uur.\n',
    )
    await release(
      '# Inleiding\n\nWaarom er een plan is.\n\n# Algemene voorzieningen\n\nTweede alinea over algemene voorzieningen.\n\n# Vervoer\n\nDe bus rijdt elk uur.\n',
    )
    expect(await chapterAt('2-vervoer')).toBe('302 plan/3-vervoer#onderdeel-3')
    expect(await chapterAt('1-algemene-voorzieningen')).toBe('302 plan/2-algemene-voorzieningen#onderdeel-2')
    expect(await chapterAt('2-algemene-voorzieningen'), 'its own address again').toMatchObject({
      chapter: { number: '2' },
    })
  })

  test('that is gone leads to the contents, which say so, also where one chapter is left', async () => {
    await release(
      '# Algemene voorzieningen\n\nEerste alinea over algemene voorzieningen.\n\nTweede alinea over algemene voorzieningen.\n',
    )
    const id = concept.sections[0] ?? ''
    expect(await chapterAt('1-gezin-en-sociaal-netwerk')).toBe(`302 plan?vervallen=${id}`)
    expect(await changedAt('1-gezin-en-sociaal-netwerk')).toBe('302 wat-is-er-veranderd')
    const page = (await at(chapter, `plan?vervallen=${id}`)) as {
      gone: { number: string; heading: string; version: string }
    }
    const notice = renderToStaticMarkup(createElement(GoneChapterNotice, { ...page.gone, changed: '/veranderd' }))
    expect(notice).toContain('‘1 Gezin en sociaal netwerk’ stond in het concept van')
    for (const other of [concept.sections[1], uuid(), 'geen-id'])
      expect(await at(chapter, `plan?vervallen=${other}`), 'is not gone').toBe(
        `302 plan/1-algemene-voorzieningen?vervallen=${other}`,
      )
  })

  test('of a version that nobody reads yet leads nowhere', async () => {
    await takeIn('# Algemene voorzieningen\n\nTweede alinea over algemene voorzieningen.\n')
    expect(await chapterAt('1-algemene-voorzieningen')).toBe('302 plan/1-gezin-en-sociaal-netwerk')
  })
})

test('the link of a paragraph leads to its words, in the chapter where they stand now', async () => {
  const paragraphId = concept.paragraphs[1] ?? ''
  const go = () => at(paragraph, `plan/alinea/${paragraphId}`, { paragraphId })
  expect(await go()).toBe('302 plan/1-gezin-en-sociaal-netwerk#alinea-2')
  await releaseRenumbered(db, by, process, AFTER_POST)
  expect(await go()).toBe('302 plan/3-algemene-voorzieningen#alinea-4')
})

describe('the link of a row of a table', { timeout: 120_000 }, () => {
  const words = 'Tweede alinea over algemene voorzieningen, met wat wij doen en wie dat doet.'
  const [raise, poor, debts] = ['| Opvoeden | CJG |', '| Minimavoorzieningen | webwinkel |', '| Schulden | GKB Assen |']
  const table = (...rows: string[]) => ['| Doel | Wie |', '| --- | --- |', ...rows].join('\n')

  async function rowsNow(): Promise<string[]> {
    const plan = await currentPlan(db, process)
    if (!plan) throw new Error('no plan')
    return (await planParagraphs(db, plan)).flatMap(({ rows }) => rows ?? [])
  }

  test('leads to where it stands now, also in another chapter, and says that it is gone', async () => {
    await release(`# Algemene voorzieningen\n\n${words}\n\n${table(raise, poor, debts)}\n`)
    const [one = '', two = '', three = ''] = await rowsNow()
    expect(await rowAt(two)).toBe(`302 plan/1-algemene-voorzieningen#rij-${two.slice(-12)}`)
    await release(
      `# Inleiding\n\nWaarom er een plan is voor iedereen.\n\n# Algemene voorzieningen\n\n${words}\n\n# Geld\n\n${table(debts, raise)}\n`,
    )
    expect(await rowsNow()).toEqual([three, one])
    expect(await rowAt(three)).toBe(`302 plan/3-geld#rij-${three.slice(-12)}`)
    expect(await rowAt(two)).toMatchObject({
      ...{ text: 'Minimavoorzieningen\twebwinkel', section: '1 Algemene voorzieningen' },
      tables: [{ section: '3 Geld', href: expect.stringMatching(/plan\/3-geld#alinea-\d+$/) }],
    })
    await release(`# Algemene voorzieningen\n\n${words}\n`)
    expect(await rowAt(one)).toMatchObject({ text: 'Opvoeden\tCJG', section: '3 Geld', tables: [] })
  })

  test('is not there for a row of a version that nobody reads yet, of another process or of nothing', async () => {
    await takeIn(`# Algemene voorzieningen\n\n${words}\n\n${table(raise)}\n`)
    const draft = await db
      .selectFrom('tableRow')
      .innerJoin('paragraph', 'paragraph.id', 'tableRow.paragraphId')
      .innerJoin('planVersion', 'planVersion.id', 'paragraph.planVersionId')
      .where('planVersion.processId', '=', process.id)
      .select('tableRow.id')
      .executeTakeFirstOrThrow()
    for (const id of [draft.id, uuid(), 'geen-id']) expect(await rowAt(id), id).toBe(NOT_THERE)
    await releaseIt()
    expect(await rowAt(draft.id)).toMatch(/^302 /)
    const municipality = { id: process.municipalityId }
    process = await aProcess(db, municipality)
    await aPlan(db, process)
    expect(await rowAt(draft.id)).toBe(NOT_THERE)
  })
})
