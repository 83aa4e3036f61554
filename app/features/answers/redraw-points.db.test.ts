import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { changeWork } from '#app/features/points/change-work.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markNonPoint } from '#app/features/points/mark-non-point.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { skipSuggestion, takeSuggestion } from '#app/features/points/take-suggestion.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { v7 as uuid } from 'uuid'
import { answerPoints } from './answer-points.server.ts'
import { joinToPoint, splitPoint, takeOutOfPoint } from './redraw-points.server.ts'
import { removePoint } from './remove-point.server.ts'
import { shareAnswer } from './share-answer.server.ts'
import { undoSplitAct } from './undo-split-act.server.ts'

const { db } = await testDatabase()
let by: Actor
let colleague: Actor
let process: Awaited<ReturnType<typeof aProcess>>
let themeId: string
let contributionId: string

const text = 'Beste gemeente 😀,\r\nDe bus rijdt niet. Dat is lastig. Het veld is nat. Er is geen licht.\r\nBedankt.'
const find = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  colleague = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
  themeId = (await addTheme(db, by, { process, name: 'Vervoer' }, NOW)).id
})

beforeEach(async () => {
  contributionId = (await aContribution(db, process, { text })).id
})

const mark = (words: string, more: { summary?: string; themeId?: string } = {}) =>
  markPoint(db, by, { process, contributionId, range: find(words), ...more }, NOW)
const answer = (pointIds: string[], reply: string) =>
  answerPoints(db, by, { process, pointIds, disposition: 'noted', reply }, NOW)
const split = (words: string) => splitPoint(db, by, { process, contributionId, range: find(words) }, NOW)
const join = (words: string, more: { to?: 'previous' | 'next'; keepAnswerOf?: string } = {}) =>
  joinToPoint(db, by, { process, contributionId, range: find(words), ...more }, NOW)
const undo = (who: Actor = by) => undoSplitAct(db, who, { process, contributionId }, NOW)

/** The points of the contribution in the order of the text, with what hangs on them. */
async function points() {
  const rows = await db
    .selectFrom('point')
    .innerJoin('pointWork', (on) =>
      on.onRef('pointWork.municipalityId', '=', 'point.municipalityId').onRef('pointWork.pointId', '=', 'point.id'),
    )
    .leftJoin('answerPoint', (on) =>
      on.onRef('answerPoint.municipalityId', '=', 'point.municipalityId').onRef('answerPoint.pointId', '=', 'point.id'),
    )
    .leftJoin('answer', (on) =>
      on
        .onRef('answer.municipalityId', '=', 'answerPoint.municipalityId')
        .onRef('answer.id', '=', 'answerPoint.answerId'),
    )
    .select([
      'point.id',
      'point.number',
      'quoteStart',
      'quoteEnd',
      'summary',
      'themeId',
      'assigneeId',
      'step',
      'reply',
      'changedSinceAnswer',
      'isReleased',
    ])
    .where('point.contributionId', '=', contributionId)
    .orderBy('quoteStart')
    .execute()
  return rows.map(({ quoteStart, quoteEnd, ...row }) => ({
    ...row,
    words: quoteStart === null || quoteEnd === null ? row.summary : text.slice(quoteStart, quoteEnd),
  }))
}
const words = async () => (await points()).map((point) => point.words)
const origins = (pointId: string) =>
  db.selectFrom('pointOrigin').select(['fromPointId', 'how']).where('pointId', '=', pointId).execute()
const nonPoints = async () =>
  (
    await db
      .selectFrom('nonPoint')
      .selectAll()
      .where('contributionId', '=', contributionId)
      .orderBy('quoteStart')
      .execute()
  ).map(({ quoteStart, quoteEnd }) => text.slice(quoteStart, quoteEnd))
const undone = (subjectId: string) =>
  db.selectFrom('event').select('detail').where('act', '=', 'undoSplitAct').where('subjectId', '=', subjectId).execute()

describe('who gave an answer to a point', () => {
  test('is who shared it, who splits the point, and who joins another one to it; undoing gives back who it was', async () => {
    const [one, two] = [await mark('De bus rijdt niet. Dat is lastig.'), await mark('Het veld is nat.')]
    const { id: answerId } = await answer([two.id], 'Wij vragen het de vervoerder.')
    await shareAnswer(db, colleague, { process, pointId: one.id, answerId }, NOW)
    const givers = async () => {
      const given = await db.selectFrom('pointWork').select(['pointId', 'givenBy']).execute()
      return (await points()).map(({ id }) => given.find(({ pointId }) => pointId === id)?.givenBy)
    }
    expect(await givers()).toEqual([colleague.id, null])
    await split('Dat is lastig.')
    expect(await givers()).toEqual([colleague.id, by.id, null])
    await undo()
    expect(await givers()).toEqual([colleague.id, null])
    await removePoint(db, by, { process, pointId: one.id, confirmed: true }, NOW)
    await undo()
    expect(await givers()).toEqual([colleague.id, null])
  })

  test('is nobody where an act was kept before that was known: it can still be undone', async () => {
    const { id } = await mark('De bus rijdt niet. Dat is lastig.')
    await answer([id], 'Wij vragen het de vervoerder.')
    await split('Dat is lastig.')
    await db.updateTable('answerPoint').set({ givenBy: null }).where('processId', '=', process.id).execute()
    // What the act kept, without a word of who gave the answers.
    for (const part of ['before', 'after'])
      await sql`
        update split_act set ${sql.ref(part)} = jsonb_set(${sql.ref(part)}, '{links}', (
          select jsonb_agg(link - 'givenBy') from jsonb_array_elements(${sql.ref(part)} -> 'links') as link))
        where contribution_id = ${contributionId} and ${sql.ref(part)} ? 'links'`.execute(db)
    const { rows } = await sql<{ kept: string }>`
      select before::text || after::text as kept from split_act where contribution_id = ${contributionId}`.execute(db)
    expect(rows.some(({ kept }) => kept.includes('givenBy'))).toBe(false)
    await undo()
    expect(await points()).toHaveLength(1)
  })

  test('is who joins an answered point to one without an answer', async () => {
    await mark('De bus rijdt niet.')
    const { id } = await mark('Dat is lastig.')
    await answer([id], 'Wij vragen het de vervoerder.')
    await joinToPoint(db, by, { process, contributionId, pointId: id }, NOW)
    const given = await db
      .selectFrom('pointWork')
      .select('givenBy')
      .where(
        'pointId',
        'in',
        (await points()).map((point) => point.id),
      )
      .execute()
    expect(given).toEqual([{ givenBy: by.id }])
  })
})

describe('a point that is split in two', () => {
  test('leaves its theme, answer, assignee and step to both, though it was answered and the splitting was done', async () => {
    const { id } = await mark('De bus rijdt niet. Dat is lastig.', { themeId })
    await db
      .transaction()
      .execute((trx) =>
        changeWork(trx, process, { eventId: uuid(), points: [id], change: { assigneeId: colleague.id, step: 2 } }, NOW),
      )
    await answer([id], 'Wij vragen het de vervoerder.')
    await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
    await db
      .transaction()
      .execute((trx) => changeWork(trx, process, { eventId: uuid(), points: [id], change: { isReleased: true } }, NOW))
    const { id: fresh } = await split('Dat is lastig.')
    const hung = {
      themeId,
      assigneeId: colleague.id,
      step: 2,
      reply: 'Wij vragen het de vervoerder.',
      changedSinceAnswer: true,
      // Who released it saw other words.
      isReleased: false,
    }
    expect(await points()).toMatchObject([
      { id, words: 'De bus rijdt niet.', ...hung },
      { id: fresh, words: 'Dat is lastig.', ...hung },
    ])
    expect(await origins(fresh ?? '')).toEqual([{ fromPointId: id, how: 'split' }])
    const history = await db
      .selectFrom('pointHistory')
      .select('field')
      .where('pointId', '=', fresh ?? '')
      .execute()
    expect(history.map(({ field }) => field).sort()).toEqual(['assignee', 'step', 'theme'])
  })

  test('keeps its summary on both parts, so that words that were kept inside stay inside', async () => {
    await mark('De bus rijdt niet. Dat is lastig.', { summary: 'Vervoer schiet tekort' })
    await split('Dat is lastig.')
    expect((await points()).map(({ summary }) => summary)).toEqual(['Vervoer schiet tekort', 'Vervoer schiet tekort'])
  })

  test('is split in the middle into three, and back into one by undoing', async () => {
    const { id } = await mark('De bus rijdt niet. Dat is lastig. Het veld is nat.')
    await answer([id], 'Wij kijken ernaar.')
    await split('Dat is lastig.')
    expect(await words()).toEqual(['De bus rijdt niet.', 'Dat is lastig.', 'Het veld is nat.'])
    await undo()
    expect(await points()).toMatchObject([
      {
        ...{ id, words: 'De bus rijdt niet. Dat is lastig. Het veld is nat.', reply: 'Wij kijken ernaar.' },
        changedSinceAnswer: false,
      },
    ])
    expect(await undone(contributionId)).toEqual([{ detail: { act: 'splitPoint' } }])
  })

  test('is refused over two points, over open words and for nothing', async () => {
    await mark('De bus rijdt niet.')
    await mark('Dat is lastig.')
    for (const wrong of ['niet. Dat', 'Het veld', 'Dat is lastig.'])
      await expect(split(wrong), wrong).rejects.toMatchObject({ code: 'notInPoint' })
    await expect(
      splitPoint(db, by, { process, contributionId, range: { start: 3, end: 3 } }, NOW),
    ).rejects.toMatchObject({ code: 'noWords' })
    await expect(splitPoint(db, by, { process, contributionId }, NOW)).rejects.toMatchObject({ field: 'ranges' })
  })
})

describe('a piece that is added to a point', () => {
  test('may be open words, with what stands between, and they are no longer no point', async () => {
    await mark('De bus rijdt niet.')
    await markNonPoint(db, by, { process, contributionId, ranges: [find('Dat is lastig.')] }, NOW)
    await join('Het veld is nat.')
    expect(await words()).toEqual(['De bus rijdt niet. Dat is lastig. Het veld is nat.'])
    expect(await nonPoints()).toEqual([])
    await undo()
    expect(await words()).toEqual(['De bus rijdt niet.'])
    expect(await nonPoints()).toEqual(['Dat is lastig.'])
  })

  test('moves the boundary between two points, either way, and marks their answers to be looked at', async () => {
    const [one, two] = [await mark('De bus rijdt niet.'), await mark('Dat is lastig. Het veld is nat.')]
    await answer([two.id], 'Het veld wordt gedraineerd.')
    await join('Dat is lastig.')
    expect(await points()).toMatchObject([
      { id: one.id, words: 'De bus rijdt niet. Dat is lastig.', changedSinceAnswer: false },
      { id: two.id, words: 'Het veld is nat.', changedSinceAnswer: true, reply: 'Het veld wordt gedraineerd.' },
    ])
    await join('Dat is lastig.', { to: 'next' })
    expect(await words()).toEqual(['De bus rijdt niet.', 'Dat is lastig. Het veld is nat.'])
  })

  test('takes a whole point in with what hung on it, and gives it back when that is undone', async () => {
    const [one, two] = [
      await mark('De bus rijdt niet.'),
      await mark('Het veld is nat.', { themeId, summary: 'Nat veld' }),
    ]
    await answer([two.id], 'Het veld wordt gedraineerd.')
    await db
      .transaction()
      .execute((trx) =>
        changeWork(trx, process, { eventId: uuid(), points: [two.id], change: { assigneeId: colleague.id } }, NOW),
      )
    await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
    const before = await points()
    expect(before.map(({ number }) => number)).toEqual([1, 2])
    const done = await joinToPoint(db, by, { process, contributionId, pointId: two.id }, NOW)
    expect(done).toEqual({ id: one.id, removed: 1 })
    expect(await points()).toMatchObject([
      {
        ...{ id: one.id, words: 'De bus rijdt niet. Dat is lastig. Het veld is nat.', summary: 'Nat veld', themeId },
        ...{ assigneeId: colleague.id, reply: 'Het veld wordt gedraineerd.', changedSinceAnswer: true },
      },
    ])
    expect(await origins(one.id)).toEqual([{ fromPointId: two.id, how: 'joined' }])
    await undo()
    expect(await points()).toEqual(before)
    expect(await origins(one.id), 'nothing went up in it').toEqual([])
    const history = await db.selectFrom('pointHistory').select('field').where('pointId', '=', two.id).execute()
    expect(
      history.map(({ field }) => field),
      'its history came back with it',
    ).toContain('assignee')
  })

  test('keeps the notes and the place in the plan of what went up in it; a part that is split off has that place too', async () => {
    const [one, two] = [await mark('De bus rijdt niet.'), await mark('Dat is lastig. Het veld is nat.')]
    const { sections } = await aPlan(db, process)
    const [sectionId = ''] = sections
    const { planVersionId } = await db
      .selectFrom('section')
      .select('planVersionId')
      .where('id', '=', sectionId)
      .executeTakeFirstOrThrow()
    const of = { municipalityId: process.municipalityId, processId: process.id, pointId: two.id }
    await db
      .insertInto('pointPlace')
      .values({ ...of, planVersionId, sectionId })
      .execute()
    await db
      .insertInto('pointNote')
      .values({ ...of, id: uuid(), text: 'Bel de vervoerder.', writtenAt: NOW, writtenBy: colleague.id })
      .execute()
    const { id: part } = await split('Het veld is nat.')
    await join('Dat is lastig.')
    const placed = await db
      .selectFrom('pointPlace')
      .select('pointId')
      .where('pointId', 'in', [one.id, two.id, part ?? ''])
      .execute()
    expect(placed.map(({ pointId }) => pointId).sort()).toEqual([one.id, part].sort())
    const notes = await db.selectFrom('pointNote').select('text').where('pointId', '=', one.id).execute()
    expect(notes).toEqual([{ text: 'Bel de vervoerder.' }])

    // Undone, each has its own again.
    await undo()
    const back = await db
      .selectFrom('pointPlace')
      .select('pointId')
      .where('pointId', 'in', [one.id, two.id, part ?? ''])
      .execute()
    expect(back.map(({ pointId }) => pointId).sort()).toEqual([two.id, part].sort())
    const noted = await db.selectFrom('pointNote').select('pointId').where('text', '=', 'Bel de vervoerder.').execute()
    expect(noted).toEqual([{ pointId: two.id }])
    await join('Dat is lastig.')
    await db.deleteFrom('pointPlace').where('pointId', '=', one.id).execute()
    await expect(undo(), 'its place was changed since').rejects.toMatchObject({ code: 'changedSince' })
  })

  test('is approved again when it was, by who approves', async () => {
    const { id } = await mark('De bus rijdt niet. Dat is lastig.')
    await answer([id], 'Wij vragen het de vervoerder.')
    const { rows } = await sql<{ last: number }>`
      update point_work set step = last + 1
      from (select max(position) as last from process_step where process_id = ${process.id}) as steps
      where point_id = ${id} returning last::int`.execute(db)
    const last = rows[0]?.last ?? 0
    const steps = async () => {
      const found = await sql<{ step: number }>`
        select step from point_work join point on id = point_id where contribution_id = ${contributionId}`.execute(db)
      return found.rows.map(({ step }) => step)
    }
    await split('Dat is lastig.')
    expect(await steps()).toEqual([last, last])
    await undo()
    expect(await steps()).toEqual([last + 1])
  })

  test('asks whose answer stays when both have one; the other comes back when that is undone', async () => {
    const [one, two] = [await mark('De bus rijdt niet.'), await mark('Dat is lastig.')]
    await answer([one.id], 'Over de bus.')
    await answer([two.id], 'Over het lastige.')
    await expect(join('Dat is lastig.')).rejects.toMatchObject({
      code: 'twoAnswers',
      field: 'keepAnswerOf',
      facts: { points: [{ id: one.id }, { id: two.id }] },
    })
    await join('Dat is lastig.', { keepAnswerOf: two.id })
    expect(await points()).toMatchObject([{ id: one.id, reply: 'Over het lastige.' }])
    const replies = await db.selectFrom('answer').select('reply').where('reply', 'like', 'Over %').execute()
    expect(replies).toEqual([{ reply: 'Over het lastige.' }])
    await undo()
    expect((await points()).map(({ reply }) => reply)).toEqual(['Over de bus.', 'Over het lastige.'])
  })

  test('stands before or behind a point, not in the middle of one', async () => {
    await mark('Dat is lastig. Het veld is nat. Er is geen licht.')
    await expect(join('De bus')).rejects.toMatchObject({ code: 'noPrevious' })
    await expect(join('Bedankt.', { to: 'next' })).rejects.toMatchObject({ code: 'noNext' })
    await expect(join('Het veld is nat.')).rejects.toMatchObject({ code: 'notAtEdge' })
    await expect(
      joinToPoint(db, by, { process, contributionId, range: { start: 1, end: 1 } }, NOW),
    ).rejects.toMatchObject({ code: 'noWords' })
  })
})

describe('words that are taken out of a point', () => {
  test('are no point, and the rest stays', async () => {
    await mark('De bus rijdt niet. Dat is lastig.')
    await takeOutOfPoint(db, by, { process, contributionId, ranges: [find('Dat is lastig.')] }, NOW)
    expect(await words()).toEqual(['De bus rijdt niet.'])
    expect(await nonPoints()).toEqual(['Dat is lastig.'])
    await undo()
    expect(await words()).toEqual(['De bus rijdt niet. Dat is lastig.'])
    expect(await nonPoints()).toEqual([])
  })

  test('are never all of it', async () => {
    await mark('De bus rijdt niet.')
    await expect(
      takeOutOfPoint(db, by, { process, contributionId, ranges: [find('De bus rijdt niet.')] }, NOW),
    ).rejects.toMatchObject({ code: 'nothingLeft' })
  })
})

test('a point of what is public stands as it is', async () => {
  const answered = await aProcess(db, { id: process.municipalityId })
  const { id } = await aContribution(db, answered, { text })
  const at = { process: answered, contributionId: id }
  await markPoint(db, by, { ...at, range: find('De bus rijdt niet. Dat is lastig.') }, NOW)
  await finishSplit(db, by, { ...at, despiteOpen: true }, NOW)
  await makePublic(db, answered)
  const acts = [
    () => splitPoint(db, by, { ...at, range: find('Dat is lastig.') }, NOW),
    () => joinToPoint(db, by, { ...at, range: find('Het veld is nat.') }, NOW),
    () => takeOutOfPoint(db, by, { ...at, ranges: [find('Dat is lastig.')] }, NOW),
    () => undoSplitAct(db, by, at, NOW),
  ]
  for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'answersPublic' })
})

describe('undoing', () => {
  test('goes back act by act: a mark, a removal with its answer, all suggestions, a skip', async () => {
    const { id } = await mark('De bus rijdt niet.')
    await answer([id], 'Over de bus.')
    await removePoint(db, by, { process, pointId: id, confirmed: true }, NOW)
    await takeSuggestion(db, by, { process, contributionId }, NOW)
    expect((await nonPoints())[0]).toBe('Beste gemeente 😀,')
    await undo()
    expect([await words(), await nonPoints()]).toEqual([[], []])
    await undo()
    expect(await points()).toMatchObject([{ id, words: 'De bus rijdt niet.', reply: 'Over de bus.' }])
    await skipSuggestion(db, by, { process, contributionId }, NOW)
    await undo()
    expect(
      await db
        .selectFrom('skippedSuggestion')
        .select('quoteStart')
        .where('contributionId', '=', contributionId)
        .execute(),
    ).toEqual([])
    await expect(undo(), 'the point was answered since').rejects.toMatchObject({ code: 'changedSince' })
  })

  test('is of what one did oneself, and never takes away what a colleague did since', async () => {
    await mark('De bus rijdt niet.')
    await expect(undo(colleague)).rejects.toMatchObject({ code: 'nothingToUndo' })
    await joinToPoint(db, colleague, { process, contributionId, ranges: [find('Dat is lastig.')] }, NOW)
    await expect(undo()).rejects.toMatchObject({ code: 'changedSince' })
    await undo(colleague)
    await undo()
    expect(await words()).toEqual([])
  })

  test('keeps nothing of a text that was erased', async () => {
    await mark('De bus rijdt niet.', { summary: 'Iemand mist de bus' })
    await db
      .updateTable('contribution')
      .set({ text: ' '.repeat(text.length) })
      .where('id', '=', contributionId)
      .execute()
    await expect(undo()).rejects.toMatchObject({ code: 'nothingToUndo' })
  })

  test('holds for the last acts only, so that nothing is kept for ever', async () => {
    for (let time = 0; time < 30; time++) {
      await markNonPoint(db, by, { process, contributionId, ranges: [find('Dat is lastig.')] }, NOW)
      await undo()
    }
    expect(await db.selectFrom('splitAct').select('id').where('contributionId', '=', contributionId).execute()).toEqual(
      [],
    )
  })
})

describe('suggestions', () => {
  test('are taken one by one, as one point or not at all; what was skipped is not proposed again', async () => {
    const list = 'Wij willen:\n- een bank\n- een boom\n\nKan de bus vaker rijden?'
    contributionId = (await aContribution(db, process, { text: list })).id
    const at = (words: string) => list.indexOf(words)
    const suggestion = `${at('een bank')}-${at('een boom') + 'een boom'.length}`
    expect(await takeSuggestion(db, by, { process, contributionId, suggestion, asOne: true }, NOW)).toEqual({
      points: 1,
      nonPoints: 0,
    })
    const question = `${at('Kan de bus')}-${list.length}`
    await skipSuggestion(db, by, { process, contributionId, suggestion: question }, NOW)
    const gone = { code: 'suggestionGone' }
    await expect(takeSuggestion(db, by, { process, contributionId, suggestion: question }, NOW)).rejects.toMatchObject(
      gone,
    )
    await expect(skipSuggestion(db, by, { process, contributionId, suggestion: question }, NOW)).rejects.toMatchObject(
      gone,
    )
  })
})
