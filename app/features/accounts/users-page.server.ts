import { v7 as uuid } from 'uuid'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { innerRoleNames, roleNames, type InnerRole, type Role } from './account.ts'
import { blockAccount, unblockAccount } from './block-account.server.ts'
import { changeRoles } from './change-roles.server.ts'
import { resetSecondStep } from './end-second-step.server.ts'
import type { MemberVisit } from './guard.server.ts'
import { inviteAccount } from './invite-account.server.ts'
import { listAccounts, listInvitations } from './queries.server.ts'
import { resendInvitation } from './resend-invitation.server.ts'
import { revokeInvitation } from './revoke-invitation.server.ts'

/** What the page 'Gebruikers' offers. */
export const userActs = [
  inviteAccount,
  resendInvitation,
  revokeInvitation,
  changeRoles,
  blockAccount,
  unblockAccount,
  resetSecondStep,
] as const

const doneWords = new Map([
  ['inviteAccount', 'De uitnodiging is verstuurd. De link werkt 14 dagen.'],
  ['resendInvitation', 'De uitnodiging is opnieuw verstuurd. De link in de eerdere e-mail werkt niet meer.'],
  ['revokeInvitation', 'De uitnodiging is ingetrokken. De link werkt niet meer.'],
  ['blockAccount', 'Het account is geblokkeerd en overal uitgelogd.'],
  ['unblockAccount', 'Het account kan weer inloggen.'],
  [
    'resetSecondStep',
    'De tweede stap is gewist. De persoon krijgt een e-mail, is overal uitgelogd en kan weer een app instellen.',
  ],
  ['changeRoles', 'De rollen zijn gewijzigd. Dat geldt vanaf nu.'],
])

function says(roles: Role[], innerRoles: InnerRole[]): string {
  const tasks = innerRoles.map((inner) => innerRoleNames[inner]).join(', ')
  return roles
    .map((role) => (role === 'official' && tasks ? `${roleNames[role]} (${tasks})` : roleNames[role]))
    .join(', ')
}

/** What the page 'Gebruikers' shows. */
export async function usersPage(visit: MemberVisit) {
  const { db, municipality, actor, now, url } = visit
  const [accounts, invitations] = await Promise.all([
    listAccounts(db, municipality.id),
    listInvitations(db, municipality.id, now),
  ])
  return {
    accounts: accounts.map(({ blockedAt, ...account }) => ({
      ...account,
      says: says(account.roles, account.innerRoles) || 'nog geen rol',
      blockedOn: blockedAt && formatDate(today(blockedAt)),
      isSelf: account.id === actor.id,
    })),
    invitations: invitations.map(({ id, name, email, role, innerRoles, expired, expiresAt }) => {
      return { id, name, email, expired, says: says([role], innerRoles), until: formatDate(today(expiresAt)) }
    }),
    /** The account whose roles are being changed. */
    editing: url.searchParams.get('wijzig'),
    done: doneWords.get(saidHere(visit)?.code ?? '') ?? null,
    /** Says which form this is, so that sending it twice invites once. */
    formKey: uuid(),
  }
}
