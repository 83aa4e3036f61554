import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { leaveFindingOutWith, leaveKindsOutWith } from '#app/features/answers/leave-finding-out.server.ts'
import { makeRedactionFinal, setRedactionNeedsTwo } from '#app/features/answers/make-redaction-final.server.ts'
import { provisionalRedactions } from '#app/features/answers/provisional-redactions.server.ts'
import { publicPointView } from '#app/features/answers/public-point-view.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { redactPublishedWith, unredactPublished } from '#app/features/answers/redact-published.server.ts'
import { redactWordsWith, unredactRange } from '#app/features/answers/redact-range.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { leaveFindingOut, leaveKindsOut, redactPublished, redactWords } from '#app/room-parts.server.ts'
import { inTransaction, type Trx } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { joinCampaign } from './campaign-letters.server.ts'
import { confirmCampaign } from './decide-campaign.server.ts'
import { findCampaigns } from './find-campaigns.server.ts'
import { countAlike } from './say-the-same.server.ts'
import { sayTheSame } from './say-the-same.server.ts'
import { splitCampaign } from './split-campaign.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
let official: Actor
let second: Actor

const HARM = 'Harm Veenstra'
const named = `Er liggen nog veel daken leeg, zei ${HARM} van de Brink, bel hem op 06-12345678.`
const typed = named.replace('liggen', 'ligen')
const homes = 'Een veld met panelen hoort niet vlak bij huizen en ook niet in het open land.'
const base = `Geacht college,\n\n${named} ${homes}`
const own = `Met ${HARM} van de Brink heb ik hier zelf nooit over gesproken, wat anderen ook beweren.`
/** Thirty alike, one with a mistake in typing, one in another order with a sentence of its own about the same person. */
const texts = [...Array.from({ length: 30 }, () => base), `${typed} ${homes}`, `${homes} ${named} ${own}`]

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  second = await anActor(db, municipality, { innerRoles: ['processor'] })
  process = await aProcess(db, municipality)
})

async function aSplitCampaign(before: (baseLetter: string) => Promise<void> = async () => {}) {
  for (const text of texts) await aContribution(db, process, { text })
  await findCampaigns(db, NOW)
  const { id } = await db
    .selectFrom('campaign')
    .select('id')
    .where('processId', '=', process.id)
    .executeTakeFirstOrThrow()
  await confirmCampaign(db, official, { process, campaignId: id, name: 'Eerst de daken' }, NOW)
  await joinCampaign(db, official, { process, campaignId: id }, NOW)
  const { baseLetter } = await db
    .selectFrom('campaign')
    .select('baseLetter')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  for (const words of [named, homes]) {
    const range = { start: base.indexOf(words), end: base.indexOf(words) + words.length }
    await markPoint(db, official, { process, contributionId: baseLetter ?? '', range }, NOW)
  }
  await before(baseLetter ?? '')
  await splitCampaign(db, official, { process, campaignId: id, despiteOpen: true }, NOW)
  return id
}

/** The points that quote this, in order of their letters. */
async function quoting(...wanted: string[]) {
  const rows = await db
    .selectFrom('point')
    .innerJoin('contribution', 'contribution.id', 'point.contributionId')
    .select(['point.id', 'contributionId', 'text', 'quoteStart', 'quoteEnd'])
    .where('point.processId', '=', process.id)
    .orderBy('contributionId')
    .execute()
  return rows.filter(({ text, quoteStart, quoteEnd }) => wanted.includes(text.slice(quoteStart ?? 0, quoteEnd ?? 0)))
}
async function publicWords(pointIds: readonly string[]) {
  const shown = await publicPointsById(db, process, pointIds)
  return pointIds.map((id) => shown.get(id)?.words ?? '')
}
const states = async () => {
  const rows = await db.selectFrom('redaction').select('state').where('processId', '=', process.id).execute()
  return rows.map(({ state }) => state)
}
const hide = (pointId: string, words = HARM) =>
  redactWords(db, official, { process, pointId, words, reason: 'personName' }, NOW)

describe('after a campaign was split', () => {
  test('words that are left out of any letter are left out of all that say them there, and put back together', async () => {
    await aSplitCampaign()
    const points = (await quoting(named, typed)).map(({ id }) => id)
    expect(points).toHaveLength(32)
    const [, , ofOne = ''] = points
    const found = await processBySlug(db, process.municipalityId, process.slug)
    const view = () => publicPointView(db, found, ofOne, official, countAlike)
    expect((await view()).alike).toEqual({ letters: 31, isMore: false })
    const { ids, letters } = await hide(ofOne)
    expect(letters).toBe(31)
    const words = await publicWords(points)
    expect(words.filter((each) => each.includes(HARM))).toEqual([])
    expect(words.filter((each) => each.includes('zei [weggelaten: naam] van de Brink'))).toHaveLength(32)
    // What one of them says by itself was looked at by nobody.
    expect(await publicWords((await quoting(own)).map(({ id }) => id))).toEqual([own])
    const history = await db
      .selectFrom('pointHistory')
      .innerJoin('event', 'event.id', 'pointHistory.eventId')
      .select(['pointId', 'event.act'])
      .where('field', '=', 'redaction')
      .where('pointHistory.processId', '=', process.id)
      .execute()
    expect(history.map(({ pointId }) => pointId).sort()).toEqual(points.toSorted())
    expect(new Set(history.map(({ act }) => act))).toEqual(new Set(['redactRange', 'redactAlike']))

    await redactWords(db, official, { process, pointId: points[5] ?? '', words: HARM, reason: 'health' }, NOW)
    expect((await publicWords(points)).every((each) => each.includes('[weggelaten: gezondheid]'))).toBe(true)

    await unredactRange(db, official, { process, redactionId: ids[0] ?? '' }, NOW)
    expect((await publicWords(points)).every((each) => each.includes(HARM))).toBe(true)
    expect(await states()).toEqual([])
  })

  test('words that stand twice in it are left out twice of all, and its history says so once', async () => {
    await aSplitCampaign()
    const points = (await quoting(homes)).map(({ id }) => id)
    expect(points).toHaveLength(32)
    const [first = '', other = ''] = points
    const { ids } = await hide(first, 'niet')
    expect(ids).toHaveLength(2)
    expect((await publicWords(points)).filter((each) => each.includes('niet'))).toEqual([])
    const history = await db
      .selectFrom('pointHistory')
      .select('toValue')
      .where('pointId', '=', other)
      .where('field', '=', 'redaction')
      .execute()
    const [start, next] = [base.indexOf('niet'), base.lastIndexOf('niet')]
    expect(history).toEqual([{ toValue: `${start}-${start + 4},${next}-${next + 4} personName` }])
    for (const redactionId of ids) await unredactRange(db, official, { process, redactionId }, NOW)
    expect((await publicWords(points)).filter((each) => each !== homes)).toEqual([])
  })

  test('words that stand in too many places of all letters are refused, and nothing is left out', async () => {
    await aSplitCampaign()
    const hideUpTo = (most: number, pointId: string, words: string) =>
      redactWordsWith(sayTheSame, most)(db, official, { process, pointId, words, reason: 'health' }, NOW)
    const refused = { code: 'tooManyElsewhere', field: 'words' }
    const [first] = await quoting(homes)
    await expect(hideUpTo(20, first?.id ?? '', 'niet')).rejects.toMatchObject(refused)
    await expect(hideUpTo(61, first?.id ?? '', 'niet')).rejects.toMatchObject(refused)
    // Three times in this one, four times in each of the 31 others.
    const [mistyped] = await quoting(typed)
    await expect(hideUpTo(123, mistyped?.id ?? '', 'g')).rejects.toMatchObject(refused)
    expect(await states()).toEqual([])
    await hideUpTo(124, mistyped?.id ?? '', 'g')
    expect(await states()).toHaveLength(127)
    await hideUpTo(62, first?.id ?? '', 'niet')
    expect(await states()).toHaveLength(127 + 64)
  })

  test('the words of a point are made once for an act on all letters, and not when they only become final', async () => {
    await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
    await aSplitCampaign()
    const [first] = await quoting(homes)
    const written = async (trx: Trx) => {
      const { rows } = await sql<{
        points: number
      }>`select pg_stat_get_xact_tuples_updated('point'::regclass)::int as points`.execute(trx)
      return rows[0]?.points ?? 0
    }
    const pointsWritten = (act: (trx: Trx) => Promise<unknown>) =>
      inTransaction(db, async (trx) => {
        const before = await written(trx)
        await act(trx)
        return (await written(trx)) - before
      })
    const words = { process, pointId: first?.id ?? '', words: 'niet', reason: 'health' as const }
    let ids: string[] = []
    const leaving = async (trx: Trx) => ({ ids } = await redactWords(trx, official, words, NOW))
    expect(await pointsWritten(leaving)).toBe(32)
    expect(await pointsWritten((trx) => redactWords(trx, official, { ...words, reason: 'personName' }, NOW))).toBe(0)
    expect(await pointsWritten((trx) => makeRedactionFinal(trx, second, { process, redactionIds: ids }, NOW))).toBe(0)
    const redactionId = ids[0] ?? ''
    expect(await pointsWritten((trx) => unredactRange(trx, official, { process, redactionId }, NOW))).toBe(32)
  })

  test('a letter that joins later has them left out too', async () => {
    const campaignId = await aSplitCampaign()
    const [, third = ''] = (await quoting(named)).map(({ id }) => id)
    await hide(third)
    const { id } = await aContribution(db, process, { text: base })
    await findCampaigns(db, NOW)
    await joinCampaign(db, official, { process, campaignId }, NOW)
    const late = (await quoting(named)).filter(({ contributionId }) => contributionId === id)
    expect(late).toHaveLength(1)
    expect((await publicWords(late.map(({ id }) => id))).join()).toContain('[weggelaten: naam]')
  })

  test('they wait together for the second official, who makes them final in one act', async () => {
    await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
    await aSplitCampaign()
    const [first = ''] = (await quoting(named)).map(({ id }) => id)
    const { ids } = await hide(first)
    expect(new Set(await states())).toEqual(new Set(['provisional']))
    const waiting = await provisionalRedactions(db, process, ['inspraak'])
    expect(waiting.count).toBe(32)
    expect(waiting.first).toMatchObject([{ letters: 32, words: HARM, byId: official.id }])
    await expect(makeRedactionFinal(db, official, { process, redactionIds: ids }, NOW)).rejects.toMatchObject({
      code: 'noneForYou',
    })
    expect(await makeRedactionFinal(db, second, { process, redactionIds: ids }, NOW)).toEqual({ pieces: 32 })
    expect(new Set(await states())).toEqual(new Set(['final']))
  })

  test('who gives another reason left them out: whoever did before makes that final, and a release is taken back', async () => {
    await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
    await aSplitCampaign()
    const [first = '', next = ''] = (await quoting(named)).map(({ id }) => id)
    const { ids } = await hide(first)
    const released = [first, next]
    const isReleased = async () =>
      (await db.selectFrom('pointWork').select('isReleased').where('pointId', 'in', released).execute()).map(
        (row) => row.isReleased,
      )
    await db.updateTable('pointWork').set({ isReleased: true }).where('pointId', 'in', released).execute()
    const again = { process, pointId: first, words: HARM }
    await redactWords(db, second, { ...again, reason: 'personName' }, NOW)
    expect(await isReleased(), 'the same reason').toEqual([true, true])
    const makers = async () =>
      new Set(
        (await db.selectFrom('redaction').select('createdBy').where('processId', '=', process.id).execute()).map(
          ({ createdBy }) => createdBy,
        ),
      )
    expect(await makers()).toEqual(new Set([official.id]))
    await redactWords(db, second, { ...again, reason: 'other', otherReason: 'een buurman' }, NOW)
    expect(await makers()).toEqual(new Set([second.id]))
    expect(await isReleased()).toEqual([false, false])
    const final = { process, redactionIds: ids }
    await expect(makeRedactionFinal(db, second, final, NOW)).rejects.toMatchObject({ code: 'noneForYou' })
    expect(await makeRedactionFinal(db, official, final, NOW)).toEqual({ pieces: 32 })
  })

  test('a finding that is left out of one letter is found in none', async () => {
    await aSplitCampaign()
    await inTransaction(db, (trx) => searchWords(trx, process))
    const phones = () =>
      db.selectFrom('finding').select('id').where('processId', '=', process.id).where('kind', '=', 'phone').execute()
    const [phone] = await phones()
    expect(await phones()).toHaveLength(32)
    await leaveFindingOut(db, official, { process, findingId: phone?.id ?? '' }, NOW)
    await inTransaction(db, (trx) => searchWords(trx, process))
    expect(await phones()).toEqual([])
    expect((await states()).length).toBe(32)
  })

  test('a finding that stands in too many places of all letters is refused, and nothing is left out', async () => {
    await aSplitCampaign()
    await inTransaction(db, (trx) => searchWords(trx, process))
    const phone = await db
      .selectFrom('finding')
      .select('id')
      .where('processId', '=', process.id)
      .where('kind', '=', 'phone')
      .executeTakeFirstOrThrow()
    const refused = { code: 'tooManyElsewhere' }
    const chosen = { process, findingId: phone.id }
    await expect(leaveFindingOutWith(sayTheSame, 30)(db, official, chosen, NOW)).rejects.toMatchObject(refused)
    const kinds = { process, kinds: ['phone' as const] }
    await expect(leaveKindsOutWith(sayTheSame, 30)(db, official, kinds, NOW)).rejects.toMatchObject(refused)
    expect(await states()).toEqual([])
    await leaveFindingOutWith(sayTheSame, 31)(db, official, chosen, NOW)
    expect(await states()).toHaveLength(32)
  })

  test('findings of a kind are left out once for all of them', async () => {
    await aSplitCampaign()
    await inTransaction(db, (trx) => searchWords(trx, process))
    expect(await leaveKindsOut(db, official, { process, kinds: ['phone'] }, NOW)).toEqual({ places: 32 })
    const events = await db
      .selectFrom('event')
      .select('act')
      .where('processId', '=', process.id)
      .where('act', 'in', ['redactRange', 'redactAlike'])
      .execute()
    expect(events).toHaveLength(2)
    const words = await publicWords((await quoting(named, typed)).map(({ id }) => id))
    expect(words.filter((each) => each.includes('06-'))).toEqual([])
  })
})

test('what was left out of the base text before the split is left out of every letter that says it', async () => {
  await aSplitCampaign(async (contributionId) => {
    const start = base.indexOf(HARM)
    const range = { start, end: start + HARM.length }
    await inTransaction(db, (trx) =>
      leaveOut(trx, official, process, [{ contributionId, range, reason: 'personName' }], NOW),
    )
  })
  const words = await publicWords((await quoting(named, typed)).map(({ id }) => id))
  expect(words.filter((each) => each.includes('[weggelaten: naam]'))).toHaveLength(texts.length)
  expect(words.join(' ')).not.toContain('Veenstra')
})

test('what was left out of a letter with a typing error that was split first is left out of the whole campaign', async () => {
  await aSplitCampaign(async () => {
    const { id: contributionId, text } = await db
      .selectFrom('contribution')
      .select(['id', 'text'])
      .where('processId', '=', process.id)
      .where('text', 'like', `${typed}%`)
      .executeTakeFirstOrThrow()
    const mark = (range: { start: number; end: number }) =>
      markPoint(db, official, { process, contributionId, range }, NOW)
    const { id: pointId } = await mark({ start: 0, end: typed.length })
    await mark({ start: typed.length + 1, end: text.length })
    await finishSplit(db, official, { process, contributionId }, NOW)
    expect(await hide(pointId)).toMatchObject({ letters: 0 })
  })
  const points = (await quoting(named, typed)).map(({ id }) => id)
  expect(points).toHaveLength(32)
  expect((await publicWords(points)).filter((words) => words.includes(HARM))).toEqual([])
})

describe('when the same is public in another letter', () => {
  let [shown, late]: string[] = []
  beforeEach(async () => {
    await aSplitCampaign()
    await makePublic(db, process)
    const { id: contributionId } = await aContribution(db, process, { text: named })
    await markPoint(db, official, { process, contributionId, range: { start: 0, end: named.length } }, NOW)
    await finishSplit(db, official, { process, contributionId }, NOW)
    const points = (await quoting(named)).map(({ id }) => id)
    ;[shown, late] = [points[0], points.at(-1)]
  })

  test('the words have to be left out there, so that they go everywhere at once', async () => {
    await expect(hide(late ?? '')).rejects.toMatchObject({ code: 'alikePublic', field: 'words' })
    const input = { process, pointId: shown ?? '', because: 'mistake' as const, words: HARM }
    const { points } = await redactPublished(db, official, { ...input, reason: 'personName' }, NOW)
    expect(points, 'of each an account is kept').toBe(32)
    const words = await publicWords((await quoting(named, typed)).map(({ id }) => id))
    expect(words.filter((each) => each.includes(HARM))).toEqual([])
    const kept = await db.selectFrom('publishedPoint').select('said').where('processId', '=', process.id).execute()
    expect(kept.filter(({ said }) => said?.includes('veenstra') && !said.includes('nooit'))).toEqual([])

    const [redaction] = await db
      .selectFrom('redaction')
      .innerJoin('point', 'point.contributionId', 'redaction.contributionId')
      .select('redaction.id')
      .where('point.id', '=', late ?? '')
      .execute()
    const redactionId = redaction?.id ?? ''
    await expect(unredactRange(db, official, { process, redactionId }, NOW)).rejects.toMatchObject({
      code: 'alikePublic',
    })
    const again = { process, pointId: shown ?? '', because: 'mistake' as const, redactionId }
    expect(await unredactPublished(db, official, { ...again, mayBePublic: 'Hij is woordvoerder.' }, NOW)).toMatchObject(
      {
        points: 32,
      },
    )
    expect((await publicWords([late ?? ''])).join()).toContain(HARM)
  })

  test('more places of other letters than one act may reach are refused there too', async () => {
    const input = { process, pointId: shown ?? '', because: 'mistake' as const, words: HARM }
    const hideUpTo = (most: number) =>
      redactPublishedWith(sayTheSame, most)(db, official, { ...input, reason: 'personName' }, NOW)
    await expect(hideUpTo(31)).rejects.toMatchObject({ code: 'tooManyElsewhere', field: 'words' })
    expect(await states()).toEqual([])
    expect(await hideUpTo(32)).toMatchObject({ points: 32 })
  })

  test('a finding has to be left out there too: nothing that is public changes without an account of it', async () => {
    await inTransaction(db, (trx) => searchWords(trx, process))
    const finding = await db
      .selectFrom('finding')
      .select('id')
      .where('pointId', '=', late ?? '')
      .where('kind', '=', 'phone')
      .executeTakeFirstOrThrow()
    await expect(leaveFindingOut(db, official, { process, findingId: finding.id }, NOW)).rejects.toMatchObject({
      code: 'alikePublic',
    })
    await expect(leaveKindsOut(db, official, { process, kinds: ['phone'] }, NOW)).rejects.toMatchObject({
      code: 'alikePublic',
    })
    expect(await states()).toEqual([])
  })

  test('it is final there at once, and waits for a second official where it is not public yet', async () => {
    await setRedactionNeedsTwo(db, official, { process, needsTwo: true }, NOW)
    const input = { process, pointId: shown ?? '', because: 'mistake' as const, words: HARM }
    await redactPublished(db, official, { ...input, reason: 'personName' }, NOW)
    expect((await states()).toSorted()).toEqual([...Array.from({ length: 32 }, () => 'final'), 'provisional'])
  })
})
