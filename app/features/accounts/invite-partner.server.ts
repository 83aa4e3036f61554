import { v7 as uuid } from 'uuid'
import { NotAllowed } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import { addDays, endOfDay, today, type LocalDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import { hasInnerRole, mayEnter, type Doer } from './account.ts'
import { normalEmail } from './insert-account.server.ts'
import { invitationEnd } from './invite-account.server.ts'
import { newLinkToken } from './link-token.server.ts'
import { areaOf, localPath } from './local-path.ts'

/** A task that runs by itself, such as a reminder. */
type BySystem = { kind: 'system'; id: null; municipalityId: string }

export type PartnerInvite = {
  municipality: { id: string }
  email: string
  name: string
  /** Where it is about: a page of the area for partners. */
  path: string
  /** Where links begin, without a slash at the end. */
  baseUrl: string
  /** The link of who has no account yet works until and including this day; 14 days at least. */
  worksUntil?: LocalDate
}

/** `worksUntil`: the last day on which the link makes an account; null for who has one. */
export type PartnerLink = { link: string; hasAccount: boolean; worksUntil: LocalDate | null }

/**
 * Lets someone work for a partner, and gives the link to put in the message to them, which the caller queues: to `path` for
 * who has an account, else to a page where a password is set and that leads on to `path`. Links sent before keep working.
 * Gives null for an account that is blocked: no link opens anything for them. Whether `by` may invite for this organisation
 * is for the caller to know; throws NotAllowed for who is neither a processor nor a partner in this municipality.
 */
export async function invitePartnerMember(
  trx: Trx,
  by: Doer | BySystem,
  { municipality, email: given, name, path, baseUrl, worksUntil }: PartnerInvite,
  now: Date,
): Promise<PartnerLink | null> {
  const municipalityId = municipality.id
  if (by.municipalityId !== municipalityId || !mayInvitePartners(by))
    throw new NotAllowed('U kunt geen partners uitnodigen.')
  const there = localPath(path)
  if (!there || areaOf(there) !== 'partner') throw new RangeError(`not a page for partners: ${path}`)
  const email = normalEmail(given)
  const account = await trx
    .selectFrom('account')
    .select(['id', 'blockedAt'])
    .where('municipalityId', '=', municipalityId)
    .where('email', '=', email)
    .executeTakeFirst()
  if (account?.blockedAt) return null
  if (account) {
    await letIn(trx, by, { municipalityId, accountId: account.id }, now)
    return { link: baseUrl + there, hasAccount: true, worksUntil: null }
  }
  const id = uuid()
  const { token, tokenHash } = newLinkToken()
  const expiresAt = partnerInvitationEnd(now, worksUntil)
  await trx
    .insertInto('invitation')
    .values({
      ...{ municipalityId, id, tokenHash, email, name, role: 'partnerMember', path: there, createdAt: now },
      invitedBy: by.kind === 'account' ? by.id : null,
      expiresAt,
    })
    .execute()
  await record(trx, { municipalityId, at: now, by, act: 'invitePartnerMember', subject: { kind: 'invitation', id } })
  return { link: `${baseUrl}${paths.public.invitation(token)}`, hasAccount: false, worksUntil: lastWholeDay(expiresAt) }
}

function mayInvitePartners(by: Doer | BySystem): boolean {
  if (by.kind !== 'account') return true
  return mayEnter(by, 'partner') || (mayEnter(by, 'official') && hasInnerRole(by, 'processor'))
}

function partnerInvitationEnd(now: Date, worksUntil?: LocalDate): Date {
  const end = invitationEnd(now)
  const last = worksUntil && endOfDay(worksUntil)
  return last && last > end ? last : end
}

/** The last day that lies wholly before a moment: 'until and including' must be true until midnight. */
function lastWholeDay(end: Date): LocalDate {
  return addDays(today(new Date(end.getTime() + 1)), -1)
}

/** Who has an account for other work can enter the area for partners as well. */
async function letIn(
  trx: Trx,
  by: Doer | BySystem,
  { municipalityId, accountId }: { municipalityId: string; accountId: string },
  now: Date,
) {
  const added = await trx
    .insertInto('membership')
    .values({ municipalityId, accountId, role: 'partnerMember', innerRoles: [], createdAt: now })
    .onConflict((conflict) => conflict.columns(['municipalityId', 'accountId', 'role']).doNothing())
    .returning('role')
    .executeTakeFirst()
  if (!added) return
  await record(trx, {
    municipalityId,
    at: now,
    by,
    act: 'invitePartnerMember',
    subject: { kind: 'account', id: accountId },
  })
}
