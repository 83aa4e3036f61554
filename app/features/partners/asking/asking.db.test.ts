import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import { addPartnerPerson, removePartnerPerson } from '#app/features/partners/book/change-people.server.ts'
import { archivePartner } from '#app/features/partners/book/change-partner.server.ts'
import { startOfDay } from '#app/local-date.ts'
import { aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { invitePartners } from './invite-partners.server.ts'
import { openQuestionnaire } from './open-questionnaire.server.ts'
import { askedPeople } from './overview.server.ts'
import { remindPartners } from './remind-partners.server.ts'
import { saveQuestionnaire } from './save-questionnaire.server.ts'
import { sendDueReminders } from './send-due-reminders.server.ts'
import { unchoosePartners } from './unchoose-partners.server.ts'

const { db } = await testDatabase()
const baseUrl = 'https://meedoen.gemeente.example'
const morning = (day: string) => new Date(startOfDay(day).getTime() + 9 * 3_600_000)

async function aList(given: { closesOn?: string; state?: 'prepared' | 'open' } = {}) {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'], name: 'Ambtenaar B' })
  const process = await aProcess(db, municipality, { state: 'draft', title: 'Plan voor iedereen' })
  const id = await aQuestionnaire(db, by, process, { state: 'prepared', ...given })
  const of = { process, baseUrl }
  const invite = (partnerIds: string[], now = NOW, who = by) => invitePartners(db, who, { ...of, partnerIds }, now)
  const mails = async (template?: string) => {
    const rows = await db
      .selectFrom('notification')
      .select(['template', 'recipient', 'data'])
      .where('municipalityId', '=', municipality.id)
      .orderBy('createdAt')
      .orderBy('recipient')
      .execute()
    return rows
      .filter((row) => template === undefined || row.template === template)
      .map((row) => ({ ...row, data: row.data as Record<string, string> }))
  }
  const responses = () =>
    db.selectFrom('response').select(['id', 'partnerId', 'state']).where('questionnaireId', '=', id).execute()
  return { municipality, by, process, id, of, invite, mails, responses }
}

/** Someone in the book who has no account yet. */
async function aNewPerson(
  by: Parameters<typeof addPartnerPerson>[1],
  partnerId: string,
  email = `nieuw-${uuid()}@zorg.example`,
) {
  await addPartnerPerson(db, by, { partnerId, name: 'Collega N', email }, NOW)
  return email
}

describe('choosing', () => {
  test('can be taken back until the questions open, once, and not for who is of another municipality', async () => {
    const { municipality, by, process, of, invite, responses } = await aList()
    const [wrong, right] = [await aPartner(db, municipality), await aPartner(db, municipality)]
    await invite([wrong.id, right.id])
    const unchoose = (partnerIds: string[], who = by) => unchoosePartners(db, who, { process, partnerIds }, NOW)
    expect(await unchoose([wrong.id])).toBe(1)
    expect(await unchoose([wrong.id]), 'the same form again').toBe(0)
    expect((await responses()).map(({ partnerId }) => partnerId)).toEqual([right.id])
    const elsewhere = await aMunicipality(db)
    const theirs = await aPartner(db, elsewhere)
    await expect(unchoose([theirs.id])).rejects.toThrow(NotFound)
    await expect(unchoose(['geen-id'])).rejects.toThrow(NotFound)
    await expect(unchoose([])).rejects.toThrow(Refused)
    await expect(unchoose([right.id], await anActor(db, municipality, { innerRoles: [] }))).rejects.toThrow(NotAllowed)
    await openQuestionnaire(db, by, of, NOW)
    await expect(unchoose([right.id])).rejects.toThrow(/al geopend/)
    expect(await responses()).toHaveLength(1)
  })
})

describe('inviting', () => {
  test('is over after the last day, until that is made later', async () => {
    const { municipality, by, process, invite, responses } = await aList({ state: 'open', closesOn: '2016-11-15' })
    const partner = await aPartner(db, municipality)
    const later = morning('2016-11-16')
    await expect(invite([partner.id], later)).rejects.toMatchObject({ code: 'closed' })
    expect(await responses()).toEqual([])
    await saveQuestionnaire(db, by, { process, intro: '', closesOn: '2016-11-20' }, later)
    expect(await invite([partner.id], later)).toMatchObject({ added: 1, mailed: 1 })
  })

  test('waits for the questions to open; then everyone gets one message with a link of their own', async () => {
    const { municipality, by, of, invite, mails, responses } = await aList()
    const partner = await aPartner(db, municipality, { name: 'Zorg Dichtbij' })
    const newcomer = await aNewPerson(by, partner.id)
    expect(await invite([partner.id, partner.id])).toEqual({ added: 1, mailed: 0, blocked: 0, waits: true })
    expect(await mails()).toEqual([])
    expect(await openQuestionnaire(db, by, of, NOW)).toEqual({ mailed: 2, blocked: 0 })
    const [response] = await responses()
    const known = (await mails('partnerInvitation')).find(({ recipient }) => recipient === partner.people[0]?.email)
    expect(known?.data).toMatchObject({
      ...{
        municipality: municipality.name,
        organisation: 'Zorg Dichtbij',
        processTitle: 'Plan voor iedereen',
        invitedBy: 'Ambtenaar B',
      },
      ...{
        questions: '5 vragen',
        lastDay: 'dinsdag 15\u00a0november 2016',
        linkUntil: '',
        link: `${baseUrl}/partner/inbreng/${response?.id}`,
      },
    })
    const invited = (await mails('partnerInvitation')).find(({ recipient }) => recipient === newcomer)
    expect(invited?.data.link).toMatch(/^https:\/\/meedoen\.gemeente\.example\/uitnodiging\/[\w-]{43}$/)
    expect(invited?.data.linkUntil).toBe('15\u00a0november 2016')
    const path = await db.selectFrom('invitation').select('path').where('email', '=', newcomer).executeTakeFirst()
    expect(path?.path).toBe(`/partner/inbreng/${response?.id}`)
  })

  test('after opening goes at once, twice writes nobody twice, and later people get their own', async () => {
    const { municipality, by, invite, mails, id } = await aList({ state: 'open' })
    const partner = await aPartner(db, municipality, { people: 2 })
    const outcomes = await Promise.all([invite([partner.id]), invite([partner.id])])
    expect(outcomes.map(({ mailed }) => mailed).sort()).toEqual([0, 2])
    expect(await invite([partner.id])).toMatchObject({ added: 0, mailed: 0 })
    const newcomer = await aNewPerson(by, partner.id)
    const [people] = [...(await askedPeople(db, { municipalityId: municipality.id, id })).values()]
    expect(people).toMatchObject({ notInvited: 1, mail: [{ kind: 'invited', people: 2 }] })
    expect(await invite([partner.id])).toMatchObject({ added: 0, mailed: 1 })
    expect((await mails()).map(({ recipient }) => recipient)).toContain(newcomer)
    expect(await mails()).toHaveLength(3)
  })

  test('counts who a colleague asked for these questions as invited, and not who one asked for others before', async () => {
    const { municipality, invite, id } = await aList({ state: 'open' })
    const partner = await aPartner(db, municipality, { people: 1 })
    await invite([partner.id])
    const email = 'collega-z@organisatie.example'
    const person = {
      municipalityId: municipality.id,
      id: uuid(),
      partnerId: partner.id,
      name: 'Collega Z',
      email,
      createdAt: NOW,
    }
    await db.insertInto('partnerPerson').values(person).execute()
    const asked = async (createdAt: Date) => {
      const message = {
        municipalityId: municipality.id,
        id: uuid(),
        messageKey: `partner-colleague:${uuid()}:${person.id}:${uuid()}`,
        template: 'partnerColleague',
        data: '{}',
      }
      await db
        .insertInto('notification')
        .values({ ...message, createdAt })
        .execute()
      return [...(await askedPeople(db, { municipalityId: municipality.id, id })).values()][0]?.notInvited
    }
    expect(await asked(new Date(NOW.getTime() - 86_400_000))).toBe(1)
    expect(await asked(NOW)).toBe(0)
  })

  test('skips who is blocked, and says so', async () => {
    const { municipality, invite, mails } = await aList({ state: 'open' })
    const partner = await aPartner(db, municipality, { people: 2 })
    await db
      .updateTable('account')
      .set({ blockedAt: NOW })
      .where('id', '=', partner.people[1]?.id ?? '')
      .execute()
    expect(await invite([partner.id])).toMatchObject({ mailed: 1, blocked: 1 })
    expect((await mails()).map(({ recipient }) => recipient)).toEqual([partner.people[0]?.email])
  })

  test('refuses who cannot be asked, with the name', async () => {
    const { municipality, by, invite } = await aList()
    const [archived, empty] = [
      await aPartner(db, municipality, { name: 'Gestopt' }),
      await aPartner(db, municipality, { name: 'Leeg', people: 0 }),
    ]
    await archivePartner(db, by, { partnerId: archived.id }, NOW)
    await expect(invite([])).rejects.toMatchObject({ field: 'partnerIds' })
    await expect(invite([archived.id])).rejects.toThrow(/In het archief: Gestopt/)
    await expect(invite([empty.id])).rejects.toThrow(/Nog zonder personen: Leeg/)
  })

  test('is for those who process, with organisations of their own municipality', async () => {
    const { municipality, invite, process } = await aList()
    const partner = await aPartner(db, municipality)
    const foreign = await aPartner(db, await aMunicipality(db))
    const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    const stranger = await anActor(db, await aMunicipality(db))
    await expect(invite([foreign.id])).rejects.toBeInstanceOf(NotFound)
    await expect(invite([partner.id, 'geen-id'])).rejects.toBeInstanceOf(NotFound)
    await expect(invite([partner.id], NOW, reviewer)).rejects.toBeInstanceOf(NotAllowed)
    await expect(invite([partner.id], NOW, stranger)).rejects.toBeInstanceOf(NotFound)
    for (const [state, why] of [
      ['withdrawn', 'ingetrokken'],
      ['answered', 'openbaar'],
    ] as const) {
      await db.updateTable('process').set({ state }).where('id', '=', process.id).execute()
      await expect(invite([partner.id])).rejects.toThrow(why)
    }
  })
})

describe('opening the questions', () => {
  test('is refused while something misses, and nobody gets a message', async () => {
    const { by, of, invite, mails, municipality } = await aList({ closesOn: '2016-11-01' })
    await expect(openQuestionnaire(db, by, of, NOW)).rejects.toThrow(
      /Kies een laatste dag die nog komt\. Kies minstens één organisatie\./,
    )
    await invite([(await aPartner(db, municipality)).id])
    await expect(openQuestionnaire(db, by, of, NOW)).rejects.toBeInstanceOf(Refused)
    await saveQuestionnaire(db, by, { ...of, intro: '', closesOn: '2016-11-02' }, NOW)
    const outcomes = await Promise.all([openQuestionnaire(db, by, of, NOW), openQuestionnaire(db, by, of, NOW)])
    expect(outcomes.map(({ mailed }) => mailed).sort()).toEqual([0, 1])
    expect(await mails()).toHaveLength(1)
  })
})

describe('reminding by hand', () => {
  test('writes to who has not sent, once a day', async () => {
    const { municipality, by, of, invite, mails, responses } = await aList({ state: 'open' })
    const [slow, quick] = [await aPartner(db, municipality, { people: 2 }), await aPartner(db, municipality)]
    await invite([slow.id, quick.id])
    await db.updateTable('response').set({ state: 'sent', sentAt: NOW }).where('partnerId', '=', quick.id).execute()
    const responseIds = (await responses()).map(({ id }) => id)
    const remind = (now: Date) => remindPartners(db, by, { ...of, responseIds }, now)
    expect(await remind(NOW)).toEqual({ mailed: 2, blocked: 0, already: 0 })
    expect(await remind(new Date('2016-11-01T23:59:00+01:00'))).toEqual({ mailed: 0, blocked: 0, already: 2 })
    expect(await remind(new Date('2016-11-02T00:01:00+01:00'))).toMatchObject({ mailed: 2 })
    const [first] = await mails('partnerReminder')
    expect(first?.data).toMatchObject({ timeLeft: 'U hebt nog 14 dagen', lastDay: 'dinsdag 15\u00a0november 2016' })
    expect(new Set((await mails('partnerReminder')).map(({ recipient }) => recipient))).toEqual(
      new Set(slow.people.map(({ email }) => email)),
    )
  })

  test('is refused when it makes no sense, and for what is not theirs', async () => {
    const { by, of, invite, responses, municipality } = await aList()
    await invite([(await aPartner(db, municipality)).id])
    const responseIds = (await responses()).map((response) => response.id)
    await expect(remindPartners(db, by, { ...of, responseIds }, NOW)).rejects.toThrow(/nog niet open/)
    await openQuestionnaire(db, by, of, NOW)
    await expect(remindPartners(db, by, { ...of, responseIds: [] }, NOW)).rejects.toMatchObject({
      field: 'responseIds',
    })
    await expect(remindPartners(db, by, { ...of, responseIds }, morning('2016-11-16'))).rejects.toThrow(
      /laatste dag is voorbij/,
    )
    const other = await aList({ state: 'open' })
    await expect(remindPartners(db, other.by, { ...other.of, responseIds }, NOW)).rejects.toBeInstanceOf(NotFound)
    await expect(remindPartners(db, by, { ...of, responseIds: ['geen-id'] }, NOW)).rejects.toBeInstanceOf(NotFound)
    const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })
    await expect(remindPartners(db, reviewer, { ...of, responseIds }, NOW)).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('reminding by the calendar', () => {
  const run = (day: string, at = morning(day)) => sendDueReminders(db, { baseUrl }, at)
  async function asked(closesOn = '2016-11-15') {
    const list = await aList({ state: 'open', closesOn })
    const partner = await aPartner(db, list.municipality)
    await list.invite([partner.id], new Date('2016-10-01T12:00:00+02:00'))
    await db
      .updateTable('questionnaire')
      .set({ openedAt: new Date('2016-10-01T12:00:00+02:00') })
      .where('id', '=', list.id)
      .execute()
    const sent = async () => (await list.mails('partnerReminder')).map(({ data }) => data.timeLeft)
    return { ...list, partner, sent }
  }

  test('comes a week and a day before the last day, however often it runs', async () => {
    const { sent, process } = await asked()
    await run('2016-11-07')
    expect(await sent()).toEqual([])
    await Promise.all([run('2016-11-08'), run('2016-11-08')])
    await run('2016-11-08', new Date('2016-11-08T23:30:00+01:00'))
    await run('2016-11-09')
    expect(await sent()).toEqual(['U hebt nog 7 dagen'])
    await run('2016-11-14')
    await run('2016-11-15')
    await run('2016-11-16')
    expect(await sent()).toEqual(['U hebt nog 7 dagen', 'Morgen is de laatste dag'])
    const events = await db
      .selectFrom('event')
      .select(['actorKind', 'detail'])
      .where('processId', '=', process.id)
      .where('act', '=', 'remindPartners')
      .execute()
    expect(events).toEqual([1, 2].map(() => ({ actorKind: 'system', detail: { rule: 'calendar', people: 1 } })))
  })

  test('comes a day later to who was reminded by hand that day', async () => {
    const { sent, by, of, responses } = await asked()
    const responseIds = (await responses()).map(({ id }) => id)
    await remindPartners(db, by, { ...of, responseIds }, new Date('2016-11-08T00:10:00+01:00'))
    await run('2016-11-08')
    expect(await sent()).toHaveLength(1)
    await run('2016-11-09')
    expect(await sent()).toEqual(['U hebt nog 7 dagen', 'U hebt nog 6 dagen'])
  })

  test('makes up for days on which nothing ran', async () => {
    const { sent } = await asked()
    await run('2016-11-11')
    await run('2016-11-15')
    expect(await sent()).toEqual(['U hebt nog 4 dagen', 'Vandaag is de laatste dag'])
  })

  test('keeps to the day here when the clock changes', async () => {
    const { sent } = await asked('2016-11-05')
    // The night after it the clock goes back: 25 hours.
    for (const at of ['2016-10-28T23:59:00+02:00', '2016-10-29T00:01:00+02:00', '2016-10-29T08:59:00+02:00'])
      await run('', new Date(at))
    expect(await sent(), 'nobody is mailed in the night').toEqual([])
    await run('', new Date('2016-10-29T09:00:00+02:00'))
    await run('', new Date('2016-10-30T09:30:00+01:00'))
    expect(await sent()).toEqual(['U hebt nog 7 dagen'])
  })

  test('tells of a last day that moved, and not who sent, left or was just invited', async () => {
    const { sent, by, of, partner, municipality, invite, mails } = await asked()
    await run('2016-11-08')
    await saveQuestionnaire(db, by, { ...of, intro: '', closesOn: '2016-11-22' }, morning('2016-11-09'))
    await run('2016-11-14')
    expect(await sent()).toEqual(['U hebt nog 7 dagen'])
    const late = await aPartner(db, municipality)
    await invite([late.id], morning('2016-11-15'))
    await run('2016-11-15', new Date('2016-11-15T18:00:00+01:00'))
    expect((await mails('partnerReminder')).map(({ recipient }) => recipient)).toEqual([
      partner.people[0]?.email,
      partner.people[0]?.email,
    ])
    await db.updateTable('response').set({ state: 'sent' }).where('partnerId', '=', partner.id).execute()
    const [person] = await db.selectFrom('partnerPerson').select('id').where('partnerId', '=', late.id).execute()
    await removePartnerPerson(db, by, { partnerId: late.id, personId: person?.id ?? '' }, NOW)
    await run('2016-11-21')
    expect(await sent()).toHaveLength(2)
  })

  test('passes over an organisation that was put in the archive', async () => {
    const { sent, by, partner } = await asked()
    await archivePartner(db, by, { partnerId: partner.id }, NOW)
    await run('2016-11-08')
    expect(await sent()).toEqual([])
  })

  test.each(['withdrawn', 'answered'])('passes over a process that was %s', async (state) => {
    const { sent, process } = await asked()
    await db.updateTable('process').set({ state }).where('id', '=', process.id).execute()
    await run('2016-11-08')
    expect(await sent()).toEqual([])
  })

  test('links begin at the address of the municipality', async () => {
    const { mails, municipality } = await asked()
    const host = await db
      .selectFrom('municipalityHost')
      .select('host')
      .where('municipalityId', '=', municipality.id)
      .executeTakeFirst()
    await sendDueReminders(db, { baseUrl: 'https://saomen.example:8443' }, morning('2016-11-08'))
    const [mail] = await mails('partnerReminder')
    expect(mail?.data.link).toMatch(new RegExp(`^https://${host?.host}:8443/partner/inbreng/`))
  })
})
