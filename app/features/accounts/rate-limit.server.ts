import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { Refused } from '#app/errors.server.ts'
import { formatTime } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'

/** What is counted: `kind` names the door, `subject` who knocks (an address, a code). A kind keeps one window length. */
export type Attempt = {
  municipalityId: string
  kind: string
  subject: string
  secret: string
  limit: number
  windowMinutes: number
  /** How much one try counts for, where what it takes differs; 1 unless given. */
  weight?: number
}

/** `count`: tries in this window, with this one. */
export type Verdict = { allowed: true; count: number } | { allowed: false; count: number; secondsToWait: number }

/** Too many tries; the message says from when it can be tried again. */
export class TooManyAttempts extends Refused {
  readonly secondsToWait: number
  constructor(secondsToWait: number, now: Date, what = 'U hebt dit te vaak geprobeerd.', field: string | null = null) {
    const until = formatTime(new Date(now.getTime() + secondsToWait * 1000))
    super(`${what} Probeer het opnieuw om ${until}.`, field, { code: 'tooManyAttempts', facts: { secondsToWait } })
    this.secondsToWait = secondsToWait
  }
}

/** A copy of the table says nothing about who tried: without the key a subject cannot be recomputed. */
function hashOf({ municipalityId, kind, subject, secret }: Attempt): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([municipalityId, kind, subject]))
    .digest('hex')
}

/** The window of time that a moment is in; `length` in milliseconds. */
export function windowOf({ windowMinutes }: Pick<Attempt, 'windowMinutes'>, now: Date) {
  const length = windowMinutes * 60_000
  const start = Math.floor(now.getTime() / length) * length
  return { length, start: new Date(start), end: new Date(start + length) }
}

/**
 * Counts one try and says whether it may go on, or how many seconds to wait. Counting and reading are one statement, so
 * that tries at the same moment each get their own number. Not inside an act's transaction: a refused act would undo it.
 */
export async function countAttempt(db: Db, attempt: Attempt, now: Date): Promise<Verdict> {
  if (db.isTransaction) throw new Error('a try is counted outside the transaction of an act')
  const { municipalityId, kind, limit, weight = 1 } = attempt
  const window = windowOf(attempt, now)
  const { count } = await db
    .insertInto('attempt')
    .values({ municipalityId, kind, subject: hashOf(attempt), windowStart: window.start, count: weight })
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'kind', 'subject', 'windowStart'])
        .doUpdateSet({ count: (eb) => eb('attempt.count', '+', weight) }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (count === weight) await forgetOldWindows(db, attempt, window)
  return verdictOn(count, limit, window.end, now)
}

/** Whether this many tries are within the limit, and else how many seconds it takes until the window ends. */
export function verdictOn(count: number, limit: number, end: Date, now: Date): Verdict {
  if (count <= limit) return { allowed: true, count }
  return { allowed: false, count, secondsToWait: Math.max(1, Math.ceil((end.getTime() - now.getTime()) / 1000)) }
}

/** How many tries there were in this window; counts none. */
export async function attemptsSoFar(db: Db, attempt: Attempt, now: Date): Promise<number> {
  const found = await db
    .selectFrom('attempt')
    .select('count')
    .where('municipalityId', '=', attempt.municipalityId)
    .where('kind', '=', attempt.kind)
    .where('subject', '=', hashOf(attempt))
    .where('windowStart', '=', windowOf(attempt, now).start)
    .executeTakeFirst()
  return found?.count ?? 0
}

/** Counts each of these in turn and throws TooManyAttempts at the first that is over; none after it is counted then. */
export async function countAttempts(db: Db, attempts: readonly Attempt[], now: Date, what?: string): Promise<void> {
  for (const attempt of attempts) {
    const verdict = await countAttempt(db, attempt, now)
    if (!verdict.allowed) throw new TooManyAttempts(verdict.secondsToWait, now, what)
  }
}

/** Takes back a try that turned out right, so that only wrong ones count and an office behind one address is not shut out. */
export async function forgiveAttempt(db: Db, attempt: Attempt, now: Date): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ count: (eb) => eb('count', '-', 1) })
    .where('municipalityId', '=', attempt.municipalityId)
    .where('kind', '=', attempt.kind)
    .where('subject', '=', hashOf(attempt))
    .where('windowStart', '=', windowOf(attempt, now).start)
    .where('count', '>', 0)
    .execute()
}

/** Rows that another is erasing at this moment are skipped, so that two never wait for each other. */
async function forgetOldWindows(db: Db, { municipalityId, kind }: Attempt, window: { start: Date; length: number }) {
  const before = new Date(window.start.getTime() - window.length)
  await sql`delete from attempt where ctid = any(array(
    select ctid from attempt where municipality_id = ${municipalityId} and kind = ${kind} and window_start < ${before}
    limit 1000 for update skip locked))`.execute(db)
}

/**
 * Counts all of these in one statement; says of each, in their order, whether it may go on. Old windows stay until the night:
 * looking for them here would be a second statement where every subject is new.
 */
export async function countTogether(db: Db, attempts: readonly Attempt[], now: Date): Promise<boolean[]> {
  if (db.isTransaction) throw new Error('a try is counted outside the transaction of an act')
  const rows = attempts.map((attempt) => ({
    ...attempt,
    hash: hashOf(attempt),
    windowStart: windowOf(attempt, now).start,
  }))
  const counted = await db
    .insertInto('attempt')
    .values(
      // In one order, so that two who count the same never wait for each other.
      rows
        .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
        .map(({ municipalityId, kind, hash: subject, windowStart }) => ({
          municipalityId,
          kind,
          subject,
          windowStart,
          count: 1,
        })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['municipalityId', 'kind', 'subject', 'windowStart'])
        .doUpdateSet({ count: (eb) => eb('attempt.count', '+', 1) }),
    )
    .returning(['subject', 'count'])
    .execute()
  const countOf = new Map(counted.map(({ subject, count }) => [subject, count]))
  return rows.map(({ hash, limit }) => (countOf.get(hash) ?? 0) <= limit)
}

/** Erases what was counted more than two days ago: no window is longer than one. */
export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('attempt')
    .where('windowStart', '<', new Date(now.getTime() - 2 * 24 * 60 * 60_000))
    .execute()
}
