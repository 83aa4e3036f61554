import type pg from 'pg'
import type { Visitor } from '#app/acts/who-may.ts'
import { logInCookies } from '#app/features/accounts/enter.server.ts'
import type { LoggedIn } from '#app/features/accounts/finish-log-in.server.ts'
import { logIn } from '#app/features/accounts/log-in.server.ts'
import type { SecondStep } from '#app/features/accounts/next-step.server.ts'
import type { Db } from '#db/client.server.ts'
import { NOW } from './factories.ts'

/** Whoever looks at the site of a municipality. */
export const visitorOf = ({ id }: { id: string }): Visitor => ({ kind: 'resident', id: null, municipalityId: id })

type Given = Partial<Parameters<typeof logIn>[2]>
let visits = 0

/** Logs in as the page does, by default in a browser and from a network of its own; gives the cookies that are set too. */
export function logsIn({ db, pool, secret }: { db: Db; pool: pg.Pool; secret: string }) {
  const cookiesOf = async <O extends LoggedIn | SecondStep>({ id }: { id: string }, outcome: O, now = NOW) => ({
    ...outcome,
    cookies: await logInCookies({ pool, secure: false, municipalityId: id }, outcome, now),
  })
  const firstStep = async (municipality: { id: string }, given: Given, now = NOW) => {
    const from = { clientAddress: `192.0.2.${++visits % 250}`, baseUrl: 'https://meedoen.example', secret }
    const browser = { device: 'Firefox op Linux', deviceToken: null }
    const outcome = await logIn(db, visitorOf(municipality), { ...from, ...browser, ...given }, now)
    return outcome.step === 'linkSent' ? outcome : cookiesOf(municipality, outcome, now)
  }
  return { firstStep, cookiesOf }
}
