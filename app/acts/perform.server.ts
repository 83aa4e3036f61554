import { channel, tracingChannel } from 'node:diagnostics_channel'
import {
  contentChanged,
  raiseContentVersion,
  raiseOnceAnswered,
  type ContentChanged,
} from '#app/content-version.server.ts'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { FoundProcess } from './found-process.ts'
import { refusedBy, type Definition, type Facts } from './act.server.ts'
import { whyNot, type Caller } from './who-may.ts'

/** A request for an act: who asks, when, and all that was passed with it (input, the process, facts). */
type Asked = { db: Db; by: Caller; now: Date; given: Record<string, unknown> }

/** The input of the act as its schema reads it, or a sentence for each wrong field. */
export type Parsed = { value: unknown } | { errors: FieldErrors }

/** Publishes every refusal, for subscribers such as the tests that count them. */
export const refusals = channel('saomen:refusal')

/** Traces every act that may be done and whose input is right, for subscribers such as the tests that see what it writes. */
export const acting = tracingChannel<string, { act: string }>('saomen:act')

/**
 * Does an act. First: may this caller do it, is the input right, is the process theirs? Then, in one
 * transaction: the act itself, its events, and the version of the content that it changed. Throws NotAllowed, WrongInput,
 * NotFound or Refused; a refusal of someone with an account is recorded first. Given a transaction, as by the demo, it joins
 * that one.
 */
export async function doAct(act: Definition, asked: Asked, parse: () => Parsed): Promise<unknown> {
  try {
    const why = whyNot(act.by, asked.by)
    if (why !== null) throw new NotAllowed(why)
    const parsed = parse()
    if ('errors' in parsed) throw new WrongInput(parsed.errors)
    return await acting.tracePromise(() => doParsed(act, asked, parsed.value), { act: act.name })
  } catch (error) {
    const code = codeOf(error)
    if (code !== null) {
      refusals.publish({ act: act.name, code })
      await recordRefusal(act, asked, code)
    }
    throw error
  }
}

async function doParsed(act: Definition, { db, by, now, given }: Asked, input: unknown): Promise<unknown> {
  const process = act.on === 'process' ? await processIn(db, by, given.process) : null
  const processId = process?.id ?? null
  const context = { ...factsIn(act, given), by, now, process, refuse: refuserOf(act) }
  const prepared = await act.prepare?.({ ...context, db }, input)
  if (act.ownTransaction) {
    const { value, events } = await act.run({ ...context, db }, input, prepared)
    if (events.length > 0) throw new Error(`${act.name} must record what it did where it stores it`)
    return value
  }
  const { value, changed } = await inTransaction(db, async (trx) => {
    const { value, events } = await act.run({ ...context, trx }, input, prepared)
    for (const { id, as = act.name, subject, processId: place = processId, detail } of events) {
      await record(trx, {
        ...(id === undefined ? {} : { id }),
        municipalityId: by.municipalityId,
        at: now,
        by,
        act: as,
        subject,
        ...(place === null ? {} : { processId: place }),
        ...(detail ? { detail } : {}),
      })
    }
    return { value, changed: await raiseVersion(trx, act, by.municipalityId, processId) }
  })
  // The transaction that an act joined is not committed yet; whoever listens to the database hears of it then.
  if (changed && !db.isTransaction)
    contentChanged.publish({ db, municipalityId: by.municipalityId } satisfies ContentChanged)
  return value
}

/**
 * Raises the version of the content that the act may have changed, and says whether it did. It does so however the act
 * ended: one that wrote can end in `changedNothing`, because a function that it calls wrote the events. Raised for nothing,
 * pages are made once more; not raised, they stay what they were.
 */
async function raiseVersion(trx: Trx, { changes }: Definition, municipalityId: string, processId: string | null) {
  if (changes === null) return false
  if (changes === 'publicOnceAnswered' && processId !== null) return raiseOnceAnswered(trx, municipalityId, processId)
  await raiseContentVersion(trx, municipalityId)
  return true
}

/** A process in the caller's municipality. Throws NotFound. */
async function processIn(db: Db, { municipalityId }: Caller, process: unknown): Promise<{ id: string }> {
  if (process instanceof FoundProcess && process.municipalityId === municipalityId) return process
  const id = asId(typeof process === 'object' && process !== null && 'id' in process ? String(process.id) : '')
  const found = await db
    .selectFrom('process')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

function factsIn(act: Definition, given: Record<string, unknown>): Partial<Facts> {
  return Object.fromEntries(act.needs.map((name) => [name, given[name]]))
}

function refuserOf({ refusals }: Definition) {
  return (code: string, facts?: unknown): never => {
    throw refusedBy(refusals, code, facts)
  }
}

function codeOf(error: unknown): string | null {
  if (error instanceof WrongInput) return null
  if (error instanceof Refused) return error.code
  if (error instanceof NotAllowed) return 'notAllowed'
  return null
}

/**
 * Records that an act of someone with an account was refused. The subject of the act was not touched, so the event has
 * another subject.
 */
async function recordRefusal(act: Definition, { db, by, now, given }: Asked, code: string): Promise<void> {
  if (by.kind !== 'account' || db.isTransaction) return
  const process = act.on === 'process' ? await processIn(db, by, given.process).catch(() => null) : null
  const processId = process?.id ?? null
  await db.transaction().execute((trx) =>
    record(trx, {
      ...{ municipalityId: by.municipalityId, at: now, by, act: act.name },
      ...{ subject: { kind: 'refusal', id: processId ?? by.municipalityId }, ...(processId ? { processId } : {}) },
      detail: { refused: code },
    }),
  )
}
