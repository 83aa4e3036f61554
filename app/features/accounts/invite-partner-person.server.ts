import { v7 as uuid } from 'uuid'
import { Refused } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Trx } from '#db/client.server.ts'
import type { Actor } from './account.ts'
import { normalEmail } from './insert-account.server.ts'
import { invitationEnd } from './invite-account.server.ts'
import { newLinkToken } from './link-token.server.ts'

type WayIn = {
  /** Opens the page, after choosing a password or logging in. */
  link: string
  /** Last day on which a password can be chosen; null for who has an account. */
  expiresOn: string | null
}

/**
 * Makes that someone who works for a partner can come in, and gives the link for the message that tells them: to the page
 * itself for who has an account, and to an invitation of 14 days that leads there for who has none. An open invitation for
 * the same address gets a new link. Whoever calls it asked whether `by` may, and sends the message.
 */
export async function invitePartnerPerson(
  trx: Trx,
  by: Actor,
  { email: given, name, baseUrl, path }: { email: string; name: string; /** Without a slash at the end. */ baseUrl: string; path: string },
  now: Date,
): Promise<WayIn> {
  const { municipalityId } = by
  const email = normalEmail(given)
  // Of two who invite the same address at once the second sees what the first did.
  await trx.selectFrom('municipality').select('id').where('id', '=', municipalityId).forNoKeyUpdate().execute()
  const account = await trx.selectFrom('account').select(['id', 'blockedAt']).where('municipalityId', '=', municipalityId).where('email', '=', email).executeTakeFirst()
  if (account?.blockedAt) throw new Refused('Dit e-mailadres kan niet inloggen. Vraag de gemeente om hulp.', 'email')
  if (account) {
    await trx
      .insertInto('membership')
      .values({ municipalityId, accountId: account.id, role: 'partnerMember', innerRoles: [], createdAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return { link: `${baseUrl}${path}`, expiresOn: null }
  }
  const { token, tokenHash } = newLinkToken()
  const expiresAt = invitationEnd(now)
  const id = await replaceOpen(trx, municipalityId, email, { tokenHash, expiresAt }, now)
  if (id === null) {
    const made = { municipalityId, id: uuid(), tokenHash, email, name, role: 'partnerMember', innerRoles: [], invitedBy: by.id, createdAt: now, expiresAt }
    await trx.insertInto('invitation').values(made).execute()
    await record(trx, { municipalityId, at: now, by, act: 'invitePartnerPerson', subject: { kind: 'invitation', id: made.id } })
  }
  return {
    link: `${baseUrl}/uitnodiging/${token}?naar=${encodeURIComponent(path)}`,
    // The day before the link ends: 'tot en met' must be true until midnight.
    expiresOn: formatDate(today(new Date(expiresAt.getTime() - 86_400_000))),
  }
}

/** Gives the open invitation of a partner a new link and a new end, and an expired one of any role gives way. Null when there is none left. */
async function replaceOpen(trx: Trx, municipalityId: string, email: string, renewed: { tokenHash: string; expiresAt: Date }, now: Date): Promise<string | null> {
  const open = await trx
    .selectFrom('invitation')
    .select(['id', 'role', 'expiresAt'])
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .forUpdate()
    .execute()
  // Nobody but an administrator takes back what an administrator gave.
  if (open.some(({ role, expiresAt }) => role !== 'partnerMember' && expiresAt > now)) {
    throw new Refused('Voor dit e-mailadres staat al een uitnodiging van de gemeente open. Neem die eerst aan.', 'email')
  }
  const [first] = open.filter(({ role }) => role === 'partnerMember')
  for (const { id } of open) {
    const own = trx.updateTable('invitation').where('municipalityId', '=', municipalityId).where('id', '=', id)
    await (id === first?.id ? own.set(renewed) : own.set({ revokedAt: now })).execute()
  }
  return first?.id ?? null
}
