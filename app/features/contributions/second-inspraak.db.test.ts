import { v4 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { stage } from '#app/features/processes/process.ts'
import { runningProcesses } from '#app/features/processes/public-queries.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { correctOrigin } from './correct-origin.server.ts'
import { planSecondInspraak } from './plan-second-inspraak.server.ts'
import { processToReact } from './process-to-react.server.ts'
import { registerFreeContribution } from './register-free-contribution.server.ts'
import { registerContribution } from './register-contribution.server.ts'
import { storeReaction } from './submit-reaction.server.ts'
import { emptyDraft } from './reaction.ts'

/** The first inspraak runs from 5 October until and including 15 November 2016. */
const { db } = await testDatabase()
const at = (moment: string) => new Date(`${moment}+01:00`)
const AFTER_FIRST = at('2016-11-20T12:00:00')
const FIRST_TO_LAST = { secondStartsOn: '5 december 2016', secondLastDay: '20 januari 2017' }
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

const plan = (given: object = FIRST_TO_LAST, now = AFTER_FIRST) =>
  planSecondInspraak(db, by, { process, ...FIRST_TO_LAST, ...given }, now)
const found = () => processBySlug(db, process.municipalityId, process.slug)
const rows = () =>
  db
    .selectFrom('contribution')
    .select(['round', 'timeliness', 'timelinessReason'])
    .where('processId', '=', process.id)
    .orderBy('id')
    .execute()

/** Sends a reaction by the form of the website; null when it takes none. */
async function react(now: Date) {
  const sending = {
    by: { kind: 'resident' as const, id: null, municipalityId: municipality.id },
    ...{ fields: { ...emptyDraft, text: 'De bus rijdt niet.' }, key: uuid(), secret: 'geheim' },
    ...{ baseUrl: 'https://saomen.example', isMailed: false, arrivedAt: now, pointOfProposal: async () => {} },
    process: await processToReact(db, municipality.id, process),
  }
  const part = { about: { kind: 'plan' as const }, sectionId: null, paragraphId: null, label: '', quote: '' }
  return storeReaction(db, sending, part, now)
}

const letter = {
  ...{
    key: '',
    kind: 'resident' as const,
    channel: 'post',
    sentOn: '',
    receivedOn: '',
    person: '',
    email: '',
    readBackOn: '',
  },
  text: 'De bus rijdt niet.',
}
const register = (given: object, now: Date) =>
  registerFreeContribution(
    db,
    by,
    { process, ...letter, key: uuid(), secret: 'geheim', baseUrl: 'https://saomen.example', ...given },
    now,
  )

describe('the days of a second inspraak', () => {
  test.each([
    [{ secondStartsOn: '15 november 2016' }, 'beforeTheEnd'],
    [{ secondLastDay: '1 december 2016' }, 'endsBeforeBegin'],
    [{ secondLastDay: '10 januari 2017' }, 'tooShort'],
    [{ secondStartsOn: '' }, 'noFirstDay'],
    [{ secondStartsOn: '18 november 2016' }, 'onlineTooLate'],
  ])('%j is refused as %s', async (given, code) => {
    await expect(plan(given)).rejects.toMatchObject({ code })
    expect((await found()).secondLastDay).toBeNull()
  })

  test('may be about what changed only where people read another text than the concept', async () => {
    await aPlan(db, process)
    await expect(plan({ secondScope: 'changed' })).rejects.toMatchObject({ code: 'sameText', field: 'secondScope' })
    await plan({ secondScope: 'all' })
    expect(await found()).toMatchObject({ secondScope: 'all' })
  })

  test('are six weeks by law where nobody says a last day, and never end on a Sunday', async () => {
    await plan({ secondLastDay: '' })
    expect(await found()).toMatchObject({
      ...{ secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16', secondMovedBecause: expect.any(String) },
      secondClosesAt: at('2017-01-17T00:00:00'),
    })
    await plan({ secondLastDay: '22 januari 2017' })
    expect((await found()).secondLastDay).toBe('2017-01-23')
  })

  test('need a number of days or a last day without the law', async () => {
    const set = (termDays: number | null) =>
      db.updateTable('process').set({ regime: 'ordinance', termDays }).where('id', '=', process.id).execute()
    await set(null)
    await expect(plan({ secondLastDay: '' })).rejects.toMatchObject({ code: 'noLastDay' })
    await set(28)
    await plan({ secondLastDay: '' })
    expect((await found()).secondLastDay).toBe('2017-01-02')
    await plan({ secondLastDay: '9 december 2016' })
    expect((await found()).secondLastDay).toBe('2016-12-09')
  })

  test('may have begun where notice and plan were there already', async () => {
    await plan({ secondStartsOn: '18 november 2016', wasOnlineEarlier: true })
    expect(stage(await found(), AFTER_FIRST)).toBe('open')
  })

  test('wait for the release, and for someone who may release', async () => {
    const draft = await aProcess(db, municipality, { state: 'draft' })
    await db.updateTable('process').set({ releasedAt: null }).where('id', '=', draft.id).execute()
    await expect(plan({ process: draft })).rejects.toMatchObject({ code: 'notReleased' })
    const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
    await expect(planSecondInspraak(db, processor, { process, ...FIRST_TO_LAST }, AFTER_FIRST)).rejects.toThrow()
  })

  test('can be taken away until someone reacted, and are in the record', async () => {
    await plan()
    await plan({ secondStartsOn: '', secondLastDay: '' })
    expect(await found()).toMatchObject({ secondStartsOn: null, secondLastDay: null, secondClosesAt: null })
    await plan()
    await react(at('2016-12-06T10:00:00'))
    await expect(plan({ secondStartsOn: '', secondLastDay: '' })).rejects.toMatchObject({ code: 'hasContributions' })
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('processId', '=', process.id)
      .where('act', '=', 'planSecondInspraak')
      .orderBy('id')
      .execute()
    const days = '2016-12-05/2017-01-20'
    expect(events.map(({ detail }) => detail)).toMatchObject([
      { from: null, to: days },
      { from: days, to: null },
      { from: null, to: days },
      { refused: 'hasContributions' },
    ])
  })

  test('get no shorter once someone reacted, and longer is judged again', async () => {
    await plan()
    const late = at('2017-01-21T10:00:00')
    await react(at('2016-12-06T10:00:00'))
    await register({ receivedOn: '21 januari 2017' }, late)
    expect(await rows()).toMatchObject([{ timeliness: 'onTime' }, { round: 'secondInspraak', timeliness: 'late' }])
    await expect(plan({ secondStartsOn: '6 december 2016' }, late)).rejects.toMatchObject({ code: 'begun' })
    await expect(plan({ secondLastDay: '18 januari 2017' }, late)).rejects.toMatchObject({ code: 'shorter' })
    await plan({ secondLastDay: '27 januari 2017' }, late)
    expect(await rows()).toMatchObject([
      { timeliness: 'onTime' },
      { timeliness: 'onTime', timelinessReason: expect.stringContaining('binnen de termijn') },
    ])
  })
})

describe('the website', () => {
  test('takes reactions for the second from when it is announced until its last moment', async () => {
    expect(await react(AFTER_FIRST)).toBeNull()
    await plan()
    expect(stage(await found(), AFTER_FIRST)).toBe('announced')
    expect(await react(at('2016-12-01T10:00:00'))).toMatchObject({ round: 'secondInspraak', timeliness: 'early' })
    expect(await react(at('2017-01-20T23:59:59.999'))).toMatchObject({ round: 'secondInspraak', timeliness: 'onTime' })
    expect(await react(at('2017-01-21T00:00:00'))).toBeNull()
    expect(stage(await found(), at('2017-01-21T00:00:00'))).toBe('processing')
  })

  test('still takes those of the first while that runs', async () => {
    await plan({}, NOW)
    expect(await react(NOW)).toMatchObject({ round: 'inspraak', timeliness: 'onTime' })
  })

  test('shows the round that counts now in its lists', async () => {
    await plan()
    const { open } = await runningProcesses(db, municipality.id, at('2016-12-06T10:00:00'))
    expect(open).toMatchObject([{ startsOn: '2016-12-05', lastDay: '2017-01-20' }])
  })
})

describe('what comes by post', () => {
  test('is of the first inspraak when it counts for that, else of the second, each by its own term', async () => {
    await plan()
    const now = at('2017-01-30T12:00:00')
    await register({ sentOn: '15 november 2016', receivedOn: '18 november 2016' }, now)
    await register({ sentOn: '17 november 2016', receivedOn: '18 november 2016' }, now)
    await register({ sentOn: '20 januari 2017', receivedOn: '27 januari 2017' }, now)
    await register({ sentOn: '20 januari 2017', receivedOn: '28 januari 2017' }, now)
    expect(await rows()).toMatchObject([
      { round: 'inspraak', timeliness: 'onTime' },
      { round: 'secondInspraak', timeliness: 'early' },
      { round: 'secondInspraak', timeliness: 'onTime' },
      { round: 'secondInspraak', timeliness: 'late' },
    ])
  })

  test('gets a receipt that names the second inspraak and its last day', async () => {
    await plan()
    await register({ receivedOn: '6 december 2016', email: 'inwoner@voorbeeld.example' }, at('2016-12-07T12:00:00'))
    const { data } = await db
      .selectFrom('notification')
      .select('data')
      .where('recipient', '=', 'inwoner@voorbeeld.example')
      .executeTakeFirstOrThrow()
    expect(data).toMatchObject({
      processTitle: 'Plan voor zorg, werk en school (tweede inspraak)',
      lastDay: '20\u00a0januari 2017',
    })
  })

  test('is judged again when an official says that it was of the other round', async () => {
    await plan()
    const now = at('2016-12-07T12:00:00')
    const { id } = await register({ receivedOn: '6 december 2016' }, now)
    const { key: _, kind: __, text: ___, ...texts } = letter
    const given = { process, contributionId: id, ...texts, receivedOn: '6 december 2016', round: 'inspraak' }
    await correctOrigin(db, by, given, now)
    expect(await rows()).toMatchObject([{ round: 'inspraak', timeliness: 'late' }])
  })

  test('registered before its days are known, it is early until they are', async () => {
    const receivedAt = at('2017-01-25T10:00:00')
    const given = {
      ...{ contributor: { kind: 'resident' as const }, kind: 'reaction' as const, channel: 'email' as const },
      ...{ receivedAt, round: 'secondInspraak' as const, text: 'De bus rijdt niet.' },
    }
    await inTransaction(db, async (trx) => registerContribution(trx, await found(), given))
    expect(await rows()).toMatchObject([{ timeliness: 'early' }])
    await plan()
    expect(await rows()).toMatchObject([{ timeliness: 'late' }])
  })
})
