import type pg from 'pg'
import { v7 as uuid } from 'uuid'
import type { Actor, Role } from '#app/features/accounts/account.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { hashPassword } from '#app/features/accounts/password.server.ts'
import { action as logIn } from '#app/routes/public/log-in.tsx'
import type { Db } from '#db/client.server.ts'
import { anActor, NOW } from './factories.ts'

/** Someone who is logged in at a host. */
export type Person = { actor: Actor; cookie: string; host: string }

type Guarded = (args: { request: Request; params: object; context: AppContext }) => Promise<unknown>
const PASSWORD = 'vier woorden zijn genoeg'
let hash: Promise<string> | null = null

/** Calls loaders and actions as the server does, as people who logged in. */
export function staffVisits({ db, pool }: { db: Db; pool: pg.Pool }) {
  let visits = 0

  /** Returns what the loader or action returned or threw, and the context that it had. */
  async function call(
    guarded: unknown,
    params: Record<string, string>,
    by: Omit<Person, 'actor'>,
    form?: FormData | Blob,
    query = '',
  ) {
    const headers = new Headers({ host: by.host, cookie: by.cookie })
    const request = new Request(
      `http://${by.host}/${query}`,
      form ? { method: 'POST', body: form, headers } : { headers },
    )
    const context: AppContext = {
      ...{
        db,
        pool,
        mode: 'demo',
        secret: 'secret',
        baseUrl: null,
        ownPort: 3000,
        secure: false,
        arrivedAt: NOW,
        nonce: '',
        headers: new Headers(),
      },
      clientAddress: `192.0.2.${++visits % 250}`,
    }
    const outcome = await (guarded as Guarded)({ request, params, context }).catch((thrown: unknown) => thrown)
    return { outcome, context }
  }

  async function someone(of: { id: string }, host: string, role: Role, name: string): Promise<Person> {
    hash ??= hashPassword(PASSWORD)
    const actor = await anActor(db, of, { role, name, passwordHash: await hash })
    // The device is known already, so that no message about a new device is among those that a test reads.
    const { token, tokenHash } = newLinkToken()
    const device = { id: uuid(), accountId: actor.id, tokenHash, createdAt: NOW, lastUsedAt: NOW }
    await db
      .insertInto('knownDevice')
      .values({ municipalityId: of.id, ...device })
      .execute()
    const { context } = await call(
      logIn,
      {},
      { cookie: `saomen_toestel=${token}`, host },
      formOf({ act: 'logIn', email: actor.email, password: PASSWORD }),
    )
    return { actor, cookie: context.headers.get('set-cookie')?.split(';')[0] ?? '', host }
  }

  return { call, someone }
}

export function formOf(fields: Record<string, string | string[] | File>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

/** The status that a loader or action answered with. */
export function statusOf(outcome: unknown): number | undefined {
  if (outcome instanceof Response) return outcome.status
  return (outcome as { init?: { status: number } }).init?.status
}

/** Where it redirects to, or else its result. */
export function leadsTo(outcome: unknown): unknown {
  return outcome instanceof Response ? outcome.headers.get('location') : outcome
}

/** The cookie in which an action says what it did, as the browser sends it back. */
export const cookieIn = ({ headers }: AppContext): string =>
  headers.getSetCookie().flatMap((line) => /^(?:__\w+-)?gezegd=[^;]+/.exec(line) ?? [])[0] ?? ''

/** The code of what an action said that it did; null when it said nothing. */
export function saidBy(context: AppContext): string | null {
  const [, encoded = ''] = /=([\w-]+)\./.exec(cookieIn(context)) ?? []
  return encoded === '' ? null : JSON.parse(Buffer.from(encoded, 'base64url').toString()).code
}

/** Where an action led, and what it lets that page say: a code, and numbers. */
export function ledTo({ outcome, context }: { outcome: unknown; context: AppContext }) {
  const [, encoded = ''] = /=([\w-]+)\./.exec(cookieIn(context)) ?? []
  const { code, facts } = JSON.parse(Buffer.from(encoded, 'base64url').toString())
  return { to: leadsTo(outcome), code, facts }
}
