import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import {
  acceptInvitation,
  invitationOfToken,
  invitationRefusals,
} from '#app/features/accounts/accept-invitation.server.ts'
import { innerRoleNames, roleNames } from '#app/features/accounts/account.ts'
import { DeadLink } from '#app/features/accounts/DeadLink.tsx'
import { enterByLink } from '#app/features/accounts/enter.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { clearTokenCookie, tokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { landingOf } from '#app/features/accounts/local-path.ts'
import { SetPassword } from '#app/features/accounts/SetPassword.tsx'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { DataList } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uitnodiging')

const PAGE = paths.public.invitation()
const NOTHING_TO_OPEN =
  'Open de link in de e-mail die u kreeg. Werkt hij niet? Vraag de gemeente om een nieuwe uitnodiging.'

export const loader = forEveryone(async ({ db, municipality, params, request, context, now }) => {
  if (params.token) {
    setCookies(context.headers, tokenCookie('invitation', params.token, context.secure))
    throw redirect(PAGE, 303)
  }
  const token = tokenFromCookie('invitation', request.headers.get('cookie'))
  const invitation = await invitationOfToken(db, municipality.id, token, now)
  const open = invitation?.state === 'open' ? invitation : null
  return {
    municipalityName: municipality.name,
    invitation: open && {
      name: open.name,
      email: open.email,
      role: [roleNames[open.role], open.innerRoles.map((inner) => innerRoleNames[inner]).join(', ')]
        .filter(Boolean)
        .join(': '),
    },
    /** Who accepted it before still gets where it was about, by logging in. */
    onwards: (invitation?.state === 'accepted' && invitation.path) || paths.public.logIn(),
    why: invitation && invitation.state !== 'open' ? invitationRefusals[invitation.state].says : NOTHING_TO_OPEN,
  }
})

export const action = formAction('everyone', {
  acts: [acceptInvitation],
  given: ({ request }) => ({ token: tokenFromCookie('invitation', request.headers.get('cookie')) ?? '' }),
  done: {
    async acceptInvitation({ accountId, role, path }, { visit }) {
      await enterByLink(visit, accountId)
      const { headers, secure } = visit.context
      setCookies(headers, clearTokenCookie('invitation', secure))
      return { to: landingOf({ roles: [role] }, path), say: null }
    },
  },
})

export default function Invitation() {
  const { invitation, why, onwards, municipalityName } = useLoaderData<typeof loader>()
  if (!invitation) {
    return (
      <Page>
        <DeadLink title="Deze uitnodiging kunt u niet openen" href={onwards} action="Naar inloggen">
          {why}
        </DeadLink>
      </Page>
    )
  }
  return (
    <Page>
      <div className="form under-4">
        <h1>Welkom, {invitation.name}</h1>
        <p className="lede">
          Gemeente {municipalityName} vraagt u om mee te werken. Kies een wachtwoord. Dan kunt u beginnen.
        </p>
        <DataList
          items={[
            { term: 'U logt in met', value: invitation.email },
            { term: 'Uw rol', value: invitation.role },
          ]}
        />
      </div>
      <SetPassword act="acceptInvitation" email={invitation.email} button="Begin" />
    </Page>
  )
}
