import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { aDraft, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { correctOrigin } from './correct-origin.server.ts'
import type { FreeTexts } from './free-contribution.schema.ts'
import { readOrigin } from './free-contribution.schema.ts'
import { codeOfReceipt } from './give-receipt.server.ts'
import { openReaction } from './open-reaction.server.ts'
import { originOf, registeredByHand } from './origin-queries.server.ts'
import { contributionOf } from './queries.server.ts'
import { registerFreeContribution } from './register-free-contribution.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const letter = { channel: 'post', sentOn: '15 november 2016', receivedOn: '18 november 2016' }
const SECRET = 's'.repeat(32)
const LATER = new Date('2016-12-01T10:00:00+01:00')

function inputOf(process: { id: string }, kind: Input['kind'], texts: FreeTexts) {
  const text = '  Zoals het\nwerd gezegd. '
  return { process, kind, ...texts, text, key: uuid(), secret: SECRET, baseUrl: 'https://saomen.example' }
}
type Input = Parameters<typeof registerFreeContribution>[2]
const talks = {
  name: 'Gesprekken met professionals over jeugdhulp',
  heldOn: '3 juni 2016',
  heldUntil: '26 augustus 2016',
  place: 'dorpshuis in Exloo',
  consent: 'given',
}

describe('registering what no form brought', () => {
  test('keeps the words of conversations, from whom they come, where and when', async () => {
    const process = await aProcess(db, municipality)
    const { id } = await registerFreeContribution(
      db,
      official,
      inputOf(process, 'conversations', { ...talks, readBackOn: '1 september 2016' }),
      NOW,
    )
    const stored = await contributionOf(db, process, id)
    expect(stored).toMatchObject({
      ...{
        text: '  Zoals het\nwerd gezegd. ',
        channel: 'meeting',
        timeliness: 'early',
        receivedAt: new Date('2016-06-03T00:00:00+02:00'),
      },
      timelinessReason: 'Gezegd op 3\u00a0juni tot en met 26\u00a0augustus 2016 (gesprekken).',
      contributor: {
        kind: 'conversations',
        organisation: 'Gesprekken met professionals over jeugdhulp',
        name: '',
        namedInPublic: true,
      },
    })
    expect(await originOf(db, process, id)).toEqual({
      ...{
        heldOn: '2016-06-03',
        heldUntil: '2016-08-26',
        place: 'dorpshuis in Exloo',
        source: '',
        consent: 'given',
        readBackOn: '2016-09-01',
      },
    })
    const event = await db.selectFrom('event').selectAll().where('subjectId', '=', id).executeTakeFirstOrThrow()
    expect(event).toMatchObject({
      act: 'registerContribution',
      actorId: official.id,
      detail: { kind: 'conversations', channel: 'meeting' },
    })
    expect(JSON.stringify(event)).not.toContain('jeugdhulp')
  })

  test('a form that is filled in anew after going back is another contribution', async () => {
    const process = await aProcess(db, municipality)
    const first = inputOf(process, 'conversations', talks)
    const second = { ...first, text: 'Een heel ander gesprek.' }
    const ids = []
    for (const input of [first, second, first, second])
      ids.push((await registerFreeContribution(db, official, input, NOW)).id)
    expect(new Set(ids).size).toBe(2)
    const texts = await Promise.all(ids.map(async (id) => (await contributionOf(db, process, id)).text))
    expect(texts).toEqual([first.text, second.text, first.text, second.text])
  })

  test('a letter sent in time counts, a later one is stored and marked with the reason', async () => {
    const process = await aProcess(db, municipality)
    const inTime = await registerFreeContribution(db, official, inputOf(process, 'resident', letter), LATER)
    const late = await registerFreeContribution(
      db,
      official,
      inputOf(process, 'resident', { ...letter, receivedOn: '25 november 2016' }),
      LATER,
    )
    expect(await contributionOf(db, process, inTime.id)).toMatchObject({
      timeliness: 'onTime',
      sentOn: '2016-11-15',
      contributor: { kind: 'resident', namedInPublic: false },
    })
    expect(await contributionOf(db, process, late.id)).toMatchObject({
      timeliness: 'late',
      timelinessReason: expect.stringContaining('meer dan een week daarna'),
    })
  })

  test('is possible in a draft, and after the answers are public', async () => {
    const draft = await aDraft(db, official)
    const answered = await aProcess(db, municipality, { state: 'answered' })
    for (const process of [draft, answered]) {
      const { id } = await registerFreeContribution(
        db,
        official,
        inputOf(process, 'organisation', { name: 'Zorggroep', channel: 'email', receivedOn: '1 november 2016' }),
        NOW,
      )
      expect((await contributionOf(db, process, id)).receivedAt).toEqual(NOW)
    }
  })

  test('the same form counts once, also when it is sent twice at the same moment', async () => {
    const process = await aProcess(db, municipality)
    const input = inputOf(process, 'resident', { ...letter, email: 'inwoner@voorbeeld.example' })
    const [one, other] = await Promise.all([
      registerFreeContribution(db, official, input, LATER),
      registerFreeContribution(db, official, input, LATER),
    ])
    expect(one.id).toBe(other.id)
    expect([one.isNew, other.isNew].sort()).toEqual([false, true])
    const rows = await db.selectFrom('contributor').select('id').where('processId', '=', process.id).execute()
    expect(rows).toHaveLength(1)
    const elsewhere = await aProcess(db, municipality)
    await expect(registerFreeContribution(db, official, { ...input, process: elsewhere }, LATER)).rejects.toThrow(
      NotFound,
    )
  })

  test('gives who sent it the receipt that the form gives, by mail where there is an address', async () => {
    const process = await aProcess(db, municipality)
    const mailed = await registerFreeContribution(
      db,
      official,
      inputOf(process, 'resident', { ...letter, email: 'met@voorbeeld.example' }),
      LATER,
    )
    const silent = await registerFreeContribution(db, official, inputOf(process, 'resident', letter), LATER)
    const spoken = await registerFreeContribution(db, official, inputOf(process, 'conversations', talks), NOW)
    const codes = await Promise.all([mailed, silent, spoken].map(({ id }) => codeOfReceipt(db, process, id, SECRET)))
    expect(codes).toEqual([expect.stringMatching(/^.{4}-.{4}-.{4}$/), expect.stringMatching(/^.{4}-.{4}-.{4}$/), null])
    const mails = await db
      .selectFrom('notification')
      .select(['recipient', 'data'])
      .where(
        'messageKey',
        'in',
        [mailed, silent].map(({ id }) => `receipt:${id}`),
      )
      .execute()
    expect(mails).toMatchObject([
      {
        recipient: 'met@voorbeeld.example',
        data: { code: codes[0], receivedAt: 'vrijdag 18\u00a0november 2016', timeliness: 'U bent op tijd.' },
      },
    ])
    expect(JSON.stringify(mails), 'an official types the address, and nobody confirmed it').not.toContain('werd gezegd')
    const sender = { kind: 'resident', id: null, municipalityId: municipality.id } as const
    const typed = { code: codes[1] ?? '', secret: SECRET, clientAddress: '192.0.2.1' }
    expect(await openReaction(db, sender, typed, LATER), 'the code opens it').toEqual({ contributionId: silent.id })
    const draft = await aDraft(db, official)
    const early = await registerFreeContribution(
      db,
      official,
      inputOf(draft, 'organisation', {
        name: 'Zorggroep',
        channel: 'email',
        receivedOn: '1 november 2016',
        email: 'zorg@voorbeeld.example',
      }),
      NOW,
    )
    expect(await codeOfReceipt(db, draft, early.id, SECRET), 'of a draft there is nothing to follow yet').toBeNull()
  })

  test('is not for who has another role, or another municipality', async () => {
    const process = await aProcess(db, municipality)
    const input = inputOf(process, 'resident', letter)
    const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    const stranger = await anActor(db, await aMunicipality(db))
    await expect(registerFreeContribution(db, reviewer, input, LATER)).rejects.toThrow(NotAllowed)
    await expect(registerFreeContribution(db, stranger, input, LATER)).rejects.toThrow(NotFound)
    await expect(registerFreeContribution(db, official, { ...input, text: ' \n ' }, LATER)).rejects.toThrow(Refused)
    expect(await db.selectFrom('contribution').select('id').where('processId', '=', process.id).execute()).toEqual([])
  })
})

describe('correcting where it comes from', () => {
  test('changes names, days and whether it was in time, and never the text', async () => {
    const process = await aProcess(db, municipality)
    const { id } = await registerFreeContribution(
      db,
      official,
      inputOf(process, 'resident', { ...letter, receivedOn: '25 november 2016' }),
      LATER,
    )
    const texts = { ...letter, person: 'Inwoner A', namedInPublic: 'yes', email: 'a@voorbeeld.example' }
    await correctOrigin(db, official, { process, contributionId: id, ...texts }, LATER)
    expect(await contributionOf(db, process, id)).toMatchObject({
      ...{ timeliness: 'onTime', receivedAt: new Date('2016-11-18T00:00:00+01:00') },
      contributor: { name: 'Inwoner A', namedInPublic: true },
    })
    const read = readOrigin('resident', texts, '2016-12-01').origin
    expect((await registeredByHand(db, process, id)).origin).toEqual({ ...read, round: 'inspraak' })
    const [event] = await db.selectFrom('event').selectAll().where('act', '=', 'correctOrigin').execute()
    expect(event?.detail).toEqual({
      changed: 'person receivedOn email namedInPublic',
      ...{ 'from.receivedOn': '2016-11-25', 'to.receivedOn': '2016-11-18' },
    })
    await correctOrigin(db, official, { process, contributionId: id, ...texts }, LATER)
    expect(
      await db.selectFrom('event').select('id').where('act', '=', 'correctOrigin').execute(),
      'nothing changed, nothing recorded',
    ).toHaveLength(1)
  })

  test('chooses another round, or lets it follow from the kind and the day again', async () => {
    const process = await aProcess(db, municipality)
    const { id } = await registerFreeContribution(
      db,
      official,
      inputOf(process, 'resident', { ...letter, round: 'secondInspraak' }),
      LATER,
    )
    const round = async () => (await registeredByHand(db, process, id)).origin.round
    expect(await round()).toBe('secondInspraak')
    await correctOrigin(db, official, { process, contributionId: id, ...letter, round: 'partners' }, LATER)
    expect(await round()).toBe('partners')
    await correctOrigin(db, official, { process, contributionId: id, ...letter, round: '' }, LATER)
    expect(await round()).toBe('inspraak')
  })

  test('ends when the answers are public, and is only for what an official registered', async () => {
    const process = await aProcess(db, municipality)
    const { id } = await registerFreeContribution(db, official, inputOf(process, 'conversations', talks), NOW)
    const moved = { ...talks, place: 'school in Odoorn' }
    const correct = (by = official) => correctOrigin(db, by, { process, contributionId: id, ...moved }, NOW)
    await expect(correct(await anActor(db, municipality, { innerRoles: ['approver'] }))).rejects.toThrow(NotAllowed)
    await expect(correct(await anActor(db, await aMunicipality(db)))).rejects.toThrow(NotFound)
    const other = await aProcess(db, municipality)
    await expect(correctOrigin(db, official, { process: other, contributionId: id, ...moved }, NOW)).rejects.toThrow(
      NotFound,
    )
    await makePublic(db, process)
    await expect(correct()).rejects.toThrow('openbaar')
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    await expect(correct()).rejects.toMatchObject({ code: 'withdrawn' })
    expect((await originOf(db, process, id))?.place).toBe('dorpshuis in Exloo')
  })
})
