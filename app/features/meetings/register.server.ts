import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import { clientNetwork, widerNetwork } from '#app/features/accounts/client-network.ts'
import { mayMail } from '#app/features/accounts/mail-allowance.server.ts'
import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { countAttempt, TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { hasMessage } from '#app/features/notifications/has-message.server.ts'
import { record, type By } from '#app/features/record/record.server.ts'
import { keyOfForm } from '#app/ids.server.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { registering, registeringSays } from './meeting.ts'
import { mailPlace, mailWaiting, messagesOf, type Recipient } from './meeting-messages.server.ts'
import type { RegistrationFields } from './meeting.schema.ts'
import { lockMeeting, takenOf, type Meeting } from './meeting-row.server.ts'

export type Register = {
  process: { id: string; municipalityId: string }
  meetingId: string
  fields: RegistrationFields
  /** Whether the link for who is invited was opened. */
  isInvited: boolean
  /** Made with the form: the same form registers the same person once. */
  idempotencyKey: string
  /** Address of the site, for the links in messages. */
  origin: string
  clientAddress: string
  secret: string
}

/**
 * `token` opens the registration; null when someone of this name and address was registered before, who gets a new message.
 * `isMailed` is whether there is a message: to one address and from one network not many are sent.
 */
export type Registered = { state: 'registered' | 'waiting'; token: string | null; isMailed: boolean }

/**
 * Registers someone who has no account: a place, or one on the waiting list when there is none left. The meeting is held, so
 * that of two who want the last place one gets it. Throws NotFound, Refused with why not, and TooManyAttempts.
 */
export async function registerForMeeting(db: Db, input: Register, now: Date): Promise<Registered> {
  await countAttempts(db, input, now)
  const { process: of, fields: typed } = input
  const isMailed = await mayMail(db, { ...input, municipalityId: of.municipalityId, to: typed.email }, now)
  return inTransaction(db, async (trx) => {
    const { process, meetingId, fields, isInvited, origin } = input
    const idempotencyKey = keyOfPerson(input)
    const { municipalityId } = process
    const meeting = await lockMeeting(trx, { municipalityId, processId: process.id }, meetingId)
    if (!meeting.isPublic) throw new NotFound()
    const sentBefore = await trx
      .selectFrom('meetingRegistration')
      .select(['id', 'meetingId', 'state'])
      .where('municipalityId', '=', municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (sentBefore && sentBefore.meetingId !== meeting.id) throw new NotFound()
    if (sentBefore) return again(trx, meeting, sentBefore)
    await refuseWithdrawnProcess(trx, meeting)
    const may = registering(meeting, await takenOf(trx, meeting), { isInvited }, now)
    const there = await registeredBefore(trx, meeting, fields)
    if (there && !['cancelled', 'held', 'begun'].includes(may)) return mailAgain(trx, meeting, there, isMailed, now)
    if (may !== 'open' && may !== 'waiting') throw new Refused(registeringSays[may])
    const by: By = { kind: 'resident', id: null }
    const { id, state } = await addRegistration(
      trx,
      by,
      meeting,
      { fields, origin, idempotencyKey, addedBy: 'self', state: may === 'open' ? 'registered' : 'waiting', isMailed },
      now,
    )
    return { state, token: await addLink(trx, meeting, id), isMailed }
  })
}

/**
 * Per visitor, where a family or a library is one, and per connection, of which IPv6 has many networks: nobody may fill a meeting with
 * names. Never per address: whoever fills in that of another would keep its owner out.
 */
async function countAttempts(db: Db, { process, clientAddress, secret }: Register, now: Date) {
  const shared = { municipalityId: process.municipalityId, secret, windowMinutes: 60 }
  const [network, wider] = [clientNetwork(clientAddress), widerNetwork(clientAddress)]
  for (const attempt of [
    { ...shared, kind: 'meetingFromAddress', subject: network, limit: 30 },
    // Of IPv4 the two are the same.
    ...(wider === network ? [] : [{ ...shared, kind: 'meetingFromWiderNetwork', subject: wider, limit: 100 }]),
  ]) {
    const verdict = await countAttempt(db, attempt, now)
    if (!verdict.allowed)
      throw new TooManyAttempts(verdict.secondsToWait, now, 'Er zijn te veel aanmeldingen na elkaar gedaan.')
  }
}

async function refuseWithdrawnProcess(trx: Trx, { municipalityId, processId }: Meeting) {
  const { state } = await trx
    .selectFrom('process')
    .select('state')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', processId)
    .executeTakeFirstOrThrow()
  if (state === 'withdrawn') throw new Refused('Het plan is ingetrokken. U kunt zich niet meer aanmelden.')
}

type Before = { id: string; state: string; name: string; email: string; origin: string }

/** Of two who fill in one form after each other, each is registered. */
export const keyOfPerson = ({
  idempotencyKey,
  fields: { name, email },
}: Pick<Register, 'idempotencyKey' | 'fields'>): string => keyOfForm(idempotencyKey, [name.toLowerCase(), email])

/** Two who share an address each register; the same name with it is someone who was not sure. */
function registeredBefore(
  trx: Trx,
  { municipalityId, id }: Meeting,
  { name, email }: RegistrationFields,
): Promise<Before | undefined> {
  return trx
    .selectFrom('meetingRegistration')
    .select(['id', 'state', 'name', 'email', 'origin'])
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
    .where('state', '<>', 'cancelled')
    .where('email', '=', email)
    .where(sql<string>`lower(name)`, '=', name.toLowerCase())
    .executeTakeFirst()
}

/** The same form again: the same registration, and no second message. */
async function again(
  trx: Trx,
  meeting: Meeting,
  { id, state: stored }: { id: string; state: string },
): Promise<Registered> {
  const state = stored === 'waiting' ? 'waiting' : 'registered'
  const wasMailed = await Promise.all(
    occasions.map((occasion) => hasMessage(trx, meeting.municipalityId, `${messagesOf(meeting)}${id}:${occasion}`)),
  )
  return { state, token: await addLink(trx, meeting, id), isMailed: wasMailed.some(Boolean) }
}

/** Only the owner of the mailbox gets to the registration: whoever knows a name and an address does not. */
async function mailAgain(
  trx: Trx,
  meeting: Meeting,
  person: Before,
  isMailed: boolean,
  now: Date,
): Promise<Registered> {
  const occasion = `again:${now.getTime()}`
  const state = person.state === 'registered' ? 'registered' : 'waiting'
  if (isMailed) await mailStanding(trx, meeting, person, state, occasion, now)
  return { state, token: null, isMailed }
}

/** What the first message of a registration is about: a place, or waiting for one. */
const occasions = ['confirmed', 'waiting'] as const

async function mailStanding(
  trx: Trx,
  meeting: Meeting,
  person: Recipient,
  state: 'registered' | 'waiting',
  occasion: string,
  now: Date,
): Promise<void> {
  if (state === 'registered') await mailPlace(trx, meeting, [person], { template: 'meetingConfirmed', occasion, now })
  else await mailWaiting(trx, meeting, person, { number: await waitingNumber(trx, meeting, person.id), occasion, now })
}

type NewRegistration = {
  fields: RegistrationFields
  origin: string
  idempotencyKey: string
  addedBy: 'self' | 'official' | 'atTheDoor'
  state: 'registered' | 'waiting'
  isMailed: boolean
}

/** Stores a registration of a meeting that is held, and tells of it by mail when `isMailed`. */
export async function addRegistration(
  trx: Trx,
  by: By,
  meeting: Meeting,
  { fields, origin, idempotencyKey, addedBy, state, isMailed }: NewRegistration,
  now: Date,
): Promise<{ id: string; state: 'registered' | 'waiting' }> {
  const { municipalityId, id: meetingId, processId } = meeting
  const id = uuid()
  await trx
    .insertInto('meetingRegistration')
    .values({
      municipalityId,
      id,
      meetingId,
      state,
      addedBy,
      ...fields,
      origin,
      idempotencyKey,
      registeredAt: now,
      attended: addedBy === 'atTheDoor' ? true : null,
    })
    .execute()
  if (isMailed)
    await mailStanding(
      trx,
      meeting,
      { id, origin, email: fields.email },
      state,
      occasions[state === 'registered' ? 0 : 1],
      now,
    )
  await record(trx, {
    municipalityId,
    at: now,
    by,
    act: 'registerForMeeting',
    subject: { kind: 'meeting', id: meetingId },
    processId,
    detail: { state, addedBy },
  })
  return { id, state }
}

/** A new secret that opens a registration. */
async function addLink(trx: Trx, { municipalityId }: Meeting, registrationId: string): Promise<string> {
  const { token, tokenHash } = newLinkToken()
  await trx.insertInto('meetingRegistrationLink').values({ municipalityId, tokenHash, registrationId }).execute()
  return token
}

/** The place on the waiting list, from 1. */
export async function waitingNumber(
  db: Db | Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
  registrationId: string,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from meeting_registration as other
    join meeting_registration as own on own.municipality_id = other.municipality_id and own.meeting_id = other.meeting_id and own.id = ${registrationId}
    where other.municipality_id = ${municipalityId} and other.meeting_id = ${id} and other.state = 'waiting'
      and (other.registered_at, other.id) <= (own.registered_at, own.id)`.execute(db)
  return rows[0]?.number ?? 0
}
