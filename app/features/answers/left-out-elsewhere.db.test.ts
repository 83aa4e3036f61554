import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { leaveFindingOut, leaveKindsOut, redactPublished, redactWords } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { confirmAnswer } from './confirm-answer.server.ts'
import { letFindingThrough } from './let-finding-through.server.ts'
import { openFindings } from './open-findings.server.ts'
import { publicPointsById } from './public-points.server.ts'
import { unredactRange } from './redact-range.server.ts'
import { searchWords } from './search-words.server.ts'

const { db } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

type Given = { summary?: string; reply?: string; forwardedTo?: string }

/** A letter with one point, answered. */
async function answered(text: string, { summary = '', reply = 'Wij helpen.', forwardedTo = '' }: Given = {}) {
  const { id: contributionId } = await aContribution(db, process, { text, name: '' })
  const range = { start: 0, end: text.length }
  const { id } = await markPoint(db, by, { process, contributionId, range, summary }, NOW)
  const disposition = forwardedTo === '' ? ('noted' as const) : ('forwarded' as const)
  await answerPoints(db, by, { process, pointIds: [id], disposition, reply, forwardedTo }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
  return id
}
const hide = (pointId: string, words: string, reason: 'personName' | 'health' = 'personName') =>
  redactWords(db, by, { process, pointId, words, reason }, NOW)
async function found() {
  await inTransaction(db, (trx) => searchWords(trx, process))
  const { first, unsearched } = await openFindings(db, process, rounds)
  expect(unsearched).toBe(0)
  return first.flatMap(({ findings }) => findings)
}
const words = async () => (await found()).map(({ field, kind, text }) => `${field} ${kind}: ${text}`)
const publish = () => publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, LATER)
const publicWords = async (id: string) => (await publicPointsById(db, process, [id])).get(id)

describe('words that are left out of one text and stand in another', () => {
  test('are found wherever they would become public, and nothing is published before someone decides', async () => {
    await answered('Ook wij kennen Harm Veenstra uit het dorp.')
    await answered('De bus rijdt niet.', { summary: 'Volgens harm veenstra rijdt de bus niet.' })
    await answered('De bus rijdt weer.', { reply: 'Wij belden met HARM VEENSTRA.' })
    await answered('De trein rijdt niet.', { forwardedTo: 'Harm  Veenstra' })
    const hidden = await answered('Bel Harm Veenstra daarover.')
    expect(await words()).toEqual([])
    const { ids } = await hide(hidden, 'Harm Veenstra')
    expect(await words()).toEqual([
      'quotation leftOut: Harm Veenstra',
      'summary leftOut: harm veenstra',
      'reply leftOut: HARM VEENSTRA',
      'forwardedTo leftOut: Harm  Veenstra',
    ])
    await expect(publish()).rejects.toMatchObject({ code: 'answersNotReady' })
    // Once put back they are public there too.
    await unredactRange(db, by, { process, redactionId: ids[0] ?? '' }, NOW)
    expect(await words()).toEqual([])
    await publish()
  })

  test('are left out there for the same reason, one by one or all at once, or stay with a reason', async () => {
    const own = await answered('Ook wij kennen Harm Veenstra uit het dorp.')
    const summed = await answered('De bus rijdt niet.', { summary: 'Volgens Harm Veenstra rijdt de bus niet.' })
    const replied = await answered('De bus rijdt weer.', { reply: 'Wij belden met Harm Veenstra.' })
    await hide(await answered('Bel Harm Veenstra daarover.'), 'Harm Veenstra', 'health')
    await found()
    await leaveKindsOut(db, by, { process, kinds: ['leftOut'] }, NOW)
    expect(await publicWords(own)).toMatchObject({ words: 'Ook wij kennen [weggelaten: gezondheid] uit het dorp.' })
    const [ofSummary] = await found()
    await leaveFindingOut(db, by, { process, findingId: ofSummary?.id ?? '' }, NOW)
    expect(await publicWords(summed)).toMatchObject({ words: 'Volgens [weggelaten: gezondheid] rijdt de bus niet.' })
    await confirmAnswer(db, by, { process, pointId: summed }, NOW)
    const [ofReply, ...more] = await found()
    expect(more).toEqual([])
    const letting = { process, findingId: ofReply?.id ?? '', reason: 'Hij is wethouder.' }
    await letFindingThrough(db, by, letting, NOW)
    expect(await words()).toEqual([])
    await publish()
    expect(await publicWords(replied)).toMatchObject({ reply: 'Wij belden met Harm Veenstra.' })
  })

  test('are found in what comes in or is written after that', async () => {
    await hide(await answered('Bel Harm Veenstra daarover.'), 'Harm Veenstra')
    await answered('Ik ben het eens met Harm Veen\u00ADstra.')
    await answered('De bus rijdt weer.', { reply: 'Aan Harm\nVeenstra is het gezegd.' })
    expect(await words()).toEqual(['quotation leftOut: Harm Veen\u00ADstra', 'reply leftOut: Harm\nVeenstra'])
  })

  test('a sentence of more that was left out is found by itself', async () => {
    await answered('Mijn zoon is ziek. De bus moet vaker rijden.')
    const hidden = await answered(
      'Wij wonen aan de weg. Mijn zoon is ziek. Hij slaapt slecht door het verkeer. Doe iets.',
    )
    await hide(hidden, 'Mijn zoon is ziek. Hij slaapt slecht door het verkeer.', 'health')
    expect(await words()).toEqual(['quotation leftOut: Mijn zoon is ziek'])
  })

  test('a name is no tree, and what stands everywhere is not looked for', async () => {
    await answered('Het bos is mooi, en de heer Bos woont er. Op nummer 12.')
    const hidden = await answered('Dat zei Bos van nummer 12.')
    await hide(hidden, 'Bos')
    await hide(hidden, '12')
    expect(await words()).toEqual(['quotation leftOut: Bos'])
  })

  test('the rest of a name of which a part was left out there', async () => {
    const part = await answered('Ook Harm Veenstra wil dat, dus vraag het hem.')
    await hide(part, 'Veenstra')
    await hide(await answered('Bel Harm Veenstra daarover.'), 'Harm Veenstra')
    expect(await words()).toEqual(['quotation leftOut: Harm Veenstra'])
  })

  test('do not stand in public as the reason why others are left out', async () => {
    const pointId = await answered('Bel Harm Veenstra of zijn buurvrouw daarover.')
    const leave = (words: string, otherReason: string) =>
      redactWords(db, by, { process, pointId, words, reason: 'other', otherReason }, NOW)
    const refused = { code: 'reasonTells', field: 'otherReason' }
    await expect(leave('Harm Veenstra', 'Harm Veenstra')).rejects.toMatchObject(refused)
    await leave('Harm Veenstra', 'een buurman')
    await expect(leave('zijn buurvrouw', 'de vrouw van Harm Veenstra')).rejects.toMatchObject(refused)
  })

  test('that are public elsewhere already are named to whoever leaves them out', async () => {
    const one = await answered('Bel Harm Veenstra daarover.')
    await answered('Ook wij kennen Harm Veenstra uit het dorp.')
    await answered('De bus rijdt weer.', { reply: 'Wij belden met Harm Veenstra.' })
    await publish()
    const input = { process, words: 'Harm Veenstra', reason: 'personName' as const }
    const published = { ...input, pointId: one, because: 'mistake' as const }
    expect((await redactPublished(db, by, published, LATER)).stillPublic).toEqual(['2.1', '3.1'])
    const late = await answered('Vraag het aan Harm Veenstra, die weet het.')
    const { stillPublic } = await redactWords(db, by, { ...input, pointId: late }, LATER)
    expect(stillPublic).toEqual(['2.1', '3.1'])
  })
})
