import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { itemsOf } from '#app/features/contributions/items.server.ts'
import { addPartnerPerson } from '#app/features/partners/book/change-people.server.ts'
import { anActor, NOW } from '#tests/factories.ts'
import { anInvitation, baseUrl } from '#tests/partner-invitation.ts'
import { makePublic } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { inviteColleague } from './invite-colleague.server.ts'
import { myInvitations } from './my-invitations.server.ts'
import { releaseResponse } from './release-response.server.ts'
import { takeBackNoPoints } from './reopen-response.server.ts'
import { ownResponse } from './response-to-change.server.ts'
import { hasUnsent } from './response-view.ts'
import { sayNoPoints } from './send-response.server.ts'
import { whereAnswered } from './where-answered.server.ts'

const { db } = await testDatabase()

describe('no specific points', () => {
  test('is said in one click by the coordinator, is an answer in the register, and can be taken back', async () => {
    const it = await anInvitation(db)
    const say = (by: Actor) => sayNoPoints(db, by, { responseId: it.responseId, baseUrl }, NOW)
    await expect(say(it.colleague)).rejects.toMatchObject({ code: 'onlyCoordinator' })
    await Promise.all([say(it.lead), say(it.lead)])
    expect(await it.contributions()).toMatchObject([{ text: 'Wij hebben geen specifieke punten voor dit plan.' }])
    expect([...(await itemsOf(db, it.process)).values()], 'nothing in it is proposed as a point').toEqual([])
    expect(await it.view()).toMatchObject({ state: 'sent', hasPoints: false })
    for (const { data } of await it.sentMails())
      expect(data).toMatchObject({
        afterwards: expect.stringMatching(/^U hoeft niets meer te doen\. .* ongedaan maken\.$/),
      })
    await expect(takeBackNoPoints(db, it.colleague, { responseId: it.responseId }, NOW)).rejects.toMatchObject({
      code: 'onlyCoordinator',
    })
    await takeBackNoPoints(db, it.lead, { responseId: it.responseId }, NOW)
    expect([await it.contributions(), (await it.view()).state]).toEqual([[], 'draft'])
    await it.save(it.colleague, 1, 'Toch wel')
    await expect(say(it.lead)).rejects.toThrow('schreef al punten')
  })

  test('can be taken back without asking, and points that were sent cannot', async () => {
    const it = await anInvitation(db)
    await it.save(it.lead, 1, 'Een bus die op tijd rijdt.')
    await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
    await it.send()
    await expect(takeBackNoPoints(db, it.lead, { responseId: it.responseId }, NOW)).rejects.toMatchObject({
      code: 'hasPoints',
    })
    expect([(await it.contributions()).length, (await it.view()).state]).toEqual([1, 'sent'])
  })

  test('an organisation that named no coordinator is led by each of its people', async () => {
    const it = await anInvitation(db)
    await db.updateTable('partnerPerson').set({ isCoordinator: false }).where('partnerId', '=', it.partner.id).execute()
    await sayNoPoints(db, it.colleague, { responseId: it.responseId, baseUrl }, NOW)
    expect((await it.view()).state).toBe('sent')
  })
})

describe('asking a colleague', () => {
  test('adds them to the organisation, with a link that leads to the response; once', async () => {
    const it = await anInvitation(db)
    const invite = {
      responseId: it.responseId,
      key: uuid(),
      name: 'Collega C',
      email: 'collega-c@organisatie.example',
      passOn: false,
      baseUrl,
    }
    await inviteColleague(db, it.colleague, invite, NOW)
    await inviteColleague(db, it.colleague, invite, NOW)
    expect((await it.view()).people.map(({ name, accountId }) => [name, accountId !== null])).toEqual([
      ['Collega A', true],
      ['Collega B', true],
      ['Collega C', false],
    ])
    const invitations = await db
      .selectFrom('invitation')
      .selectAll()
      .where('municipalityId', '=', it.municipality.id)
      .execute()
    expect(invitations).toMatchObject([{ email: invite.email, role: 'partnerMember' }])
    const [mail] = await it.sentMails()
    expect(mail).toMatchObject({ recipient: invite.email, template: 'partnerColleague' })
    expect(JSON.stringify(mail?.data)).toMatch(/\/uitnodiging\/[\w-]{43}"/)
    expect(invitations[0]?.path).toBe(`/partner/inbreng/${it.responseId}`)
    await expect(
      inviteColleague(db, it.lead, { ...invite, key: uuid(), email: it.colleague.email }, NOW),
    ).rejects.toThrow('werkt al mee')
    await expect(inviteColleague(db, it.lead, { ...invite, key: uuid(), email: it.lead.email }, NOW)).rejects.toThrow(
      'Dit bent u zelf',
    )
    await expect(inviteColleague(db, it.stranger, { ...invite, key: uuid() }, NOW)).rejects.toThrow(NotFound)
  })

  test('a form that is filled in anew after going back asks the other colleague too, and its key is of no use to others', async () => {
    const it = await anInvitation(db)
    const key = uuid()
    const invite = (by: Actor, letter: string, responseId = it.responseId) =>
      inviteColleague(
        db,
        by,
        {
          responseId,
          key,
          name: `Collega ${letter}`,
          email: `collega-${letter.toLowerCase()}@organisatie.example`,
          passOn: false,
          baseUrl,
        },
        NOW,
      )
    for (const letter of ['C', 'D', 'D']) await invite(it.lead, letter)
    await invite(it.stranger, 'C', it.otherResponseId)
    expect((await it.view()).people.map(({ name }) => name)).toEqual([
      'Collega A',
      'Collega B',
      'Collega C',
      'Collega D',
    ])
    expect((await it.sentMails()).map(({ recipient }) => recipient)).toEqual([
      'collega-c@organisatie.example',
      'collega-c@organisatie.example',
      'collega-d@organisatie.example',
    ])
  })

  test('passes the whole invitation on: someone with an account gets a link to the page itself, and leads', async () => {
    const it = await anInvitation(db)
    const pass = (by: Actor, key: string) =>
      inviteColleague(
        db,
        by,
        { responseId: it.responseId, key, name: 'Iemand', email: it.stranger.email, passOn: true, baseUrl },
        NOW,
      )
    await expect(pass(it.colleague, uuid())).rejects.toMatchObject({ code: 'onlyCoordinator' })
    await pass(it.lead, uuid())
    expect((await it.view()).people.map(({ accountId, isCoordinator }) => [accountId, isCoordinator])).toEqual([
      [it.stranger.id, true],
      [it.lead.id, false],
      [it.colleague.id, false],
    ])
    expect(JSON.stringify((await it.sentMails())[0]?.data)).toContain(`"${baseUrl}/partner/inbreng/${it.responseId}"`)
    await expect(sayNoPoints(db, it.lead, { responseId: it.responseId, baseUrl }, NOW)).rejects.toMatchObject({
      code: 'onlyCoordinator',
    })
  })

  test('at the moment that an official puts them in the book makes them one person', async () => {
    for (let times = 0; times < 5; times++) {
      const it = await anInvitation(db)
      const person = { name: 'Collega C', email: 'collega-c@organisatie.example' }
      const both = await Promise.allSettled([
        inviteColleague(
          db,
          it.lead,
          { responseId: it.responseId, key: uuid(), ...person, passOn: false, baseUrl },
          NOW,
        ),
        addPartnerPerson(db, it.official, { partnerId: it.partner.id, ...person }, NOW),
      ])
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
      expect((await it.view()).people.map(({ name }) => name)).toEqual(['Collega A', 'Collega B', 'Collega C'])
    }
  })

  test('fills nobody’s mailbox, and goes on the next day', async () => {
    const it = await anInvitation(db)
    const invite = (now: Date, by = it.lead, responseId = it.responseId) =>
      inviteColleague(
        db,
        by,
        { responseId, key: uuid(), name: 'Collega C', email: 'collega-c@organisatie.example', passOn: false, baseUrl },
        now,
      )
    for (let times = 0; times < 5; times++) await invite(NOW)
    await expect(invite(NOW)).rejects.toMatchObject({
      field: 'email',
      message: expect.stringContaining('vandaag al 5 uitnodigingen'),
    })
    await expect(invite(NOW, it.stranger, it.otherResponseId), 'nor by two organisations').rejects.toThrow(
      'vandaag al 5',
    )
    expect(await it.sentMails()).toHaveLength(5)
    await invite(new Date(NOW.getTime() + 86_400_000))
    expect(await it.sentMails()).toHaveLength(6)
  })

  test('is refused for who may not log in, and for more than 50 people, and then nobody is added', async () => {
    const it = await anInvitation(db)
    const blocked = await anActor(db, it.municipality, { role: 'partnerMember', email: 'weg@organisatie.example' })
    await db.updateTable('account').set({ blockedAt: NOW }).where('id', '=', blocked.id).execute()
    const invite = (email: string) =>
      inviteColleague(
        db,
        it.lead,
        { responseId: it.responseId, key: uuid(), name: 'Collega', email, passOn: false, baseUrl },
        NOW,
      )
    await expect(invite(blocked.email)).rejects.toMatchObject({ code: 'cannotLogIn', field: 'email' })
    expect((await it.view()).people).toHaveLength(2)
    const people = Array.from({ length: 48 }, (_, index) => ({
      ...{ municipalityId: it.municipality.id, id: uuid(), partnerId: it.partner.id, createdAt: NOW },
      ...{ name: `Collega ${index}`, email: `collega-${index}@organisatie.example` },
    }))
    await db.insertInto('partnerPerson').values(people).execute()
    await expect(invite('een-te-veel@organisatie.example')).rejects.toMatchObject({
      ...{ code: 'tooManyPeople', field: 'email' },
    })
    await invite('collega-1@organisatie.example')
    expect([(await it.view()).people.length, (await it.sentMails()).length]).toEqual([50, 1])
  })

  test('takes nothing back that an administrator gave', async () => {
    const it = await anInvitation(db)
    const email = 'nieuw@gemeente.example'
    const end = new Date(NOW.getTime() + 86_400_000)
    const row = {
      municipalityId: it.municipality.id,
      id: uuid(),
      tokenHash: 'x',
      email,
      name: 'Nieuw',
      role: 'official',
      innerRoles: ['processor'],
      createdAt: NOW,
      expiresAt: end,
    }
    await db.insertInto('invitation').values(row).execute()
    await expect(
      inviteColleague(
        db,
        it.lead,
        { responseId: it.responseId, key: uuid(), name: 'Nieuw', email, passOn: false, baseUrl },
        NOW,
      ),
    ).rejects.toThrow('uitnodiging van de gemeente open')
    expect((await it.view()).people).toHaveLength(2)
  })
})

test('nobody is asked to work along once nothing can be sent any more', async () => {
  const it = await anInvitation(db)
  const late = new Date('2016-11-16T00:01:00+01:00')
  const colleague = {
    responseId: it.responseId,
    key: uuid(),
    name: 'Nieuw',
    email: 'nieuw@voorbeeld.example',
    passOn: false,
    baseUrl,
  }
  await expect(inviteColleague(db, it.lead, colleague, late)).rejects.toThrow('Verzenden kan niet meer')
  expect((await it.view()).people).toHaveLength(2)
  expect(await it.sentMails()).toEqual([])
})

test('once the answers are public they stand with the invitation', async () => {
  const it = await anInvitation(db)
  await it.save(it.lead, 1, 'Een bus die op tijd rijdt.')
  await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
  await it.send()
  expect(hasUnsent(await it.view()), 'all of it was sent').toBe(false)
  const [mine] = await myInvitations(db, it.colleague, NOW)
  expect(mine?.answersPath).toBeNull()
  await makePublic(db, it.process)
  await db.updateTable('contributor').set({ number: 3 }).where('processId', '=', it.process.id).execute()
  const [later] = await myInvitations(db, it.colleague, NOW)
  expect(later?.answersPath).toBe(`/trajecten/${it.process.slug}/partnerinbreng#indiener-3`)
  const [other] = await myInvitations(db, it.stranger, NOW)
  expect(other).toMatchObject({ state: 'invited', answersPath: null })
})

test('an organisation finds what was done with its points once that is public, and not before', async () => {
  const it = await anInvitation(db)
  const own = async () => whereAnswered(db, await ownResponse(db, it.lead, it.responseId))
  expect(await own()).toBeNull()
  await it.save(it.lead, 1, 'Een vaste plek in het dorpshuis.')
  await releaseResponse(db, it.lead, { responseId: it.responseId }, NOW)
  await it.send()
  expect(await own()).toBeNull()
  await db.updateTable('contributor').set({ number: 4 }).where('processId', '=', it.process.id).execute()
  expect(await own(), 'a number alone is not public').toBeNull()
  await makePublic(db, it.process)
  expect(await own()).toBe(`/trajecten/${it.process.slug}/partnerinbreng#indiener-4`)
})
