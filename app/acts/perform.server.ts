import { channel } from 'node:diagnostics_channel'
import { NotAllowed, NotFound, Refused, WrongInput } from '#app/errors.server.ts'
import { record } from '#app/features/record/record.server.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import { asId } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { refusedBy, type Definition, type Facts } from './act.server.ts'
import { staleRefusal } from './stale.ts'
import { whyNot, type Caller } from './who-may.ts'

/** One asking of an act: by whom, when, and all that was handed with it (input, the process, facts). */
type Asked = { db: Db; by: Caller; now: Date; given: Record<string, unknown> }

/** What came of reading the input: a value by the schema of the act, or a sentence by field. */
export type Parsed = { value: unknown } | { errors: FieldErrors }

/** Where every refusal is told of, for who counts them. */
export const refusals = channel('saomen:refusal')

/**
 * Does an act, in this order: may this caller do it, is the input right, is the process theirs; then in one transaction: was
 * what is stored what they saw, the act itself, its events. Throws NotAllowed, WrongInput, NotFound or Refused, after writing
 * in the record that someone with an account was refused. Given a transaction, as the demo does, it joins that one.
 */
export async function doAct(act: Definition, asked: Asked, parse: () => Parsed): Promise<unknown> {
  try {
    const why = whyNot(act.by, asked.by)
    if (why !== null) throw new NotAllowed(why)
    const parsed = parse()
    if ('errors' in parsed) throw new WrongInput(parsed.errors)
    return await doParsed(act, asked, parsed.value)
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
  const processId = act.on === 'process' ? await processIn(db, by, given.process) : null
  const context = { ...factsIn(act, given), by, now, process: processId && { id: processId }, refuse: refuserOf(act) }
  const prepared = await act.prepare?.({ ...context, db }, input)
  return inTransaction(db, async (trx) => {
    if (act.seen) await refuseStale(act.seen, { ...context, trx }, input)
    const { value, events } = await act.run({ ...context, trx }, input, prepared)
    for (const { as = act.name, subject, processId: place = processId, detail } of events) {
      await record(trx, {
        municipalityId: by.municipalityId,
        at: now,
        by,
        act: as,
        subject,
        ...(place === null ? {} : { processId: place }),
        ...(detail ? { detail } : {}),
      })
    }
    return value
  })
}

/** The id of a process of the caller's municipality. Throws NotFound. */
async function processIn(db: Db, { municipalityId }: Caller, process: unknown): Promise<string> {
  const id = asId(typeof process === 'object' && process !== null && 'id' in process ? String(process.id) : '')
  const found = await db
    .selectFrom('process')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found.id
}

function factsIn(act: Definition, given: Record<string, unknown>): Partial<Facts> {
  return Object.fromEntries(act.needs.map((name) => [name, given[name]]))
}

function refuserOf({ refusals }: Definition) {
  return (code: string, facts?: unknown): never => {
    throw refusedBy(refusals, code, facts)
  }
}

async function refuseStale(
  seenOf: NonNullable<Definition['seen']>,
  context: { trx: Trx },
  input: unknown,
): Promise<void> {
  const seen = typeof input === 'object' && input !== null && 'seen' in input ? input.seen : undefined
  if (seen === undefined) return
  const stored = await seenOf(context, input)
  if (stored !== null && stored !== seen)
    throw new Refused(staleRefusal.says, null, { code: 'stale', facts: { seen: stored } })
}

function codeOf(error: unknown): string | null {
  if (error instanceof WrongInput) return null
  if (error instanceof Refused) return error.code
  if (error instanceof NotAllowed) return 'notAllowed'
  return null
}

/** What someone with an account tried and may not, stays readable. Its subject is not that of the act: that was not touched. */
async function recordRefusal(act: Definition, { db, by, now, given }: Asked, code: string): Promise<void> {
  if (by.kind !== 'account' || db.isTransaction) return
  const processId = act.on === 'process' ? await processIn(db, by, given.process).catch(() => null) : null
  await db.transaction().execute((trx) =>
    record(trx, {
      ...{ municipalityId: by.municipalityId, at: now, by, act: act.name },
      ...{ subject: { kind: 'refusal', id: processId ?? by.municipalityId }, ...(processId ? { processId } : {}) },
      detail: { refused: code },
    }),
  )
}
