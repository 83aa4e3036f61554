import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { whyStillAsked } from './still-asked.server.ts'
import { askReopen } from '#app/features/partners/answering/ask-reopen.server.ts'
import { releaseResponse } from '#app/features/partners/answering/release-response.server.ts'
import { reopenResponse, takeBackNoPoints } from '#app/features/partners/answering/reopen-response.server.ts'
import { hasUnsent } from '#app/features/partners/answering/response-view.ts'
import { sendLastVersions } from '#app/features/partners/answering/send-last-versions.server.ts'
import { sayNoPoints } from '#app/features/partners/answering/send-response.server.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { messages } from '#emails/messages.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { anInvitation, baseUrl } from '#tests/partner-invitation.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { askedPartners, askedQuestions } from './overview.server.ts'
import { matrixOf } from './overview.ts'
import { sendDueReminders } from './send-due-reminders.server.ts'

const { db } = await testDatabase()

/** A response that was sent, and that its organisation asks to have back. */
async function anAsked() {
  const it = await anInvitation(db)
  await sayNoPoints(db, it.lead, { responseId: it.responseId, baseUrl }, NOW)
  await askReopen(db, it.lead, { responseId: it.responseId, reason: 'Wij hebben toch een punt.', baseUrl }, NOW)
  const reopen = (by: Actor, now = NOW) =>
    reopenResponse(db, by, { process: it.process, responseId: it.responseId, baseUrl }, now)
  return { ...it, reopen }
}

test('an official gives a response back on its request, and the organisation can write on', async () => {
  const it = await anAsked()
  const official = await anActor(db, it.municipality, { innerRoles: ['processor'] })
  await it.reopen(official)
  expect((await it.view()).state).toBe('draft')
  expect(await it.contributions()).toEqual([])
})

test('after the last day it stays as it was sent, and the page says why', async () => {
  const it = await anAsked()
  const official = await anActor(db, it.municipality, { innerRoles: ['processor'] })
  await expect(it.reopen(official, new Date('2016-11-16T00:00:00+01:00'))).rejects.toMatchObject({
    byField: { '': expect.stringContaining('De laatste dag is voorbij') },
  })
  expect((await it.view()).state).toBe('sent')
})

test('once the answers are public it stays in the register, for the organisation and for officials', async () => {
  const it = await anAsked()
  const official = await anActor(db, it.municipality, { innerRoles: ['processor'] })
  await db.updateTable('process').set({ state: 'answered', answeredAt: NOW }).where('id', '=', it.process.id).execute()
  await expect(it.reopen(official)).rejects.toMatchObject({ byField: { '': expect.stringContaining('al openbaar') } })
  await expect(takeBackNoPoints(db, it.lead, { responseId: it.responseId }, NOW)).rejects.toThrow('al openbaar')
  expect([(await it.view()).state, (await it.contributions()).length]).toEqual(['sent', 1])
})

test('who may not process cannot, and of another municipality it is not there', async () => {
  const it = await anAsked()
  await expect(it.reopen(it.lead)).rejects.toThrow(NotAllowed)
  await expect(it.reopen(await anActor(db, await aMunicipality(db)))).rejects.toThrow(NotFound)
  expect((await it.view()).state).toBe('sent')
})

test('the official who asked the organisations gets a message with the reason, once; a colleague who has to do with other questions does not', async () => {
  const it = await anInvitation(db)
  const colleague = await anActor(db, it.municipality, { innerRoles: ['processor'] })
  await sayNoPoints(db, it.lead, { responseId: it.responseId, baseUrl }, NOW)
  for (const reason of ['Wij hebben toch een punt.', 'Nog eens'])
    await askReopen(db, it.lead, { responseId: it.responseId, reason, baseUrl }, NOW)
  const mails = (await it.sentMails()).filter(({ template }) => template === 'partnerAsksReopen')
  expect(mails).toMatchObject([
    {
      recipient: it.official.email,
      data: {
        organisation: it.partner.name,
        reason: 'Wij hebben toch een punt.',
        link: expect.stringMatching(/^https:\/\/saomen\.example\/ambtenaar\/trajecten\/.+\/partners$/),
      },
    },
  ])

  await db.updateTable('account').set({ blockedAt: NOW }).where('id', '=', it.official.id).execute()
  const reader = await anActor(db, it.municipality, { innerRoles: ['reviewer'] })
  await takeBackNoPoints(db, it.lead, { responseId: it.responseId }, NOW)
  await sayNoPoints(db, it.lead, { responseId: it.responseId, baseUrl }, NOW)
  await askReopen(db, it.lead, { responseId: it.responseId, reason: 'Een tweede keer', baseUrl }, NOW)
  const later = (await it.sentMails()).filter(
    ({ template, recipient }) => template === 'partnerAsksReopen' && recipient !== it.official.email,
  )
  expect(later.map(({ recipient }) => recipient)).toEqual([colleague.email])
  expect(later.map(({ recipient }) => recipient)).not.toContain(reader.email)
})

describe('a response that was reopened and not sent again', () => {
  const THE_DAY_AFTER = new Date('2016-11-16T03:37:00+01:00')

  const LATER = new Date(NOW.getTime() + 60_000)

  async function reopened() {
    const it = await anInvitation(db)
    await it.save(it.lead, 1, 'Een bus die op tijd rijdt.')
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    await it.send()
    await reopenResponse(db, it.official, { process: it.process, responseId: it.responseId, baseUrl }, NOW)
    await it.save(it.lead, 2, 'Dit is niet verzonden.', { at: LATER })
    return it
  }

  test('counts as it was sent before, once the last day is over; its people hear so, once', async () => {
    const it = await reopened()
    await sendLastVersions(db, { baseUrl }, new Date('2016-11-15T23:00:00+01:00'))
    expect(await it.contributions(), 'they can still send').toEqual([])
    for (const _ of ['once', 'twice']) await sendLastVersions(db, { baseUrl }, THE_DAY_AFTER)
    const [contribution, ...more] = await it.contributions()
    expect(more).toEqual([])
    expect(contribution).toMatchObject({ kind: 'partnerResponse', receivedAt: NOW, timeliness: 'onTime' })
    expect(contribution?.text).toContain('Een bus die op tijd rijdt.')
    expect(contribution?.text).not.toContain('Dit is niet verzonden.')
    expect(await it.view()).toMatchObject({ state: 'sent', versions: 1, sentAt: NOW.toISOString() })
    const list = await questionnaireOf(db, it.process)
    if (!list) throw new Error('there is a list')
    const [row] = matrixOf(
      (await askedPartners(db, list)).filter(({ id }) => id === it.responseId),
      await askedQuestions(db, list),
    )
    expect([row?.points, row?.cells.map(({ kind }) => kind)], 'officials see what was sent').toEqual([
      1,
      ['sent', 'unanswered', 'unanswered', 'unanswered', 'unanswered'],
    ])
    expect(await it.texts(2), 'and nothing that was written is lost').toEqual(['Dit is niet verzonden.'])
    expect(hasUnsent(await it.view()), 'but the page says that it was not sent').toBe(true)
    const mails = (await it.sentMails()).filter(({ template }) => template === 'partnerLastVersion')
    expect(mails.map(({ recipient }) => recipient)).toEqual([it.lead.email, it.colleague.email].sort())
    expect(await it.events('sendLastVersion')).toBe(1)
  })

  test('of a plan that was withdrawn or answered stays as it is, and one that was never sent is nobody’s answer', async () => {
    const it = await reopened()
    const never = await anInvitation(db)
    await never.save(never.lead, 1, 'Nog een concept.')
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', it.process.id).execute()
    await sendLastVersions(db, { baseUrl }, THE_DAY_AFTER)
    expect([await it.contributions(), await never.contributions()]).toEqual([[], []])
  })

  test('keeps the answers from being public until it counts again, however late the task of the night runs', async () => {
    const it = await reopened()
    await sayNoPoints(db, it.stranger, { responseId: it.otherResponseId, baseUrl }, NOW)
    const words = /kreeg haar inbreng terug en verzond die niet opnieuw/
    const morning = new Date('2016-11-16T09:00:00+01:00')
    expect(await whyStillAsked(db, it.process, new Date('2016-11-15T23:00:00+01:00'))).toContain(
      'tot en met dinsdag 15',
    )
    expect(await whyStillAsked(db, it.process, morning)).toMatch(words)
    await sendLastVersions(db, { baseUrl }, morning)
    expect(await whyStillAsked(db, it.process, morning)).toBeNull()
  })

  test('is reminded of what it sent, and not called silent', async () => {
    const it = await reopened()
    await sendDueReminders(db, { baseUrl }, new Date('2016-11-08T10:00:00+01:00'))
    const reminders = (await it.sentMails()).filter(({ template }) => template === 'partnerReminder')
    expect(
      reminders.map(({ data }) => messages.partnerReminder.parse(data).sentBefore.replaceAll('\u00a0', ' ')).sort(),
    ).toEqual(['', '1 november 2016', '1 november 2016'])
  })
})
