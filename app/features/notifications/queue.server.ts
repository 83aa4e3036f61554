import { sql, type UpdateObject } from 'kysely'
import type { Db } from '#db/client.server.ts'
import type { DB } from '#db/types.generated.ts'
import { nextTry, type MailFault } from './mail-fault.ts'

/** Longer than sending may take; a message of a sender that died is free again after it. */
const LEASE_MS = 120_000

/** A message that this sender has, and nobody else until the lease ends. */
export type Leased = {
  municipalityId: string
  id: string
  template: string
  data: unknown
  recipient: string
  leasedUntil: Date
  /** This try counts. */
  tries: number
  municipality: string
  senderEmail: string
}

/**
 * Takes at most `most` messages that are due, in one statement: what is taken by another at this moment is skipped, and so
 * is what another has. A try counts when it begins, so that a message that kills its sender is given up too.
 */
export async function leaseMessages(db: Db, most: number, now: Date): Promise<Leased[]> {
  const leasedUntil = new Date(now.getTime() + LEASE_MS)
  const { rows } = await sql<Omit<Leased, 'leasedUntil'>>`
    update notification set leased_until = ${leasedUntil}, tries = tries + 1
    from (
      select municipality_id, id from notification
      where due_at <= ${now} and state in ('queued', 'failed') and (leased_until is null or leased_until < ${now})
      order by is_bulk, due_at limit ${most} for update skip locked
    ) as due, municipality
    where notification.municipality_id = due.municipality_id and notification.id = due.id and municipality.id = due.municipality_id
    returning notification.municipality_id, notification.id, template, data, recipient, tries,
      municipality.name as municipality, municipality.sender_email`.execute(db)
  return rows.map((row) => ({ ...row, leasedUntil }))
}

/** Of what is not said any more the address and the words are erased: they held names, codes and links that open things. */
const erased = { recipient: null, data: '{}' }
const done = { dueAt: null, leasedUntil: null }

/** It went out: whoever else took it meanwhile finds it done. */
export async function markSent(db: Db, message: Leased, now: Date): Promise<void> {
  await update(db, message, { ...done, ...erased, state: 'sent', sentAt: now, lastError: null })
}

/** There is no mail server: it stays, to be shown to a developer. */
export async function markKept(db: Db, message: Leased, now: Date): Promise<void> {
  await update(db, message, { ...done, state: 'kept', sentAt: now, lastError: null })
}

/** It is tried again later, or given up. What another took since is theirs. */
export async function markFailed(
  db: Db,
  message: Leased,
  { says, isFinal }: MailFault,
  now: Date,
): Promise<'again' | 'givenUp'> {
  const dueAt = isFinal ? null : nextTry(message.tries, now)
  const set = { state: 'failed', lastError: says, leasedUntil: null }
  await updateOwn(db, message, dueAt ? { ...set, dueAt } : { ...set, ...erased, dueAt: null })
  return dueAt ? 'again' : 'givenUp'
}

/** It was not tried to the end: the next sender takes it at once, as if this one had not. */
export async function giveBack(db: Db, message: Leased): Promise<void> {
  await updateOwn(db, message, { leasedUntil: null, tries: message.tries - 1 })
}

type Change = UpdateObject<DB, 'notification'>

async function update(db: Db, { municipalityId, id }: Leased, set: Change): Promise<void> {
  await db
    .updateTable('notification')
    .set(set)
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .execute()
}

async function updateOwn(db: Db, { municipalityId, id, leasedUntil }: Leased, set: Change): Promise<void> {
  await db
    .updateTable('notification')
    .set(set)
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .where('leasedUntil', '=', leasedUntil)
    .where('state', '<>', 'sent')
    .execute()
}
