import { beforeAll, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { letFindingThrough } from '#app/features/answers/let-finding-through.server.ts'
import { pointHistory } from '#app/features/desk/point-history-view.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { deskPage } from '#app/features/desk/desk-list.server.ts'
import { facetCounts } from '#app/features/desk/facet-counts.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import {
  confirmedAdviceRequest,
  forgetAdviceSecrets,
  openAdviceRequest,
  recordOpening,
  whyEnded,
} from './advice-request.server.ts'
import { adviceToGive, askedAdvice, pointsForAdvice } from './advice-queries.server.ts'
import type { AdviceState } from './advice.ts'
import { chooseForAdvice } from '#app/features/desk/bulk/choose-for-advice.server.ts'
import { askAdvice, withdrawAdvice } from './ask-advice.server.ts'
import { confirmAdviser, sendAdviceCode } from './confirm-adviser.server.ts'
import { adviceMark, finishAdvice, giveAdvice } from './give-advice.server.ts'

const { db } = await testDatabase()
const secret = 'geheim'
let by: Actor
let stranger: Actor
let visitor: { kind: 'resident'; id: null; municipalityId: string }
let process: Awaited<ReturnType<typeof aProcess>>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor'] })
  visitor = { kind: 'resident', id: null, municipalityId: municipality.id }
  process = await aProcess(db, municipality)
  stranger = await anActor(db, await aMunicipality(db), { innerRoles: ['processor'] })
})

const text = 'Mijn buurman Harm Veenstra hoort de bus niet. Er is geen licht.'
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

async function twoPoints() {
  const { id: contributionId } = await aContribution(db, process, { text, name: 'Wiebe de Vries' })
  const mark = (words: string) => {
    const start = text.indexOf(words)
    return markPoint(db, by, { process, contributionId, range: { start, end: start + words.length } }, NOW)
  }
  const ids = [(await mark('Mijn buurman Harm Veenstra hoort de bus niet.')).id, (await mark('Er is geen licht.')).id]
  const start = text.indexOf('Harm')
  const range = { start, end: start + 'Harm Veenstra'.length }
  await inTransaction(db, (trx) => leaveOut(trx, by, process, [{ contributionId, range, reason: 'personName' }], NOW))
  return ids
}

/** What was last mailed by this template: only the mail has the secrets. */
async function lastMail(template: string): Promise<Record<string, string>> {
  const { data } = await db
    .selectFrom('notification')
    .select('data')
    .where('template', '=', template)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return data as Record<string, string>
}

async function asked(pointIds: readonly string[], given: Partial<Parameters<typeof askAdvice>[2]> = {}) {
  const { id } = await askAdvice(
    db,
    by,
    {
      ...{ process, pointIds: [...pointIds], adviser: 'Juridische Zaken', email: 'jurist@borger-odoorn.example' },
      ...{ question: 'Mag dit volgens de verordening?', days: 14, key: uuid(), baseUrl: 'https://saomen.example' },
      ...given,
    },
    NOW,
  )
  const { link = '' } = await lastMail('adviceRequest')
  return { id, token: link.split('/').at(-1) ?? '' }
}

async function confirmed(token: string, now = NOW) {
  await sendAdviceCode(db, visitor, { token, secret }, now)
  const { code = '' } = await lastMail('adviceCode')
  return { token, ...(await confirmAdviser(db, visitor, { token, code, secret }, now)) }
}

test('an adviser reads these points alone, without what is left out and without the sender', async () => {
  const [first = ''] = await twoPoints()
  const { token } = await asked([first])
  expect(await confirmedAdviceRequest(db, by.municipalityId, { token, session: '' }, NOW)).toBeNull()
  const own = await confirmed(token)
  const request = await confirmedAdviceRequest(db, by.municipalityId, own, NOW)
  if (!request) throw new Error('the code opens the request')
  const shown = JSON.stringify(await adviceToGive(db, by.municipalityId, request))
  expect(shown).toContain('hoort de bus niet')
  expect(shown).not.toMatch(/Veenstra|licht|Wiebe/)
  expect(JSON.stringify(await lastMail('adviceRequest'))).not.toMatch(/bus|verordening|Wiebe/)
})

test('advice is given, kept as it was written, and who asked is told once', async () => {
  const [first = '', second = ''] = await twoPoints()
  const { id, token } = await asked([first, second])
  const own = await confirmed(token)
  const markOf = (advice: string) =>
    adviceMark([
      { pointId: first, advice },
      { pointId: second, advice: '' },
    ])
  const give = (advice: string, seen: string, pointId = first) =>
    giveAdvice(db, visitor, { ...own, points: [{ pointId, advice }], seen }, NOW)
  await expect(finishAdvice(db, visitor, own, NOW)).rejects.toThrow(/nog geen advies/)
  await give('Ja, artikel 3.', markOf(''))
  await give('Ja, artikel 3.', markOf(''))
  await expect(give('Nee.', markOf(''))).rejects.toThrow(/intussen gewijzigd/)
  const late = { ...own, points: [{ pointId: first, advice: 'Nee.' }], seen: markOf('') }
  await expect(finishAdvice(db, visitor, late, NOW)).rejects.toThrow(/intussen gewijzigd/)
  await expect(give('Nee.', markOf(''), uuid())).rejects.toThrow(NotFound)
  await finishAdvice(db, visitor, own, NOW)
  await expect(give('Toch niet.', markOf('Ja, artikel 3.'))).rejects.toThrow(/al gegeven/)
  const told = await db
    .selectFrom('deskMessage')
    .select(['accountId', 'kind', 'pointId'])
    .where('processId', '=', process.id)
    .execute()
  expect(told).toEqual([{ accountId: by.id, kind: 'adviceAnswered', pointId: first }])
  const [request] = await askedAdvice(db, process, { pointId: first, limit: 10 }, NOW)
  expect(request).toMatchObject({ id, state: 'done', points: [{ id: first, advice: 'Ja, artikel 3.' }] })
})

test('an adviser reads no number of a sender, no name that a text has itself and nothing of how to reach them', async () => {
  const words = 'Bel Wiebe op 06 12345678, ook over Dorpsstraat 1, 9531 AB Borger.'
  const { id: contributionId } = await aContribution(db, process, { text: words, name: 'Wiebe de Vries' })
  const { id } = await markPoint(db, by, { process, contributionId, range: { start: 0, end: words.length } }, NOW)
  await inTransaction(db, (trx) => searchWords(trx, process, { pointIds: [id] }))
  const [first] = await pointsForAdvice(db, process, [id])
  expect(first).toMatchObject({ hidden: 3 })
  expect(first?.words).not.toMatch(/Wiebe|1234|9531/)
  const address = await db
    .selectFrom('finding')
    .select('id')
    .where('pointId', '=', id)
    .where('kind', '=', 'address')
    .executeTakeFirstOrThrow()
  await letFindingThrough(db, by, { process, findingId: address.id, reason: 'Daar gaat het punt over.' }, NOW)
  const [allowed] = await pointsForAdvice(db, process, [id])
  expect(allowed?.words).toContain('9531 AB')
  expect(allowed?.words).not.toMatch(/Wiebe|1234/)
  const own = await confirmed((await asked([id])).token)
  const request = await confirmedAdviceRequest(db, by.municipalityId, own, NOW)
  if (!request) throw new Error('the code opens the request')
  expect((await adviceToGive(db, by.municipalityId, request)).points[0]).not.toHaveProperty('number')
})

test('advice is asked about what is chosen in the list, as many as one request can have', async () => {
  const pointIds = await twoPoints()
  const choose = (given: { pointIds?: string[]; all?: boolean; filter?: string }) =>
    chooseForAdvice(db, by, { process, ...given }, NOW)
  expect(await choose({ pointIds: pointIds.toReversed(), filter: 'thema=geen' })).toEqual({
    pointIds,
    filter: 'thema=geen',
  })
  await expect(choose({})).rejects.toThrow(/Kies eerst/)
  const text = Array.from({ length: 51 }, (_, at) => `Zin ${at}.`).join(' ')
  const { id: contributionId } = await aContribution(db, process, { text })
  for (const [at] of Array.from({ length: 51 }).entries()) {
    const start = text.indexOf(`Zin ${at}.`)
    await markPoint(db, by, { process, contributionId, range: { start, end: start + `Zin ${at}.`.length } }, NOW)
  }
  await expect(choose({ all: true })).rejects.toThrow(/meer dan 50 punten.*hooguit 50/)
  const elsewhere = await aProcess(db, { id: stranger.municipalityId })
  await expect(chooseForAdvice(db, stranger, { process: elsewhere, pointIds }, NOW)).rejects.toThrow(/Kies eerst/)
})

test('what waits for advice is a choice of the list; asking again ends the link before it', async () => {
  const [first = ''] = await twoPoints()
  const looking = { accountId: by.id, today: '2016-11-01' }
  const waiting = deskFilterFrom(new URLSearchParams('let-op=wacht-op-advies'))
  const waits = async () =>
    (await deskPage(db, process, waiting, looking, { limit: 200 })).rows.some(({ id }) => id === first)
  expect(await waits()).toBe(false)
  const one = await asked([first])
  expect(await waits()).toBe(true)
  const again = await asked([first], { instead: one.id, key: uuid() })
  expect(await whyEnded(db, by.municipalityId, one)).toEqual({ because: 'withdrawn', on: NOW })
  expect(await openAdviceRequest(db, by.municipalityId, again, NOW)).not.toBeNull()
  const { counts } = await facetCounts(db, process, waiting, looking)
  expect(counts.get('attention')?.get('advice')).toBeGreaterThan(0)
  const states = async (state: AdviceState) =>
    (await askedAdvice(db, process, { pointId: first, state, limit: 5 }, NOW)).map(({ id }) => id)
  expect([await states('asked'), await states('withdrawn'), await states('done')]).toEqual([[again.id], [one.id], []])
  const own = await confirmed(again.token)
  await finishAdvice(db, visitor, { ...own, points: [{ pointId: first, advice: 'Kan.' }] }, NOW)
  expect(await waits()).toBe(false)
})

test('the list of what was asked goes on where a page ends', async () => {
  const elsewhere = await aProcess(db, { id: by.municipalityId })
  const { id: contributionId } = await aContribution(db, elsewhere, { text })
  const { id } = await markPoint(db, by, { process: elsewhere, contributionId, range: { start: 0, end: 11 } }, NOW)
  const ids: string[] = []
  for (let at = 0; at < 3; at++) ids.unshift((await asked([id], { process: elsewhere })).id)
  const from = async (after: string | null) =>
    (await askedAdvice(db, elsewhere, { after, limit: 2 }, NOW)).map((request) => request.id)
  const [, last = ''] = await from(null)
  expect([...(await from(null)), ...(await from(last))].toSorted()).toEqual(ids.toSorted())
})

test('a question that tells of a person is sent after it was confirmed', async () => {
  const points = await twoPoints()
  const question = 'Wat vindt u van Wiebe de Vries?'
  const refused = await asked(points, { question }).catch((error: unknown) => error)
  if (!(refused instanceof Refused)) throw new Error('it is refused')
  expect(refused.message).toContain('naam van de indiener')
  const { foundSeen } = refused.facts as { foundSeen: string }
  expect(await asked(points, { question, foundSeen })).toMatchObject({ id: expect.any(String) })
})

test('every opening is recorded, a look shortly after it is the same one', async () => {
  const { id, token } = await asked(await twoPoints())
  const request = await confirmedAdviceRequest(db, by.municipalityId, await confirmed(token), NOW)
  if (!request) throw new Error('the code opens the request')
  for (const minutes of [0, 1, 7]) await recordOpening(db, request, later(minutes))
  const events = await db
    .selectFrom('event')
    .select('at')
    .where('act', '=', 'openAdvice')
    .where('subjectId', '=', id)
    .orderBy('at')
    .execute()
  expect(events.map(({ at }) => at)).toEqual([later(0), later(7)])
  const [shown] = await askedAdvice(db, process, { limit: 1 }, NOW)
  expect(shown?.openings).toHaveLength(2)
  const lines = await pointHistory(db, process, shown?.points[0]?.id ?? '')
  expect(lines.filter(({ says }) => says === 'opende de vraag om advies').map(({ by: who }) => who)).toEqual([
    'Juridische Zaken',
    'Juridische Zaken',
  ])
})

test('a link that expired or was taken back opens nothing, in a confirmed browser either', async () => {
  const points = await twoPoints()
  const { id, token } = await asked(points, { days: 1 })
  const own = await confirmed(token, later(23 * 60))
  const ended = later(24 * 60)
  expect(await openAdviceRequest(db, by.municipalityId, own, ended)).toBeNull()
  expect(await confirmedAdviceRequest(db, by.municipalityId, own, ended)).toBeNull()
  await expect(sendAdviceCode(db, visitor, { token, secret }, ended)).rejects.toThrow(/werkt niet meer/)
  expect(await whyEnded(db, by.municipalityId, own)).toEqual({ because: 'expired', on: ended })
  expect(await whyEnded(db, stranger.municipalityId, own)).toEqual({ because: 'unknown', on: null })

  const kept = async () =>
    (await db.selectFrom('adviceSession').select('requestId').where('requestId', '=', id).execute()).length
  await forgetAdviceSecrets(db, later(23 * 60))
  expect(await kept()).toBe(1)
  await forgetAdviceSecrets(db, later(34 * 60))
  expect(await kept()).toBe(0)

  const other = await asked(points)
  const opened = await confirmed(other.token)
  await withdrawAdvice(db, by, { process, adviceId: other.id }, NOW)
  await expect(finishAdvice(db, visitor, opened, NOW)).rejects.toThrow(/werkt niet meer/)
  const elsewhere = await aProcess(db, { id: stranger.municipalityId })
  await expect(withdrawAdvice(db, stranger, { process: elsewhere, adviceId: other.id }, NOW)).rejects.toThrow(NotFound)
})

test('a browser that confirmed one link opens no other, and is confirmed for a working day', async () => {
  const points = await twoPoints()
  const own = await confirmed((await asked(points)).token)
  const { token: other } = await asked(points)
  const opens = async (token: string, now = NOW) =>
    (await confirmedAdviceRequest(db, by.municipalityId, { ...own, token }, now)) !== null
  expect([await opens(own.token), await opens(other)]).toEqual([true, false])
  expect([await opens(own.token, later(599)), await opens(own.token, later(600))]).toEqual([true, false])
})

test('a code works once, for half an hour, and cannot be guessed', async () => {
  const { token } = await asked(await twoPoints())
  await sendAdviceCode(db, visitor, { token, secret }, NOW)
  const { code = '' } = await lastMail('adviceCode')
  const confirm = (typed: string, now = NOW) => confirmAdviser(db, visitor, { token, code: typed, secret }, now)
  await expect(confirm(code, later(30))).rejects.toThrow(/klopt niet/)
  await expect(confirm('12')).rejects.toThrow(WrongInput)
  await confirm(`${code.slice(0, 3)} ${code.slice(3)}`)
  await expect(confirm(code)).rejects.toThrow(/klopt niet/)
  const wrong = code === '000000' ? '000001' : '000000'
  for (let tries = 0; tries < 6; tries++) await expect(confirm(wrong)).rejects.toThrow(/klopt niet/)
  await expect(confirm(wrong)).rejects.toThrow(/te vaak/)
  await expect(
    (async () => {
      for (let sent = 0; sent < 4; sent++) await sendAdviceCode(db, visitor, { token, secret }, NOW)
    })(),
  ).rejects.toThrow(/al vier codes/)
})

test('a form that is sent twice asks once, and what is wrong is said at its field', async () => {
  const points = await twoPoints()
  const key = uuid()
  const [one, same] = [await asked(points, { key }), await asked(points, { key })]
  expect(same).toEqual(one)
  await expect(asked([uuid()])).rejects.toThrow(NotFound)
  const errors = await asked([], { email: 'geen adres', adviser: ' ', question: '', days: 61 }).catch(
    (error: unknown) => (error instanceof Refused || error instanceof WrongInput ? Object.keys(error.byField) : []),
  )
  expect(errors).toEqual(['adviser', 'email', 'question', 'days', 'pointIds'])
})
