import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { NotAllowed } from '#app/errors.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { visitorOf } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { acceptInvitation, invitationOfToken } from './accept-invitation.server.ts'
import { blockAccount } from './block-account.server.ts'
import { invitePartnerMember, type PartnerInvite } from './invite-partner.server.ts'
import { inviteAccount } from './invite-account.server.ts'
import { listInvitations } from './queries.server.ts'
import { revokeInvitation } from './revoke-invitation.server.ts'

const { db } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const baseUrl = 'https://meedoen.gemeente.example'
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)

async function aProcessor() {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const invite = (given: Partial<PartnerInvite> = {}, who: Parameters<typeof invitePartnerMember>[1] = by, now = NOW) =>
    db.transaction().execute((trx) =>
      invitePartnerMember(
        trx,
        who,
        {
          municipality,
          email: 'collega-b@zorg.example',
          name: 'Collega B',
          path: '/partner/inbreng/1',
          baseUrl,
          ...given,
        },
        now,
      ),
    )
  return { municipality, by, invite }
}
const invitationData = z.object({ link: z.string() })
const tokenOf = (sent: { link: string } | null) => sent?.link.split('/uitnodiging/')[1] ?? ''

test('who has no account gets a link that makes one and leads on to what it is about', async () => {
  const { municipality, invite } = await aProcessor()
  const sent = await invite({ email: ' Collega-B@zorg.example' })
  expect(sent).toMatchObject({ hasAccount: false, worksUntil: '2016-11-14' })
  const accepted = await acceptInvitation(
    db,
    visitorOf(municipality),
    { token: tokenOf(sent), password: PASSWORD },
    NOW,
  )
  expect(accepted).toMatchObject({ role: 'partnerMember', path: '/partner/inbreng/1' })
  const account = await db
    .selectFrom('account')
    .select(['id', 'email'])
    .where('id', '=', accepted.accountId)
    .executeTakeFirst()
  expect(account?.email).toBe('collega-b@zorg.example')
})

test('links about two things both work until one is used; after that the other says to log in, for what it is about', async () => {
  const { municipality, invite } = await aProcessor()
  const [one, other] = [await invite(), await invite({ path: '/partner/inbreng/2' })]
  expect(await listInvitations(db, municipality.id, NOW)).toHaveLength(1)
  await acceptInvitation(db, visitorOf(municipality), { token: tokenOf(other), password: PASSWORD }, NOW)
  expect(await invitationOfToken(db, municipality.id, tokenOf(one), NOW)).toMatchObject({
    state: 'accepted',
    path: '/partner/inbreng/1',
  })
  expect(await listInvitations(db, municipality.id, NOW)).toEqual([])
})

test('of links about several things, used at the same moment, one makes the account and the others say to log in', async () => {
  const { municipality, invite } = await aProcessor()
  for (const round of [1, 2, 3]) {
    const sent = [1, 2, 3, 4].map((number) => ({
      email: `collega-${round}@zorg.example`,
      path: `/partner/inbreng/${number}`,
    }))
    const tokens = []
    for (const about of sent) tokens.push(tokenOf(await invite(about)))
    const outcomes = await Promise.allSettled(
      tokens.map((token) => acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, NOW)),
    )
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))
    expect(reasons).toHaveLength(3)
    for (const reason of reasons) expect(reason).toContain('U hebt deze uitnodiging al aangenomen')
  }
})

test('who was invited for other work as well is let in as a partner too, and never the other way round', async () => {
  const { municipality, invite } = await aProcessor()
  const administrator = await anActor(db, municipality)
  const roleOf = async (accountId: string) => {
    const held = await db
      .selectFrom('membership')
      .select('role')
      .where('accountId', '=', accountId)
      .orderBy('role')
      .execute()
    return held.map(({ role }) => role)
  }
  const asClerk = async (email: string) => {
    await inviteAccount(
      db,
      administrator,
      { key: uuid(), email, name: 'Griffier', role: 'clerk', innerRoles: [], baseUrl },
      NOW,
    )
    const mail = await db
      .selectFrom('notification')
      .select('data')
      .where('recipient', '=', email)
      .executeTakeFirstOrThrow()
    return tokenOf(invitationData.parse(mail.data))
  }
  const clerk = await asClerk('griffier@zorg.example')
  const aside = await invite({ email: 'griffier@zorg.example' })
  const accepted = await acceptInvitation(db, visitorOf(municipality), { token: clerk, password: PASSWORD }, NOW)
  expect(await roleOf(accepted.accountId)).toEqual(['clerk', 'partnerMember'])
  expect(await invitationOfToken(db, municipality.id, tokenOf(aside), NOW)).toMatchObject({ state: 'accepted' })

  const unused = await asClerk('ander@zorg.example')
  const partner = await invite({ email: 'ander@zorg.example' })
  const first = await acceptInvitation(
    db,
    visitorOf(municipality),
    { token: tokenOf(partner), password: PASSWORD },
    NOW,
  )
  expect(await roleOf(first.accountId)).toEqual(['partnerMember'])
  await expect(
    acceptInvitation(db, visitorOf(municipality), { token: unused, password: PASSWORD }, NOW),
  ).rejects.toThrow('heeft al een account')
  expect(await roleOf(first.accountId)).toEqual(['partnerMember'])
})

test('who has an account keeps what they are and can enter the area for partners as well', async () => {
  const { municipality, invite } = await aProcessor()
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  for (const _ of ['once', 'twice']) {
    expect(await invite({ email: clerk.email })).toEqual({
      link: `${baseUrl}/partner/inbreng/1`,
      hasAccount: true,
      worksUntil: null,
    })
  }
  const held = await db
    .selectFrom('membership')
    .select('role')
    .where('accountId', '=', clerk.id)
    .orderBy('role')
    .execute()
  expect(held.map(({ role }) => role)).toEqual(['clerk', 'partnerMember'])
  const events = await db.selectFrom('event').select('act').where('subjectId', '=', clerk.id).execute()
  expect(events).toEqual([{ act: 'invitePartnerMember' }])
})

test('a blocked account gets no link and no role', async () => {
  const { municipality, invite } = await aProcessor()
  const administrator = await anActor(db, municipality)
  const blocked = await anActor(db, municipality, { role: 'clerk' })
  await blockAccount(db, administrator, { accountId: blocked.id }, NOW)
  expect(await invite({ email: blocked.email })).toBeNull()
  expect(await db.selectFrom('membership').select('role').where('accountId', '=', blocked.id).execute()).toEqual([
    { role: 'clerk' },
  ])
})

test('the link works 14 days, or until and including a later day', async () => {
  const { municipality, invite } = await aProcessor()
  const state = async (token: string, at: Date) => (await invitationOfToken(db, municipality.id, token, at))?.state
  const [soon, late] = [await invite({ worksUntil: '2016-11-03' }), await invite({ worksUntil: '2016-12-20' })]
  expect([soon?.worksUntil, late?.worksUntil]).toEqual(['2016-11-14', '2016-12-20'])
  const [short, long] = [tokenOf(soon), tokenOf(late)]
  expect(await state(short, later(13.9))).toBe('open')
  expect(await state(short, later(14))).toBe('expired')
  expect(await state(long, new Date('2016-12-20T23:59:00+01:00'))).toBe('open')
  expect(await state(long, new Date('2016-12-21T00:00:00+01:00'))).toBe('expired')
})

test('taken back by an administrator, none of the links works any more', async () => {
  const { municipality, invite } = await aProcessor()
  const tokens = [tokenOf(await invite()), tokenOf(await invite({ path: '/partner/inbreng/2' }))]
  const [listed] = await listInvitations(db, municipality.id, NOW)
  await revokeInvitation(db, await anActor(db, municipality), { invitationId: listed?.id ?? '' }, NOW)
  for (const token of tokens)
    expect(await invitationOfToken(db, municipality.id, token, NOW)).toMatchObject({ state: 'revoked' })
})

test('a partner may invite, and nobody of another role or municipality; a link leads to pages for partners only', async () => {
  const { municipality, invite } = await aProcessor()
  const partner = await anActor(db, municipality, { role: 'partnerMember' })
  expect(await invite({}, partner)).toMatchObject({ hasAccount: false })
  for (const by of [
    await anActor(db, municipality, { innerRoles: ['reviewer'] }),
    await anActor(db, municipality, { role: 'councilMember' }),
    await anActor(db, await aMunicipality(db), { innerRoles: ['processor'] }),
  ]) {
    await expect(invite({}, by)).rejects.toBeInstanceOf(NotAllowed)
  }
  for (const path of [
    '//elsewhere.example',
    'https://elsewhere.example',
    '/ambtenaar',
    '/partner/../ambtenaar',
    '/partnerschap',
  ]) {
    await expect(invite({ path })).rejects.toThrow(/not a page for partners/)
  }
})
