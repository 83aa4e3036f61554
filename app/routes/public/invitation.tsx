import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { acceptInvitation, invitationOfToken, invitationStateSays } from '#app/features/accounts/accept-invitation.server.ts'
import { innerRoleNames, roleNames } from '#app/features/accounts/account.ts'
import { DeadLink } from '#app/features/accounts/DeadLink.tsx'
import { finishLogIn } from '#app/features/accounts/finish-log-in.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { clearTokenCookie, tokenCookie, tokenFromCookie } from '#app/features/accounts/link-token.server.ts'
import { landingOf } from '#app/features/accounts/local-path.ts'
import { endSession } from '#app/features/accounts/session.server.ts'
import { SetPassword } from '#app/features/accounts/SetPassword.tsx'
import { paths } from '#app/paths.ts'
import { DataList } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uitnodiging')

const PAGE = paths.public.invitation()
const NOTHING_TO_OPEN = 'Open de link in de e-mail die u kreeg. Werkt hij niet? Vraag de gemeente om een nieuwe uitnodiging.'

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
      role: [roleNames[open.role], open.innerRoles.map((inner) => innerRoleNames[inner]).join(', ')].filter(Boolean).join(': '),
    },
    /** Who accepted it before still gets where it was about, by logging in. */
    onwards: (invitation?.state === 'accepted' && invitation.path) || paths.public.logIn(),
    why: invitation && invitation.state !== 'open' ? invitationStateSays[invitation.state] : NOTHING_TO_OPEN,
  }
})

export const action = forEveryone(async ({ db, site, municipality, request, context, browser, origin, now, sessionId }) => {
  const token = tokenFromCookie('invitation', request.headers.get('cookie')) ?? ''
  const password = String((await request.formData()).get('password') ?? '')
  try {
    const { accountId, role, path } = await acceptInvitation(db, municipality, { token, password }, now)
    if (sessionId) await endSession(site, sessionId)
    const { cookies } = await finishLogIn(db, site, { ...browser, accountId, baseUrl: origin, tellOwner: false }, now)
    setCookies(context.headers, ...cookies, clearTokenCookie('invitation', context.secure))
    return redirect(landingOf({ roles: [role] }, path), 303)
  } catch (error) {
    return data({ errors: errorsOfRefusal(error) }, { status: 400 })
  }
})

export default function Invitation() {
  const { invitation, why, onwards, municipalityName } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
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
        <p className="lede">Gemeente {municipalityName} vraagt u om mee te werken. Kies een wachtwoord. Dan kunt u beginnen.</p>
        <DataList
          items={[
            { term: 'U logt in met', value: invitation.email },
            { term: 'Uw rol', value: invitation.role },
          ]}
        />
      </div>
      <SetPassword email={invitation.email} error={errors?.password ?? errors?.[''] ?? errors?.email} button="Begin" />
    </Page>
  )
}
