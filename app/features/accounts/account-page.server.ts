import { setCookies } from '#app/cookies.server.ts'
import type { After, Shown } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { innerRoleNames, innerRoles, roleNames, type Audience } from './account.ts'
import { changePassword } from './change-password.server.ts'
import { endSecondStep } from './end-second-step.server.ts'
import { endSessions, forgetDevice } from './end-sessions.server.ts'
import type { MemberVisit, Visit } from './guard.server.ts'
import { devicesOf, sessionsOf } from './queries.server.ts'
import { needsSecondStep } from './second-step.ts'
import { recoveryCodesLeft } from './second-step-of.server.ts'
import { endSession, renewSession } from './session.server.ts'
import { renewRecoveryCodes } from './set-up-second-step.server.ts'

/** The page is one, and stands in every area: each keeps its own guard, header and address. */

const doneWords = new Map([
  ['changePassword', 'Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.'],
  ['endSessions', 'Dat apparaat is uitgelogd. Wij kennen het niet meer.'],
  ['forgetDevice', 'Dat apparaat is uitgelogd. Wij kennen het niet meer.'],
  ['endSecondStep', 'Inloggen in twee stappen staat nu uit.'],
  ['chooseDeskMail', 'Uw keuze voor berichten per e-mail is bewaard.'],
])

/** What the page 'Uw account' shows. */
export async function accountPage(visit: MemberVisit, audience: Audience) {
  const { db, actor, sessionId, hasSecondStep, context, now } = visit
  const [sessions, devices, codesLeft] = await Promise.all([
    sessionsOf(db, actor, sessionId, now),
    devicesOf(db, actor, sessionId),
    recoveryCodesLeft(db, { municipalityId: actor.municipalityId, accountId: actor.id }),
  ])
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
    done: doneWords.get(saidHere(visit)?.code ?? '') ?? null,
  }
}

/** What the page 'Uw account' offers, and where it leads. */
export const accountForms = {
  acts: [endSessions, forgetDevice, changePassword, renewRecoveryCodes, endSecondStep],
  done: {
    async endSessions({ all }: { all: boolean }, { visit }: { visit: Visit }): Promise<After> {
      if (!all) return {}
      if (visit.sessionId) setCookies(visit.context.headers, await endSession(visit.site, visit.sessionId))
      return { to: paths.public.logIn(), say: null }
    },
    renewRecoveryCodes: (codes: string[]): Shown => ({ show: codes }),
    async endSecondStep(_: undefined, { visit }: { visit: Visit }): Promise<After> {
      // The secret that is shown to set it up belongs to the session: another time it is another.
      const { db, site, sessionId, context } = visit
      if (sessionId) setCookies(context.headers, await renewSession(db, site, sessionId))
      return {}
    },
  },
} as const
