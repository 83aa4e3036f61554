import { data, redirect } from '@remix-run/node'
import { setCookies } from '#app/cookies.server.ts'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { innerRoleNames, innerRoles, roleNames, type Audience } from './account.ts'
import type { AccountAnswer } from './AccountPage.tsx'
import { changePassword } from './change-password.server.ts'
import { endSecondStep } from './end-second-step.server.ts'
import { endSessions, forgetDevice } from './end-sessions.server.ts'
import type { MemberVisit } from './guard.server.ts'
import { devicesOf, sessionsOf } from './queries.server.ts'
import { TooManyAttempts } from './rate-limit.server.ts'
import { needsSecondStep } from './second-step.ts'
import { recoveryCodesLeft } from './second-step-of.server.ts'
import { endSession, renewSession } from './session.server.ts'
import { renewRecoveryCodes } from './set-up-second-step.server.ts'

/** The page is one, and stands in every area: each keeps its own guard, header and address. */

const doneWords = {
  wachtwoord: 'Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.',
  apparaat: 'Dat apparaat is uitgelogd. Wij kennen het niet meer.',
  uit: 'Inloggen in twee stappen staat nu uit.',
}
const isDone = (word: string | null): word is keyof typeof doneWords => word !== null && Object.hasOwn(doneWords, word)

/** What the page 'Uw account' shows. */
export async function accountPage(
  { db, actor, sessionId, hasSecondStep, context, now, url }: MemberVisit,
  audience: Audience,
) {
  const [sessions, devices, codesLeft] = await Promise.all([
    sessionsOf(db, actor, sessionId, now),
    devicesOf(db, actor, sessionId),
    recoveryCodesLeft(db, { municipalityId: actor.municipalityId, accountId: actor.id }),
  ])
  const done = url.searchParams.get('gedaan')
  return {
    name: actor.name,
    email: actor.email,
    roles: actor.roles.map((role) => roleNames[role]),
    innerRoles: innerRoles.filter((role) => actor.innerRoles.includes(role)).map((role) => innerRoleNames[role]),
    sessions: sessions.map((session) => ({ ...session, since: formatDateTime(session.since) })),
    devices: devices.map(({ lastUsedAt, ...device }) => ({ ...device, lastUsed: formatDateTime(lastUsedAt) })),
    secondStep: {
      isOn: hasSecondStep,
      isNeeded: needsSecondStep(actor, context.mode),
      codesLeft,
      setUpHref: withQuery(paths.public.secondStep(), { terug: paths[audience].account() }),
    },
    done: isDone(done) ? doneWords[done] : null,
  }
}

/** Does what a form on the page 'Uw account' asks. */
export async function actOnAccountPage(visit: MemberVisit, audience: Audience) {
  const { db, actor, sessionId, now, request, context, municipality, site, origin } = visit
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const intent = text('intent')
  const answer = (given: Omit<AccountAnswer, 'intent'>, status: number) =>
    data({ intent, ...given } satisfies AccountAnswer, { status })
  const done = (word: keyof typeof doneWords) => redirect(`${paths[audience].account()}?gedaan=${word}`, 303)
  const confirmed = { current: text('current'), sessionId, baseUrl: origin }
  try {
    switch (intent) {
      case 'endSession':
        await endSessions(db, actor, { storedId: text('session') }, now)
        return done('apparaat')
      case 'forgetDevice':
        await forgetDevice(db, actor, { deviceId: text('device') }, now)
        return done('apparaat')
      case 'endAll':
        await endSessions(db, actor, 'all', now)
        setCookies(context.headers, await endSession(site, sessionId))
        return redirect(paths.public.logIn(), 303)
      case 'changePassword':
        await changePassword(
          db,
          actor,
          { ...confirmed, password: text('password'), municipalityName: municipality.name },
          now,
          context.secret,
        )
        return done('wachtwoord')
      case 'renewCodes':
        return answer({ codes: await renewRecoveryCodes(db, actor, confirmed, now, context.secret) }, 200)
      case 'endSecondStep':
        await endSecondStep(db, actor, { ...confirmed, mode: context.mode }, now, context.secret)
        // The secret that is shown to set it up belongs to the session: another time it is another.
        setCookies(context.headers, await renewSession(db, site, sessionId))
        return done('uit')
      default:
        return answer({ errors: { '': 'Deze knop kent de pagina niet. Laad de pagina opnieuw' } }, 400)
    }
  } catch (error) {
    return answer({ errors: errorsOfRefusal(error) }, error instanceof TooManyAttempts ? 429 : 400)
  }
}
