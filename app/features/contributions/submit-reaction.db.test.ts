import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import { inspraakTerm } from '#app/features/processes/term.ts'
import { startOfDay } from '#app/local-date.ts'
import { inTransaction } from '#db/client.server.ts'
import { aMunicipality, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { openProcess } from '#tests/open-process.ts'
import { findDraft, storeDraft } from './draft.server.ts'
import { openReaction } from './open-reaction.server.ts'
import { partOfPlan, processToReact } from './process-to-react.server.ts'
import { momentInWords } from './reaction-words.ts'
import { wholePlan } from './reaction.ts'
import { showCode } from './receipt-code.server.ts'
import { submitReaction } from '#app/public-parts.server.ts'
import { storeReaction } from './submit-reaction.server.ts'

const { db } = await testDatabase()
const { municipality, process, plan, secret, resident, fields, input, stored, counts } = await openProcess(db)

describe('who and what it is about', () => {
  test('a paragraph, with its section', async () => {
    const { contributionId } = await submitReaction(
      db,
      resident,
      input({ about: { kind: 'paragraph', id: plan.paragraphs[2] ?? '' } }),
      NOW,
    )
    expect(await stored(contributionId)).toMatchObject({ paragraphId: plan.paragraphs[2], sectionId: plan.sections[1] })
  })

  test('a section', async () => {
    const { contributionId } = await submitReaction(
      db,
      resident,
      input({ about: { kind: 'section', id: plan.sections[0] ?? '' } }),
      NOW,
    )
    expect(await stored(contributionId)).toMatchObject({ paragraphId: null, sectionId: plan.sections[0] })
  })

  test('a paragraph of another process is refused', async () => {
    const other = await aPlan(db, await aProcess(db, municipality))
    const about = { kind: 'paragraph' as const, id: other.paragraphs[0] ?? '' }
    await expect(submitReaction(db, resident, input({ about }), NOW)).rejects.toThrow(
      'Dit deel staat niet meer in het plan',
    )
  })

  test('a paragraph of another municipality is refused', async () => {
    const other = await aPlan(db, await aProcess(db, await aMunicipality(db)))
    const about = { kind: 'section' as const, id: other.sections[0] ?? '' }
    await expect(submitReaction(db, resident, input({ about }), NOW)).rejects.toThrow(Refused)
  })

  test('a process of another municipality is not found', async () => {
    const elsewhere = await aProcess(db, await aMunicipality(db))
    await expect(submitReaction(db, resident, input({}, { process: elsewhere }), NOW)).rejects.toThrow(NotFound)
  })

  test('a resident without a name has nothing kept but the text', async () => {
    const { contributionId } = await submitReaction(db, resident, input(), NOW)
    const row = await stored(contributionId)
    expect(row).toMatchObject({
      who: 'resident',
      name: '',
      organisation: '',
      namedInPublic: false,
      channel: 'online',
      kind: 'reaction',
    })
    const contacts = await db
      .selectFrom('contributorContact')
      .selectAll()
      .where('contributorId', '=', row.contributorId)
      .execute()
    expect(contacts).toEqual([])
  })

  test('an organisation is named, and an organisation filled in by someone who speaks for themself is left out', async () => {
    const organisation = 'Dorpsraad Valthermond'
    const one = await submitReaction(db, resident, input({ speaksFor: 'organisation', organisation }), NOW)
    expect(await stored(one.contributionId)).toMatchObject({ who: 'organisation', organisation, namedInPublic: true })
    const other = await submitReaction(db, resident, input({ speaksFor: 'self', organisation }), NOW)
    expect(await stored(other.contributionId)).toMatchObject({
      who: 'resident',
      organisation: '',
      namedInPublic: false,
    })
  })
})

describe('the same reaction sent again', () => {
  test('gives the same receipt and stores nothing more', async () => {
    const twice = input({ email: 'u@voorbeeld.example' })
    const first = await submitReaction(db, resident, twice, NOW)
    const before = await counts()
    expect(await submitReaction(db, resident, twice, new Date(NOW.getTime() + 60_000))).toEqual(first)
    expect(await counts()).toEqual(before)
  })

  test('gives the same receipt after the term too', async () => {
    const late = input()
    const first = await submitReaction(db, resident, late, NOW)
    expect(await submitReaction(db, resident, late, new Date('2016-12-01T12:00:00Z'))).toEqual(first)
  })

  test('16 times at once is one contribution, and every answer is the same', async () => {
    const before = await counts()
    const { token } = await storeDraft(
      db,
      { process, token: null, change: { text: fields.text, email: 'u@voorbeeld.example' } },
      NOW,
    )
    const { idempotencyKey: key = '' } = (await findDraft(db, process, token)) ?? {}
    const same = input({ email: 'u@voorbeeld.example' }, { key })
    const receipts = await Promise.all(
      Array.from({ length: 16 }, (_, at) => submitReaction(db, resident, same, new Date(NOW.getTime() + at))),
    )
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1)
    const after = await counts()
    expect(after).toEqual({
      ...{
        contributions: before.contributions + 1,
        contributors: before.contributors + 1,
        receipts: before.receipts + 1,
      },
      ...{ events: before.events + 1, messages: before.messages + 1 },
    })
    const draft = await findDraft(db, process, token)
    expect(draft?.contributionId).toBe(receipts[0]?.contributionId)
    expect(draft?.fields, 'a sent draft holds nothing of what was typed').toMatchObject({ text: '', email: '' })
  })

  test('a form that arrives while the same form is being stored gets the receipt of the first', async () => {
    const same = input({}, { key: uuid() })
    const [isStored, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const first = db.transaction().execute(async (trx) => {
      const receipt = await submitReaction(trx, resident, same, NOW)
      isStored.resolve()
      await held.promise
      return receipt
    })
    await isStored.promise
    const second = submitReaction(db, resident, same, NOW)
    const waiting = sql<{ count: number }>`
      select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting.execute(db)).rows[0]?.count).toBe(1)
    held.resolve()
    expect(await second).toEqual(await first)
  })

  test('a key of another process opens nothing', async () => {
    const { key } = input()
    await submitReaction(db, resident, input({}, { key }), NOW)
    const other = await aProcess(db, municipality)
    await expect(submitReaction(db, resident, input({}, { key, process: other }), NOW)).rejects.toThrow(NotFound)
  })
})

test('16 writers at once with different texts: none is refused, each has a receipt of their own', async () => {
  const before = await counts()
  const receipts = await Promise.all(
    Array.from({ length: 16 }, (_, at) =>
      submitReaction(db, resident, input({ text: `Reactie ${at}`, email: `u${at}@voorbeeld.example` }), NOW),
    ),
  )
  expect(new Set(receipts.map(({ code }) => code)).size).toBe(16)
  expect((await counts()).contributions).toBe(before.contributions + 16)
  const texts = await Promise.all(receipts.map(async ({ contributionId }) => (await stored(contributionId)).text))
  expect(texts).toEqual(Array.from({ length: 16 }, (_, at) => `Reactie ${at}`))
})

describe('the moment of arrival decides', () => {
  const lastMoment = new Date('2016-11-15T23:59:59.999+01:00')

  test('a reaction in the last millisecond is in time', async () => {
    const receipt = await submitReaction(db, resident, input(), lastMoment)
    expect(receipt.timeliness).toBe('onTime')
    expect((await stored(receipt.contributionId)).receivedAt).toEqual(lastMoment)
  })

  test('a millisecond later it is over, and nothing is stored', async () => {
    const before = await counts()
    await expect(submitReaction(db, resident, input(), new Date(lastMoment.getTime() + 1))).rejects.toMatchObject({
      code: 'termOver',
    })
    expect(await counts()).toEqual(before)
  })

  test('of what was refused for pressure the first arrival, also after the last day; the draft and the record have the moment of sending', async () => {
    const now = new Date('2016-11-16T00:10:00+01:00')
    const { token } = await storeDraft(db, { process, token: null, change: { text: fields.text } }, NOW)
    const { idempotencyKey: key = '' } = (await findDraft(db, process, token)) ?? {}
    const again = input({ email: 'laat@voorbeeld.example' }, { key, firstArrivedAt: lastMoment })
    const receipt = await submitReaction(db, resident, again, now)
    expect(receipt).toMatchObject({ timeliness: 'onTime', receivedAt: lastMoment })
    expect(await stored(receipt.contributionId)).toMatchObject({ receivedAt: lastMoment, timeliness: 'onTime' })
    expect((await findDraft(db, process, token))?.updatedAt, 'its receipt shows for half an hour from now').toEqual(now)
    const event = db.selectFrom('event').select(['at', 'detail']).where('subjectId', '=', receipt.contributionId)
    expect(await event.executeTakeFirstOrThrow()).toEqual({
      at: now,
      detail: { channel: 'online', timeliness: 'onTime', sentAgainAfterPressure: true },
    })
    const mail = db
      .selectFrom('notification')
      .select('data')
      .where('messageKey', '=', `receipt:${receipt.contributionId}`)
    expect(JSON.stringify(await mail.executeTakeFirstOrThrow())).toContain(momentInWords(lastMoment))
    expect(await submitReaction(db, resident, again, new Date(now.getTime() + 60_000)), 'twice').toEqual(receipt)
  })

  test('nor does a first arrival after the last moment help', async () => {
    const late = new Date(lastMoment.getTime() + 1)
    const again = input({}, { firstArrivedAt: late })
    await expect(submitReaction(db, resident, again, new Date(late.getTime() + 60_000))).rejects.toMatchObject({
      code: 'termOver',
    })
  })

  test('a reaction before the first day counts, and is called early', async () => {
    const early = await submitReaction(db, resident, input(), new Date('2016-10-04T23:59:59.999+02:00'))
    expect(early.timeliness).toBe('early')
    const first = await submitReaction(db, resident, input(), new Date('2016-10-05T00:00:00.000+02:00'))
    expect(first.timeliness).toBe('onTime')
  })

  test.each([
    ['ends on the day summer time begins', '2019-02-18', '2019-03-31', '2019-03-31T23:59:59.999+02:00'],
    ['ends on the day winter time begins', '2019-09-16', '2019-10-27', '2019-10-27T23:59:59.999+01:00'],
  ])('to the millisecond for a term that %s', async (_, startsOn, lastDay, last) => {
    const term = await aProcess(db, municipality)
    const closesAt = new Date(startOfDay(lastDay).getTime() + (lastDay.includes('-03-') ? 23 : 25) * 3_600_000)
    await db.updateTable('process').set({ startsOn, lastDay, closesAt }).where('id', '=', term.id).execute()
    const inTime = await submitReaction(db, resident, input({}, { process: term }), new Date(last))
    expect(inTime.timeliness).toBe('onTime')
    const late = submitReaction(db, resident, input({}, { process: term }), new Date(new Date(last).getTime() + 1))
    await expect(late).rejects.toMatchObject({ code: 'termOver' })
  })

  test('the instant that a release computes is the one that is kept to', async () => {
    const computed = inspraakTerm({
      regime: 'uov',
      noticeOn: '2016-10-04',
      onDisplayFrom: '2016-10-05',
      termDays: null,
    })
    expect(computed.closesAt?.getTime()).toBe(lastMoment.getTime() + 1)
  })

  test('a process that is not public is not found', async () => {
    const draft = await aProcess(db, municipality, { state: 'draft' })
    await expect(submitReaction(db, resident, input({}, { process: draft }), NOW)).rejects.toThrow(NotFound)
  })

  test.each(['answered', 'withdrawn'] as const)('a process that is %s takes no reaction', async (state) => {
    const other = await aProcess(db, municipality)
    await db.updateTable('process').set({ state }).where('id', '=', other.id).execute()
    await expect(submitReaction(db, resident, input({}, { process: other }), NOW)).rejects.toMatchObject({
      code: 'termOver',
    })
  })
})

describe('the message', () => {
  const messagesTo = (recipient: string) =>
    db.selectFrom('notification').selectAll().where('recipient', '=', recipient).execute()

  test('holds the code and the facts, and nothing that was typed: nobody confirmed the address', async () => {
    const typed = 'https://kwaad.example'
    const text = `Kijk op ${typed}`
    const said = { text, name: typed, organisation: typed, named: true }
    const about = { kind: 'paragraph' as const, id: plan.paragraphs[2] ?? '' }
    const receipt = await submitReaction(
      db,
      resident,
      input({ ...said, about, email: 'mail@voorbeeld.example' }),
      new Date('2016-11-01T20:14:00+01:00'),
    )
    const [message, ...more] = await messagesTo('mail@voorbeeld.example')
    expect(more).toEqual([])
    expect(message).toMatchObject({
      messageKey: `receipt:${receipt.contributionId}`,
      template: 'receipt',
      state: 'queued',
    })
    expect(message?.data).toMatchObject({
      ...{
        publicName: 'Met uw naam',
        code: showCode(receipt.code),
        about: 'Alinea\u00a03, Algemene voorzieningen',
        timeliness: 'U bent op tijd.',
      },
      ...{
        receivedAt: 'dinsdag 1\u00a0november 2016 om 20.14\u00a0uur',
        statusUrl: 'https://saomen.example/mijn-reactie',
      },
    })
    expect(JSON.stringify(message?.data)).not.toContain(typed)
    await submitReaction(
      db,
      resident,
      input({ ...said, speaksFor: 'organisation', email: 'namens@voorbeeld.example' }),
      NOW,
    )
    const [forOrganisation] = await messagesTo('namens@voorbeeld.example')
    expect(forOrganisation?.data).toMatchObject({ publicName: 'Met de naam van uw organisatie' })
    expect(JSON.stringify(forOrganisation?.data)).not.toContain(typed)
  })

  test('sixty reactions with the address of one victim give three, and are all received with a code', async () => {
    const before = await counts()
    const receipts = await Promise.all(
      Array.from({ length: 60 }, () =>
        submitReaction(db, resident, input({ email: 'doelwit@voorbeeld.example' }), NOW),
      ),
    )
    expect(await messagesTo('doelwit@voorbeeld.example')).toHaveLength(3)
    expect(new Set(receipts.map(({ code }) => code)).size).toBe(60)
    expect((await counts()).contributions).toBe(before.contributions + 60)
  })

  test('is not there when the act is undone, and neither is anything else', async () => {
    const before = await counts()
    const undone = inTransaction(db, async (trx) => {
      const part = await partOfPlan(trx, process, wholePlan)
      const sent = { process, fields: { ...fields, email: 'undone@voorbeeld.example' }, key: 'undone', isMailed: true }
      const at = await processToReact(trx, municipality.id, process)
      const to = { by: resident, process: at, secret, baseUrl: 'https://saomen.example' }
      const site = { ...to, arrivedAt: NOW, pointOfProposal: async () => {} }
      if (part) await storeReaction(trx, { ...sent, ...site }, part, NOW)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await counts()).toEqual(before)
    expect(await messagesTo('undone@voorbeeld.example')).toEqual([])
  })

  test('is not made when no address was given', async () => {
    const before = await counts()
    await submitReaction(db, resident, input(), NOW)
    expect((await counts()).messages).toBe(before.messages)
  })
})

test('the record tells that it came, and nothing of who or what', async () => {
  const { contributionId } = await submitReaction(
    db,
    resident,
    input({ name: 'Inspreker A', email: 'a@voorbeeld.example', named: true }),
    NOW,
  )
  const event = await db
    .selectFrom('event')
    .selectAll()
    .where('subjectId', '=', contributionId)
    .executeTakeFirstOrThrow()
  expect(event).toMatchObject({ act: 'submitReaction', actorKind: 'resident', actorId: null, processId: process.id })
  expect(event.detail).toEqual({ channel: 'online', timeliness: 'onTime' })
})

test('the code that was shown opens the reaction, and the code itself is nowhere in the database', async () => {
  const { contributionId, code } = await submitReaction(db, resident, input(), NOW)
  const typed = { code: showCode(code).toLowerCase(), secret, clientAddress: '127.0.0.1' }
  expect(await openReaction(db, resident, typed, NOW)).toEqual({ contributionId })
  const receipt = await db
    .selectFrom('receipt')
    .selectAll()
    .where('contributionId', '=', contributionId)
    .executeTakeFirstOrThrow()
  expect(receipt.codeHash).not.toContain(code)
})
