import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { NotAllowed, NotFound, Refused } from '#app/errors.server.ts'
import type { Municipality } from '#app/features/municipalities/municipality.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { logsIn, visitorOf } from '#tests/log-in.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { acceptInvitation, invitationOfToken } from './accept-invitation.server.ts'
import type { Actor } from './account.ts'
import { inviteAccount } from './invite-account.server.ts'
import { hashOfToken } from './link-token.server.ts'
import { listInvitations } from './queries.server.ts'
import { resendInvitation } from './resend-invitation.server.ts'
import { revokeInvitation } from './revoke-invitation.server.ts'

const { db, pool } = await testDatabase()
const PASSWORD = 'vier woorden zijn genoeg'
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
const baseUrl = 'https://meedoen.gemeente.example'
type Invite = Parameters<typeof inviteAccount>[2]

function anInvite(given: Partial<Invite> = {}): Invite {
  const key = uuid()
  return {
    key,
    email: `nieuw-${key}@gemeente.example`,
    name: 'Ambtenaar B',
    role: 'official',
    innerRoles: ['processor'],
    baseUrl,
    ...given,
  }
}
async function messagesTo(municipality: Municipality, email: string) {
  const rows = await db
    .selectFrom('notification')
    .select(['template', 'data'])
    .where('municipalityId', '=', municipality.id)
    .where('recipient', '=', email)
    .orderBy('createdAt')
    .execute()
  return rows.map(({ template, data }) => ({ template, data: data as Record<string, string> }))
}
/** The token of the newest link that was sent. */
async function tokenSent(municipality: Municipality, email: string) {
  const link = (await messagesTo(municipality, email)).at(-1)?.data.link ?? ''
  expect(link).toMatch(/^https:\/\/meedoen\.gemeente\.example\/uitnodiging\/[\w-]{43}$/)
  return link.split('/').at(-1) ?? ''
}
async function invited(given: Partial<Invite> = {}) {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { name: 'Beheerder A' })
  const invite = anInvite(given)
  await inviteAccount(db, by, invite, NOW)
  return { municipality, by, invite, token: await tokenSent(municipality, invite.email) }
}

test('who is invited gets a message, chooses a password and can log in with the roles that were given', async () => {
  const { municipality, invite, token } = await invited({ innerRoles: ['processor', 'reviewer'] })
  const [message] = await messagesTo(municipality, invite.email)
  expect(message).toMatchObject({
    template: 'invitation',
    data: {
      municipality: municipality.name,
      name: 'Ambtenaar B',
      invitedBy: 'Beheerder A',
      role: 'ambtenaar',
      expiresOn: '14\u00a0november 2016',
    },
  })
  const { accountId } = await acceptInvitation(
    db,
    visitorOf(municipality),
    { token, password: PASSWORD },
    days(14 - 0.001),
  )
  const { firstStep } = logsIn({ db, pool, secret: 'secret' })
  const login = { email: invite.email, password: PASSWORD }
  expect(await firstStep(municipality, login)).toMatchObject({ accountId, roles: ['official'] })
  const membership = await db
    .selectFrom('membership')
    .select('innerRoles')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  expect(membership?.innerRoles).toEqual(['processor', 'reviewer'])
  expect(await listInvitations(db, municipality.id, NOW)).toEqual([])
})

test('only the hash of a token is in the table of invitations', async () => {
  const { municipality, token } = await invited()
  const row = await db
    .selectFrom('invitation')
    .select('tokenHash')
    .where('municipalityId', '=', municipality.id)
    .executeTakeFirst()
  expect(row?.tokenHash).toBe(hashOfToken(token))
  expect(row?.tokenHash).not.toContain(token)
})

test('a link works once, also when it is used in two tabs at the same moment', async () => {
  const { municipality, token } = await invited()
  const accept = () => acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, NOW)
  const outcomes = await Promise.allSettled([accept(), accept()])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await expect(accept()).rejects.toThrow(/al aangenomen/)
})

test('a link that expired, was revoked, or is of another municipality opens nothing', async () => {
  const { municipality, token, by, invite } = await invited()
  const other = await aMunicipality(db)
  await expect(acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, days(14))).rejects.toThrow(
    /verlopen/,
  )
  await expect(acceptInvitation(db, visitorOf(other), { token, password: PASSWORD }, NOW)).rejects.toThrow(/werkt niet/)
  expect(await invitationOfToken(db, other.id, token, NOW)).toBeNull()
  await revokeInvitation(db, by, { invitationId: invite.key }, NOW)
  await revokeInvitation(db, by, { invitationId: invite.key }, NOW)
  await expect(resendInvitation(db, by, { invitationId: invite.key, baseUrl }, days(1))).rejects.toMatchObject({
    code: 'revoked',
  })
  await expect(acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, NOW)).rejects.toThrow(
    /ingetrokken/,
  )
  expect(await db.selectFrom('account').select('id').where('email', '=', invite.email).execute()).toEqual([])
})

test('a password that is too easy is refused at its field, and the link still works', async () => {
  const { municipality, token } = await invited()
  await expect(acceptInvitation(db, visitorOf(municipality), { token, password: 'kort' }, NOW)).rejects.toMatchObject({
    field: 'password',
  })
  await acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, NOW)
})

test('sent again, there is a new link for 14 days and the old one is dead; a second press sends nothing', async () => {
  const { municipality, token, by, invite } = await invited()
  await resendInvitation(db, by, { invitationId: invite.key, baseUrl }, NOW)
  expect(await messagesTo(municipality, invite.email)).toHaveLength(1)
  await resendInvitation(db, by, { invitationId: invite.key, baseUrl }, days(10))
  await resendInvitation(db, by, { invitationId: invite.key, baseUrl }, days(10))
  expect(await messagesTo(municipality, invite.email)).toHaveLength(2)
  await expect(acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, days(11))).rejects.toThrow(
    /werkt niet/,
  )
  const renewed = await tokenSent(municipality, invite.email)
  await acceptInvitation(db, visitorOf(municipality), { token: renewed, password: PASSWORD }, days(23))
  await expect(resendInvitation(db, by, { invitationId: invite.key, baseUrl }, days(24))).rejects.toThrow(
    /al aangenomen/,
  )
  await expect(revokeInvitation(db, by, { invitationId: invite.key }, days(24))).rejects.toThrow(/al aangenomen/)
})

test('the same form sent twice invites once', async () => {
  const { municipality, by, invite } = await invited()
  await inviteAccount(db, by, invite, NOW)
  expect(await messagesTo(municipality, invite.email)).toHaveLength(1)
})

test('an address with an account or an open invitation is refused at its field; after it expired it can be invited again', async () => {
  const { municipality, by, invite } = await invited()
  const refused = (email: string, now = NOW) =>
    expect(inviteAccount(db, by, anInvite({ email }), now)).rejects.toMatchObject({ field: 'email' })
  await refused(by.email)
  await refused(invite.email)
  await inviteAccount(db, by, anInvite({ email: invite.email }), days(20))
  expect(await listInvitations(db, municipality.id, days(20))).toMatchObject([{ email: invite.email, expired: false }])
})

test('an address that got an account in the meantime is not given a second one', async () => {
  const { municipality, token, invite } = await invited()
  await anActor(db, municipality, { email: invite.email })
  await expect(
    acceptInvitation(db, visitorOf(municipality), { token, password: PASSWORD }, NOW),
  ).rejects.toBeInstanceOf(Refused)
})

test('only an administrator invites, sends again and revokes, and only in their own municipality', async () => {
  const { municipality, invite } = await invited()
  const processor: Actor = await anActor(db, municipality, { innerRoles: ['processor'] })
  const stranger = await anActor(db, await aMunicipality(db))
  await expect(inviteAccount(db, processor, anInvite(), NOW)).rejects.toBeInstanceOf(NotAllowed)
  // Someone whose role was taken away after the page was opened.
  const former: Actor = { ...processor, innerRoles: ['administrator'] }
  await expect(inviteAccount(db, former, anInvite(), NOW)).rejects.toBeInstanceOf(NotAllowed)
  const which = { invitationId: invite.key, baseUrl }
  await expect(resendInvitation(db, processor, which, days(1))).rejects.toBeInstanceOf(NotAllowed)
  await expect(revokeInvitation(db, processor, which, NOW)).rejects.toBeInstanceOf(NotAllowed)
  await expect(resendInvitation(db, stranger, which, days(1))).rejects.toBeInstanceOf(NotFound)
  await expect(revokeInvitation(db, stranger, which, NOW)).rejects.toBeInstanceOf(NotFound)
})
