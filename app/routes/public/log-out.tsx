import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { homeOf } from '#app/features/accounts/account.ts'
import { logOut } from '#app/features/accounts/log-out.server.ts'
import { sessionCookie } from '#app/features/accounts/session.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uitloggen')

/** Only asks: a link or an image on another site cannot log anyone out. */
export const loader = forEveryone(async ({ actor, municipality }) => {
  if (!actor) throw redirect(paths.public.home())
  return { municipalityName: municipality.name, name: actor.name, home: homeOf(actor) }
})

export const action = formAction('everyone', {
  acts: [logOut],
  done: {
    logOut(_, { visit: { context } }) {
      setCookies(context.headers, sessionCookie(null, context.secure))
      return { to: paths.public.home(), say: null }
    },
  },
})

export default function LogOut() {
  const { name, home } = useLoaderData<typeof loader>()
  return (
    <Page>
      <form className="form" method="post">
        <h1>Uitloggen</h1>
        <p className="lede">U bent ingelogd als {name}.</p>
        <Buttons>
          <Button variant="primary-action" name="act" value="logOut">
            Log uit
          </Button>
          <GoLink href={home}>Blijf ingelogd</GoLink>
        </Buttons>
      </form>
    </Page>
  )
}
