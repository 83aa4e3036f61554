import { data, redirect } from '@remix-run/node'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { innerRoleNames, innerRoles, roleNames, type Audience } from './account.ts'
import { changePassword } from './change-password.server.ts'
import { endSessions } from './end-sessions.server.ts'
import type { MemberVisit } from './guard.server.ts'
import { sessionsOf } from './queries.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { endSession } from './session.server.ts'

/** The page is one, and stands in every area: each keeps its own guard, header and address. */
const accountPaths: Record<Audience, string> = {
  official: '/ambtenaar/account',
  council: '/raad/account',
  partner: '/partner/account',
}

const doneWords = { wachtwoord: 'Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.', apparaat: 'Dat apparaat is uitgelogd.' }

/** What the page 'Uw account' shows. */
export async function accountPage({ db, actor, sessionId, now, url }: MemberVisit) {
  const sessions = await sessionsOf(db, actor, sessionId, now)
  const done = url.searchParams.get('gedaan')
  return {
    name: actor.name,
    email: actor.email,
    roles: actor.roles.map((role) => roleNames[role]),
    innerRoles: innerRoles.filter((role) => actor.innerRoles.includes(role)).map((role) => innerRoleNames[role]),
    sessions: sessions.map((session) => ({ ...session, since: formatDateTime(session.since) })),
    done: done === 'wachtwoord' || done === 'apparaat' ? doneWords[done] : null,
  }
}

/** Does what a form on the page 'Uw account' asks. */
export async function actOnAccountPage(visit: MemberVisit, audience: Audience) {
  const { db, actor, sessionId, now, request, context, municipality, site } = visit
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  switch (text('intent')) {
    case 'endSession':
      await endSessions(db, actor, { storedId: text('session') }, now)
      return redirect(`${accountPaths[audience]}?gedaan=apparaat`, 303)
    case 'endAll':
      await endSessions(db, actor, 'all', now)
      context.headers.append('Set-Cookie', await endSession(site, sessionId))
      return redirect('/inloggen', 303)
    case 'changePassword': {
      const [current, password] = [text('current'), text('password')]
      try {
        await changePassword(db, actor, { current, password, sessionId, municipalityName: municipality.name }, now, context.secret)
        return redirect(`${accountPaths[audience]}?gedaan=wachtwoord`, 303)
      } catch (error) {
        return data({ errors: errorsOfRefusal(error) }, { status: error instanceof TooManyAttempts ? 429 : 400 })
      }
    }
    default:
      return data({ errors: { '': 'Deze knop kent de pagina niet. Laad de pagina opnieuw' } }, { status: 400 })
  }
}
