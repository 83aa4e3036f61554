import type { Pool } from 'pg'
import { setCookies } from '#app/cookies.server.ts'
import { municipalityOfHost } from '#app/features/municipalities/municipality.server.ts'
import type { Db } from '#db/client.server.ts'
import { mayEnter, type Audience } from './account.ts'
import { whoIs } from './session.server.ts'

/**
 * Whether these headers come with a session for an area, before anything else of a request is read. It guards nothing: it
 * says how much may be read, and the loader or action guards itself. A session that was renewed by looking gives `answering`
 * its cookie, which nobody else would set any more.
 */
export async function mayEnterArea(
  { db, pool, secure, answering }: { db: Db; pool: Pool; secure: boolean; answering: Headers },
  headers: Headers,
  area: Audience,
  now: Date,
): Promise<boolean> {
  const cookies = headers.get('cookie')
  if (cookies === null) return false
  const found = await municipalityOfHost(db, headers.get('host') ?? '')
  if (!found) return false
  const { actor, setCookie } = await whoIs({ pool, secure, municipalityId: found.municipality.id }, cookies, now)
  if (actor && setCookie) setCookies(answering, setCookie)
  return actor !== null && mayEnter(actor, area)
}
