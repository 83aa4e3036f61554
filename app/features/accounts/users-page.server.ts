import { data, redirect } from '@remix-run/node'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { fieldErrors, type FieldErrors } from '#app/form-errors.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { invitationSchema, rolesSchema } from './account.schema.ts'
import { innerRoleNames, roleNames, type InnerRole, type Role } from './account.ts'
import { blockAccount } from './block-account.server.ts'
import { changeRoles } from './change-roles.server.ts'
import { resetSecondStep } from './end-second-step.server.ts'
import type { MemberVisit } from './guard.server.ts'
import { inviteAccount } from './invite-account.server.ts'
import { listAccounts, listInvitations } from './queries.server.ts'
import { resendInvitation } from './resend-invitation.server.ts'
import { revokeInvitation } from './revoke-invitation.server.ts'
import { unblockAccount } from './unblock-account.server.ts'

const PATH = paths.official.users()

/** What was just done, by the word in the address: no name and no address of a person stands in it. */
const doneWords = {
  uitgenodigd: 'De uitnodiging is verstuurd. De link werkt 14 dagen.',
  opnieuw: 'De uitnodiging is opnieuw verstuurd. De link in de eerdere e-mail werkt niet meer.',
  ingetrokken: 'De uitnodiging is ingetrokken. De link werkt niet meer.',
  geblokkeerd: 'Het account is geblokkeerd en overal uitgelogd.',
  gedeblokkeerd: 'Het account kan weer inloggen.',
  tweedestap:
    'De tweede stap is gewist. De persoon krijgt een e-mail, is overal uitgelogd en kan weer een app instellen.',
  rollen: 'De rollen zijn gewijzigd. Dat geldt vanaf nu.',
}
const isDone = (word: string | null): word is keyof typeof doneWords => word !== null && Object.hasOwn(doneWords, word)

function says(roles: Role[], innerRoles: InnerRole[]): string {
  const tasks = innerRoles.map((inner) => innerRoleNames[inner]).join(', ')
  return roles
    .map((role) => (role === 'official' && tasks ? `${roleNames[role]} (${tasks})` : roleNames[role]))
    .join(', ')
}

/** What the page 'Gebruikers' shows. */
export async function usersPage({ db, municipality, actor, now, url }: MemberVisit) {
  const [accounts, invitations] = await Promise.all([
    listAccounts(db, municipality.id),
    listInvitations(db, municipality.id, now),
  ])
  const done = url.searchParams.get('gedaan')
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
    done: isDone(done) ? doneWords[done] : null,
    /** Says which form this is, so that sending it twice invites once. */
    formKey: uuid(),
  }
}

export type UsersAnswer = { intent: string; errors: FieldErrors; values: Record<string, string[]> }

/** Does what a form on the page 'Gebruikers' asks. */
export async function actOnUsersPage({ db, actor, now, request, origin }: MemberVisit) {
  const form = await request.formData()
  const intent = String(form.get('intent') ?? '')
  const baseUrl = origin
  const values: Record<string, string[]> = {}
  for (const [name, value] of form) if (typeof value === 'string') values[name] = [...(values[name] ?? []), value]
  const refused = (errors: FieldErrors) => data({ intent, errors, values } satisfies UsersAnswer, { status: 400 })
  const one = (name: string) => values[name]?.[0] ?? ''
  const all = (name: string) => values[name] ?? []
  // Any text can come in; what is no id belongs to nothing here.
  const id = z.uuid().safeParse(one('id')).data ?? '00000000-0000-0000-0000-000000000000'
  const done = (word: keyof typeof doneWords) => redirect(`${PATH}?gedaan=${word}`, 303)

  try {
    switch (intent) {
      case 'invite': {
        const parsed = invitationSchema.safeParse({
          key: one('key'),
          name: one('name'),
          email: one('email'),
          role: one('role'),
          innerRoles: all('innerRoles'),
        })
        if (!parsed.success) return refused(fieldErrors(parsed.error))
        await inviteAccount(db, actor, { ...parsed.data, baseUrl }, now)
        return done('uitgenodigd')
      }
      case 'roles': {
        const parsed = rolesSchema.safeParse({ roles: all('roles'), innerRoles: all('innerRoles') })
        if (!parsed.success) return refused(fieldErrors(parsed.error))
        await changeRoles(db, actor, { accountId: id, ...parsed.data }, now)
        return done('rollen')
      }
      case 'resend':
        await resendInvitation(db, actor, { invitationId: id, baseUrl }, now)
        return done('opnieuw')
      case 'revoke':
        await revokeInvitation(db, actor, { invitationId: id }, now)
        return done('ingetrokken')
      case 'block':
        await blockAccount(db, actor, { accountId: id }, now)
        return done('geblokkeerd')
      case 'resetSecondStep':
        await resetSecondStep(db, actor, { accountId: id, baseUrl }, now)
        return done('tweedestap')
      case 'unblock':
        await unblockAccount(db, actor, { accountId: id }, now)
        return done('gedeblokkeerd')
      default:
        return refused({ '': 'Deze knop kent de pagina niet. Laad de pagina opnieuw' })
    }
  } catch (error) {
    return refused(errorsOfRefusal(error))
  }
}
