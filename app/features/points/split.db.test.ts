import { beforeAll, describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { changePoint } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { finishSplit, reopenSplit } from './finish-split.server.ts'
import { markNonPoint, unmarkNonPoint } from './mark-non-point.server.ts'
import { markPoint } from './mark-point.server.ts'
import { addTheme } from './add-theme.server.ts'

const { db } = await testDatabase()
let by: Actor
let stranger: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
  stranger = await anActor(db, await aMunicipality(db))
})

const text = 'Beste gemeente 😀,\r\nDe bus rijdt niet. Dat is lastig. Het veld is nat.\r\nBedankt.'
const find = (words: string, within = text) => ({
  start: within.indexOf(words),
  end: within.indexOf(words) + words.length,
})
const mark = (contributionId: string, given: Omit<Parameters<typeof markPoint>[2], 'process' | 'contributionId'>) =>
  markPoint(db, by, { process, contributionId, ...given }, NOW)

async function stored(contributionId: string) {
  const points = await db
    .selectFrom('point')
    .selectAll()
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .orderBy('id')
    .execute()
  const nonPoints = await db
    .selectFrom('nonPoint')
    .selectAll()
    .where('contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
  return {
    points: points.map(({ number, quoteStart, quoteEnd, summary }) => ({
      number,
      words: quoteStart === null || quoteEnd === null ? summary : text.slice(quoteStart, quoteEnd),
    })),
    nonPoints: nonPoints.map(({ quoteStart, quoteEnd }) => text.slice(quoteStart, quoteEnd)),
  }
}

const events = (act: string, subjectId: string) =>
  db.selectFrom('event').select('detail').where('act', '=', act).where('subjectId', '=', subjectId).execute()

describe('marking a point', () => {
  test('keeps the exact words after an emoji, without the white space around them, and no number yet', async () => {
    const { id } = await aContribution(db, process, { text })
    const first = await mark(id, { range: find('De bus rijdt niet. ') })
    await mark(id, { range: find('Het veld is nat.\r\n') })
    await mark(id, { summary: ' Meer bankjes ' })
    expect((await stored(id)).points).toEqual([
      { number: null, words: 'De bus rijdt niet.' },
      { number: null, words: 'Het veld is nat.' },
      { number: null, words: 'Meer bankjes' },
    ])
    expect(await events('markPoint', first.id)).toHaveLength(1)
  })

  test('in own words twice, as a form that was sent twice, gives one point', async () => {
    const { id } = await aContribution(db, process, { text })
    const [first, again] = await Promise.all([
      mark(id, { summary: 'Meer bankjes' }),
      mark(id, { summary: 'Meer bankjes ' }),
    ])
    expect(again).toEqual(first)
    expect((await stored(id)).points).toEqual([{ number: null, words: 'Meer bankjes' }])
  })

  test('is refused over words of another point, which it names', async () => {
    const { id } = await aContribution(db, process, { text })
    await mark(id, { range: find('De bus rijdt niet.') })
    const refused = mark(id, { range: find('niet. Dat is lastig.') })
    await expect(refused).rejects.toThrow(/hoort al bij punt \d+\.1/)
    await expect(refused).rejects.toMatchObject({ code: 'overlaps', field: 'range' })
    expect((await stored(id)).points).toHaveLength(1)
  })

  test.each([
    ['outside the text', { start: 0, end: 1000 }],
    ['through an emoji', { start: 0, end: text.indexOf('😀') + 1 }],
    ['of white space', find('\r\n')],
    ['backwards', { start: 9, end: 3 }],
  ])('is refused for a piece %s', async (_, range) => {
    const { id } = await aContribution(db, process, { text })
    await expect(mark(id, { range })).rejects.toThrow(Refused)
    expect((await stored(id)).points).toEqual([])
  })

  test('is refused without words or a summary', async () => {
    const { id } = await aContribution(db, process, { text })
    await expect(mark(id, { summary: '  ' })).rejects.toMatchObject({ field: 'summary' })
  })

  test('takes what was called no point, and leaves the rest of it', async () => {
    const { id } = await aContribution(db, process, { text })
    await markNonPoint(
      db,
      by,
      { process, contributionId: id, ranges: [find('De bus rijdt niet. Dat is lastig. Het veld is nat.')] },
      NOW,
    )
    await mark(id, { range: find('Dat is lastig.') })
    expect(await stored(id)).toEqual({
      points: [{ number: null, words: 'Dat is lastig.' }],
      nonPoints: ['De bus rijdt niet.', 'Het veld is nat.'],
    })
  })

  test('by two colleagues at once never takes the same words twice', async () => {
    const { id } = await aContribution(db, process, { text })
    const outcomes = await Promise.allSettled([
      ...['De bus rijdt niet.', 'Dat is lastig.', 'Het veld is nat.'].map((words) => mark(id, { range: find(words) })),
      ...Array.from({ length: 4 }, () => mark(id, { range: find('Bedankt.') })),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect((await stored(id)).points.map(({ words }) => words)).toEqual([
      ...['De bus rijdt niet.', 'Dat is lastig.', 'Het veld is nat.', 'Bedankt.'],
    ])
  })

  test('is not for another municipality, process or role, nor for words that are no id', async () => {
    const { id } = await aContribution(db, process, { text })
    const other = await aProcess(db, { id: process.municipalityId })
    const range = find('Bedankt.')
    await expect(markPoint(db, stranger, { process, contributionId: id, range }, NOW)).rejects.toThrow(NotFound)
    await expect(markPoint(db, by, { process: other, contributionId: id, range }, NOW)).rejects.toThrow(NotFound)
    await expect(mark('x', { range })).rejects.toThrow(NotFound)
    await expect(markPoint(db, { ...by, innerRoles: [] }, { process, contributionId: id, range }, NOW)).rejects.toThrow(
      NotAllowed,
    )
    await expect(
      markPoint(db, { ...by, roles: ['partnerMember'] }, { process, contributionId: id, range }, NOW),
    ).rejects.toThrow(NotAllowed)
    const theme = await addTheme(db, by, { process: other, name: 'Van een ander' }, NOW)
    await expect(mark(id, { range, themeId: theme.id })).rejects.toThrow(NotFound)
    expect((await stored(id)).points).toEqual([])
  })

  test('is refused in a process that was withdrawn', async () => {
    const withdrawn = await aProcess(db, { id: process.municipalityId })
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', withdrawn.id).execute()
    const { id } = await aContribution(db, withdrawn, { text })
    await expect(
      markPoint(db, by, { process: withdrawn, contributionId: id, range: find('Bedankt.') }, NOW),
    ).rejects.toMatchObject({ code: 'withdrawn', message: expect.stringContaining('ingetrokken') })
  })

  test('is refused once the answers are public', async () => {
    const answered = await aProcess(db, { id: process.municipalityId })
    const { id } = await aContribution(db, answered, { text })
    await makePublic(db, answered)
    await expect(
      markPoint(db, by, { process: answered, contributionId: id, range: find('Bedankt.') }, NOW),
    ).rejects.toThrow(/openbaar/)
  })
})

describe('a point', () => {
  test('changes its words, summary and theme, and keeps what was not given', async () => {
    const { id } = await aContribution(db, process, { text })
    const point = await mark(id, { range: find('De bus'), summary: 'Bus' })
    const { id: themeId } = await addTheme(db, by, { process, name: 'Mobiliteit' }, NOW)
    await changePoint(db, by, { process, pointId: point.id, themeId }, NOW)
    await changePoint(db, by, { process, pointId: point.id, range: find('De bus rijdt niet.') }, NOW)
    const row = await db
      .selectFrom('point')
      .innerJoin('pointWork', 'pointWork.pointId', 'point.id')
      .selectAll()
      .where('id', '=', point.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      summary: 'Bus',
      themeId,
      quoteStart: text.indexOf('De bus'),
      quoteEnd: text.indexOf('niet.') + 5,
    })
    await expect(changePoint(db, by, { process, pointId: point.id, range: null, summary: '' }, NOW)).rejects.toThrow(
      Refused,
    )
    await expect(changePoint(db, stranger, { process, pointId: point.id, summary: 'x' }, NOW)).rejects.toThrow(NotFound)
  })
})

describe('what is no point', () => {
  test('is kept once, however often it is said, and can be opened again', async () => {
    const { id } = await aContribution(db, process, { text })
    const all = { process, contributionId: id, ranges: [find('Beste gemeente 😀,'), find('Bedankt.')] }
    await markNonPoint(db, by, all, NOW)
    await markNonPoint(db, by, all, NOW)
    expect((await stored(id)).nonPoints).toEqual(['Beste gemeente 😀,', 'Bedankt.'])
    await unmarkNonPoint(db, by, { ...all, ranges: [find('Bedankt.')] }, NOW)
    expect((await stored(id)).nonPoints).toEqual(['Beste gemeente 😀,'])
  })

  test('is refused over a point and for another municipality', async () => {
    const { id } = await aContribution(db, process, { text })
    await mark(id, { range: find('De bus') })
    await expect(
      markNonPoint(db, by, { process, contributionId: id, ranges: [find('De bus rijdt niet.')] }, NOW),
    ).rejects.toThrow(/punt 1/)
    await expect(
      markNonPoint(db, stranger, { process, contributionId: id, ranges: [find('Bedankt.')] }, NOW),
    ).rejects.toThrow(NotFound)
    expect((await stored(id)).nonPoints).toEqual([])
  })
})

describe('the splitting', () => {
  test('is not done without a point, warns of open sentences, and is done once', async () => {
    const { id } = await aContribution(db, process, { text })
    const finish = (despiteOpen = false) => finishSplit(db, by, { process, contributionId: id, despiteOpen }, NOW)
    await expect(finish(true)).rejects.toThrow(/nog geen punt/)
    await mark(id, { range: find('De bus rijdt niet.') })
    await expect(finish()).rejects.toMatchObject({ code: 'sentencesOpen', field: 'despiteOpen', facts: { open: 4 } })
    expect(await finish(true)).toEqual({ open: 4 })
    await finish(true)
    expect(await events('finishSplit', id)).toHaveLength(1)
  })

  test('is fixed when done: words stay, a summary can still change, and it can be opened again', async () => {
    const { id } = await aContribution(db, process, { text })
    const point = await mark(id, { range: find('De bus rijdt niet.') })
    await finishSplit(db, by, { process, contributionId: id, despiteOpen: true }, NOW)
    await expect(mark(id, { range: find('Bedankt.') })).rejects.toThrow(/Heropen/)
    await changePoint(db, by, { process, pointId: point.id, summary: 'Bus op zondag' }, NOW)
    await reopenSplit(db, by, { process, contributionId: id }, NOW)
    expect((await mark(id, { range: find('Bedankt.') })).range).toEqual(find('Bedankt.'))
  })
})
