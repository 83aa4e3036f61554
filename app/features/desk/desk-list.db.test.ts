import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { changeWork, type WorkChange } from '#app/features/points/change-work.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { compactTallies } from '#app/features/points/compact-tallies.server.ts'
import { chosenPoints, foundPoints } from './chosen-points.server.ts'
import { allPoints, deskFilterFrom, ME, NONE, type DeskFilter } from './desk-filter.ts'
import { deskPage, neighboursIn } from './desk-list.server.ts'
import { keepView, removeView, renameView, viewsFor } from './desk-views.server.ts'
import { facetCounts } from './facet-counts.server.ts'
import { countInWords, facetsView } from './facets-view.server.ts'
import { foundWords, shortened } from './found-words.server.ts'
import { tallies } from './tally.server.ts'
import { workbenchView } from './workbench-view.server.ts'

const { db } = await testDatabase()
const words = [
  'De bus rijdt niet.',
  'Het veld is nat.',
  'Respijtzorg ontbreekt.',
  'Meer lampen bij de bus.',
  'Een bank.',
  'Stil.',
]
let by: Actor
let colleague: Actor
let process: Process
let theme: string
let ids: string[]
let looking: { accountId: string; today: string }

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  colleague = await anActor(db, municipality, { innerRoles: ['processor'] })
  looking = { accountId: by.id, today: '2016-11-10' }
  process = await processBySlug(db, by.municipalityId, (await aProcess(db, municipality)).slug)
  theme = (await addTheme(db, by, { process, name: 'Vervoer' }, NOW)).id
  ids = []
  for (const [at, summary] of words.entries()) {
    const { id: contributionId, contributorId } = await aContribution(db, process, { name: `Inwoner ${at}` })
    await sql`update contributor set number = ${at + 1} where id = ${contributorId}`.execute(db)
    ids.push((await markPoint(db, by, { process, contributionId, summary }, NOW)).id)
  }
  await change([0, 3], { themeId: theme })
  await change([1], { assigneeId: by.id, dueOn: '2016-11-01' })
  await change([2], { assigneeId: colleague.id, dueOn: '2016-12-01' })
  await sql`update point set number = 1 where id = ${ids[4] ?? ''}`.execute(db)
  await sql`update point_work set return_id = ${uuid()} where point_id = ${ids[5] ?? ''}`.execute(db)
  await answerPoints(
    db,
    by,
    { process, pointIds: [ids[3] ?? ''], disposition: 'adopted', reply: 'Er komt respijt.' },
    NOW,
  )
})

const change = (points: number[], given: WorkChange) =>
  inTransaction(db, (trx) =>
    changeWork(trx, process, { eventId: uuid(), points: points.map((at) => ids[at] ?? ''), change: given }, NOW),
  )
const filter = (query: string) => deskFilterFrom(new URLSearchParams(query))
const at = (found: readonly { id: string }[]) => found.map(({ id }) => ids.indexOf(id))
const list = async (asked: DeskFilter) => at((await deskPage(db, process, asked, looking)).rows)

describe('the list of points', () => {
  test.each([
    ['', [0, 1, 2, 3, 4, 5]],
    ['sorteer=nieuwste', [5, 4, 3, 2, 1, 0]],
    ['sorteer=termijn', [1, 2, 0, 3, 4, 5]],
    ['behandelaar=ik', [1]],
    ['behandelaar=niemand', [0, 3, 4, 5]],
    ['behandelaar=niemand&behandelaar=ik&sorteer=termijn', [1, 0, 3, 4, 5]],
    ['let-op=te-laat', [1]],
    ['besluit=overgenomen', [3]],
    ['besluit=open&thema=geen', [1, 2, 4, 5]],
    ['stand=beantwoord', [3]],
    ['stand=openbaar', []],
    ['kanaal=e-mail', []],
    ['zoek=bus', [0, 3]],
    ['zoek=bussen', []],
    ['zoek=respijt', [2, 3]],
    ['zoek=bus+-lampen', [0]],
    ['zoek=bank+OF+stil', [4, 5]],
    ['zoek=---', []],
    ['zoek="veld+is"', [1]],
    ['zoek=bus&besluit=open', [0]],
    ['zoek=4', [3]],
    ['zoek=5.1', [4]],
    ['zoek=INWONER', [0, 1, 2, 3, 4, 5]],
    ['zoek=inwoner+bus', [0, 3]],
    ['zoek=respijt+inwoner', [2, 3]],
    ['zoek=inwoner+zwembad', []],
    ['zoek=de+inwoner+bus', [0, 3]],
    ['zoek=de+bus', [0, 3]],
    ['zoek=de+het', []],
    ['zoek="inwoner+3"+respijt+OF+stil', [3, 5]],
    ['zoek=inwoner+-bus', [1, 2, 4, 5]],
    ['zoek=inwoner+-respijt', [0, 1, 4, 5]],
    ['zoek=-bus', [1, 2, 4, 5]],
    ['zoek="inwoner+2"', [2]],
    ['zoek=inwoner&besluit=overgenomen', [3]],
    ['let-op=teruggestuurd', [5]],
    ['let-op=teruggestuurd&let-op=te-laat', [1, 5]],
    ['zoek=9.1', []],
  ])('%s', async (query, expected) => {
    expect(await list(filter(query))).toEqual(expected)
    const { rows } = await sql<{ pointId: string }>`${chosenPoints(process, filter(query), looking)}`.execute(db)
    expect(rows.map(({ pointId }) => ids.indexOf(pointId)).sort()).toEqual([...expected].sort())
  })

  test('finds nothing by signs alone, also in a list too long to walk along', async () => {
    const found = foundPoints(process, filter('zoek=%22%3A*---')) ?? sql``
    expect((await sql`select found.id from (${found}) as found`.execute(db)).rows).toEqual([])
  })

  test('by theme', async () => {
    expect(await list({ ...allPoints, theme: [theme] })).toEqual([0, 3])
    expect(await list({ ...allPoints, theme: [theme, NONE], assignee: [ME] })).toEqual([1])
  })

  test('goes on from a point, and stands around one', async () => {
    const page = await deskPage(db, process, allPoints, looking, { from: ids[2] ?? null, limit: 2 })
    expect(at(page.rows)).toEqual([2, 3])
    expect([page.earlierFrom, page.hasLater]).toEqual([ids[0], true])
    const around = await deskPage(db, process, allPoints, looking, { around: ids[5] ?? null })
    expect(at(around.rows)).toEqual([0, 1, 2, 3, 4, 5])
    expect([around.earlierFrom, around.hasLater]).toEqual([null, false])
    const nowhere = await deskPage(db, process, allPoints, looking, { from: 'geen-id' })
    expect(at(nowhere.rows)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('has a previous and a next in the filter, also of a point that does not fit it', async () => {
    const next = async (query: string, from: number) => {
      const found = await neighboursIn(db, process, filter(query), looking, ids[from] ?? '')
      return [found.previous, found.next].map((id) => (id === null ? null : ids.indexOf(id)))
    }
    expect(await next('', 2)).toEqual([1, 3])
    expect(await next('besluit=open', 3)).toEqual([2, 4])
    expect(await next('zoek=bus', 1)).toEqual([0, 3])
    expect(await next('sorteer=nieuwste', 0)).toEqual([1, null])
  })
})

describe('counts', () => {
  const counted = async (query: string) => {
    const { total, counts } = await facetCounts(db, process, filter(query), looking)
    return { total, of: (facet: Parameters<typeof counts.get>[0]) => Object.fromEntries(counts.get(facet) ?? []) }
  }

  test('without a filter are those of all points, kept while points change', async () => {
    const { total, of } = await counted('')
    expect(total).toBe(6)
    expect(of('theme')).toEqual({ [theme]: 2, none: 4 })
    expect(of('assignee')).toEqual({ [by.id]: 1, [colleague.id]: 1, none: 4 })
    expect(of('disposition')).toEqual({ adopted: 1, none: 5 })
    expect(of('attention')).toMatchObject({ overdue: 1, returned: 1 })
  })

  test('of a facet leave that facet itself out, so that more can be chosen', async () => {
    const { total, of } = await counted(`thema=${theme}&besluit=open`)
    expect(total).toBe(1)
    expect(of('theme')).toEqual({ [theme]: 1, none: 4 })
    expect(of('disposition')).toEqual({ adopted: 1, none: 1 })
    expect(of('assignee')).toEqual({ none: 1 })
    expect((await counted('zoek=bus')).of('disposition')).toEqual({ adopted: 1, none: 1 })
  })

  test('that are kept are said as they are, those of a filter up to ten thousand', async () => {
    expect([countInWords(10_000, false), countInWords(10_001, false)]).toEqual(['10.000', 'meer dan 10.000'])
    await sql`
      update point_tally set points = points + 164994
      where ctid = (select ctid from point_tally where process_id = ${process.id} limit 1)`.execute(db)
    const found = async (query: string) => (await facetsView(db, process, filter(query), looking)).found
    expect([await found(''), await found(`thema=${theme}`)]).toEqual(['165.000', '2'])
    await sql`update point_tally set points = points - 164994 where points > 100000`.execute(db)
  })

  test('stay the same when their rows are added up, and nobody who changes points waits for that', async () => {
    const before = await tallies(db, process)
    for (let n = 0; n < 110; n++) await change([4], { chapter: String(n % 2) })
    await change([4], { chapter: null })
    const rows = async () =>
      (await sql<{ count: number }>`select count(*)::int as count from point_tally`.execute(db)).rows[0]?.count ?? 0
    expect(await rows()).toBeGreaterThan(200)
    await inTransaction(db, async (trx) => {
      // Uncommitted changes keep nobody from adding up, and are not lost.
      await changeWork(trx, process, { eventId: uuid(), points: [ids[5] ?? ''], change: { themeId: theme } }, NOW)
      await compactTallies(db)
    })
    expect(await rows()).toBeLessThan(20)
    const after = await tallies(db, process)
    expect(after.total).toBe(before.total)
    expect(after.counts.get('chapter')).toEqual(before.counts.get('chapter'))
    expect(after.counts.get('theme')?.get(theme)).toBe(3)
  })
})

test('what was found is marked as it was found, and a row begins near it', async () => {
  const [pieces = []] = await foundWords(db, 'lopen', ['Wij lopen langs de weg en een kind liep mee.'])
  expect(pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toContain('lopen')
  const long = `${'woord '.repeat(100)}respijtzorg helpt.`
  const [marked = []] = await foundWords(db, 'respijt', [long])
  expect(
    shortened(marked)
      .map(({ text }) => text)
      .join(''),
  ).toMatch(/^… .*respijtzorg helpt\.$/)
  expect(await foundWords(db, '12.3', ['Regel 12.3'])).toEqual([[{ text: 'Regel 12.3', isHit: false }]])
})

describe('the workbench', () => {
  const open = (query: string, openId: number | null, from: number | null = null, now = NOW) =>
    workbenchView(db, process, {
      ...{ actor: by, filter: filter(query), by: looking },
      shown: {
        openId: openId === null ? null : (ids[openId] ?? ''),
        from: from === null ? null : (ids[from] ?? ''),
        limit: 0,
      },
      now,
    })

  test('shows tabs with counts, what is late and who has it', async () => {
    const view = await open('', null)
    expect(view.tabs.map(({ label, count }) => `${label} ${count}`).slice(0, 3)).toEqual([
      'Van mij 1',
      'Niemand 4',
      'Te laat 1',
    ])
    expect(view.tabs.find(({ isCurrent }) => isCurrent)?.label).toBe('Alle')
    expect(view.rows.map(({ daysLate }) => daysLate)).toEqual([0, 9, 0, 0, 0, 0])
    expect(view.rows.map(({ isMine }) => isMine)).toEqual([false, true, false, false, false, false])
    expect(view.rows[2]?.assignee).not.toBeNull()
    expect(view.rows[0]?.number).toMatch(/^1\./)
  })

  test('marks what came in since one last looked, until one opens it', async () => {
    const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
    const fresh = async (minutes: number, openId: number | null = null) =>
      at((await open('', openId, null, later(minutes))).rows.filter(({ isNew }) => isNew))
    await sql`delete from desk_visit`.execute(db)
    expect(await fresh(0)).toEqual([])
    await sql`update point set created_at = ${later(60)}, created_by = ${colleague.id} where id = any(${[ids[1], ids[4]]}::uuid[])`.execute(
      db,
    )
    await sql`update point set created_at = ${later(60)} where id = ${ids[2] ?? ''}`.execute(db)
    // Made by oneself is not new, and neither is anything while one goes on working.
    expect(await fresh(90)).toEqual([1, 4])
    expect(await fresh(92, 1)).toEqual([4])
    expect(await fresh(110)).toEqual([4])
    expect(await fresh(300)).toEqual([])
  })

  test('marks what was found in a name', async () => {
    const { rows } = await open('zoek=inwoner', null)
    expect(rows[0]?.namePieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['Inwoner'])
    expect((await open('zoek=bus', null)).rows[0]?.namePieces).toEqual([{ text: 'Inwoner 0', isHit: false }])
    const [both] = (await open('zoek=inwoner+bus+-respijt', null)).rows
    const hits = [...(both?.namePieces ?? []), ...(both?.pieces ?? [])].filter(({ isHit }) => isHit)
    expect(hits.map(({ text }) => text.toLowerCase())).toEqual(['inwoner', 'bus'])
  })

  test('stays where it was when the point that is open fits no longer', async () => {
    expect(at((await open('besluit=open', 3, 1)).rows)).toEqual([1, 2, 4, 5])
    expect(at((await open('besluit=open', 0, 4)).rows)).toEqual([0, 1, 2, 4, 5])
  })

  test('names what the filter narrows, with the way to take it off', async () => {
    const { chips } = await open(`thema=${theme}&behandelaar=niemand`, null)
    expect(chips.map(({ label, without }) => [label, without])).toEqual([
      ['Vervoer', 'behandelaar=niemand'],
      ['Niet toegewezen', `thema=${theme}`],
    ])
  })
})

describe('views', () => {
  const keep = (who: Actor, name: string, query: string, isShared = false) =>
    keepView(db, who, { process, name, query, isShared }, NOW)
  const refusalOf = (sent: Promise<unknown>) =>
    sent.then(
      () => expect.fail('This was kept.'),
      (error: unknown) => (error instanceof Refused ? error.code : expect.fail(String(error))),
    )

  test('are of who keeps them, or of everyone when someone may share them', async () => {
    const { id } = await keep(colleague, ' Mijn  bussen ', `zoek=bus&pagina=3&thema=${theme}`)
    expect(await viewsFor(db, process, colleague.id)).toEqual([
      { id, name: 'Mijn bussen', query: `thema=${theme}&zoek=bus`, isShared: false, isOwn: true },
    ])
    expect(await viewsFor(db, process, by.id)).toEqual([])
    expect(await refusalOf(keep(colleague, 'Voor allen', 'zoek=bus', true))).toBe('mayNotShare')
    const shared = await keep(by, 'Voor allen', 'zoek=bus', true)
    expect((await viewsFor(db, process, colleague.id)).map(({ name }) => name)).toEqual(['Voor allen', 'Mijn bussen'])
    await expect(removeView(db, colleague, { process, viewId: shared.id }, NOW)).rejects.toThrow(NotFound)
    await expect(renameView(db, by, { process, viewId: id, name: 'Weg' }, NOW)).rejects.toThrow(NotFound)
  })

  test('have no more filters than an address can hold, and say so at the name', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => `thema=00000000-0000-4000-8000-${String(n).padStart(12, '0')}`).join('&')
    const sent = keep(colleague, 'Alles', many(50))
    await expect(sent).rejects.toMatchObject({ code: 'tooLong', field: 'name' })
    const { id, query } = await keep(colleague, 'Veel', many(40))
    expect(query).toBe(many(40))
    await removeView(db, colleague, { process, viewId: id }, NOW)
  })

  test('have a name that no other has, and are renamed and removed', async () => {
    const { id } = await keep(by, 'Open', 'besluit=open')
    expect(await refusalOf(keep(by, 'open', 'besluit=open'))).toBe('nameTaken')
    await renameView(db, by, { process, viewId: id, name: 'Nog te doen' }, NOW)
    await renameView(db, by, { process, viewId: id, name: 'Nog te doen' }, NOW)
    expect((await viewsFor(db, process, by.id)).map(({ name }) => name)).toContain('Nog te doen')
    await removeView(db, by, { process, viewId: id }, NOW)
    expect((await viewsFor(db, process, by.id)).map(({ name }) => name)).not.toContain('Nog te doen')
    for (let n = 0; n < 20; n++) await keep(by, `Weergave ${n}`, 'besluit=open')
    expect(await refusalOf(keep(by, 'Nog een', ''))).toBe('tooMany')
  })
})
