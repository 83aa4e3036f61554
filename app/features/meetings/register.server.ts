import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, type ActEvent } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { clientNetwork, widerNetwork } from '#app/features/accounts/client-network.ts'
import { mayMail } from '#app/features/accounts/mail-allowance.server.ts'
import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { countAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { hasMessage } from '#app/features/notifications/has-message.server.ts'
import { key } from '#app/forms/typed.ts'
import { keyOfForm } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { opensInvitation } from './invitation-link.server.ts'
import { registering, registeringSays, type Registering } from './meeting.ts'
import { mailPlace, mailWaiting, messagesOf, type MeetingRecipient } from './meeting-messages.server.ts'
import { registrationInput, type RegistrationFields } from './meeting.schema.ts'
import { lockMeeting, subjectOf, takenOf, type Meeting } from './meeting-row.server.ts'

/**
 * `token` opens the registration; null when someone of this name and address was registered before, who gets a new message.
 * `isMailed` is whether there is a message: to one address and from one network not many are sent.
 */
type Registered = { state: 'registered' | 'waiting'; token: string | null; isMailed: boolean }

const says = (why: Registering) => ({ says: registeringSays[why] })

/**
 * Registers someone who has no account: a place, or one on the waiting list when there is none left. The meeting is held, so
 * that of two who want the last place one gets it. Throws TooManyAttempts too.
 */
export const registerForMeeting = act({
  name: 'registerForMeeting',
  by: { audience: 'everyone' },
  needs: ['baseUrl', 'secret', 'clientAddress'],
  // `invitation` is the secret of the link for who is invited; empty when it was not opened.
  input: registrationInput.extend({ meetingId: z.string(), invitation: z.string().default(''), key }),
  refusals: {
    ...{ invitationOnly: says('invitationOnly'), closed: says('closed'), begun: says('begun') },
    ...{ held: says('held'), cancelled: says('cancelled') },
    withdrawn: { says: 'Het plan is ingetrokken. U kunt zich niet meer aanmelden.' },
  },
  async prepare({ db, by: { municipalityId }, now, clientAddress, secret }, { email }) {
    const place = { municipalityId, clientAddress, secret }
    await refuseTooMany(db, place, now)
    return { isMailed: await mayMail(db, { ...place, to: email }, now) }
  },
  async run({ trx, by: { municipalityId }, now, baseUrl, secret, refuse }, input, { isMailed }) {
    const { meetingId, invitation, key: formKey, ...fields } = input
    const idempotencyKey = keyOfPerson(formKey, fields)
    const meeting = await lockMeeting(trx, { municipalityId }, meetingId)
    if (!meeting.isPublic) throw new NotFound()
    const sentBefore = await trx
      .selectFrom('meetingRegistration')
      .select(['id', 'meetingId', 'state'])
      .where('municipalityId', '=', municipalityId)
      .where('idempotencyKey', '=', idempotencyKey)
      .executeTakeFirst()
    if (sentBefore && sentBefore.meetingId !== meeting.id) throw new NotFound()
    if (sentBefore) return changedNothing(await sentAgain(trx, meeting, sentBefore))
    if (await isOfWithdrawnProcess(trx, meeting)) refuse('withdrawn')
    const isInvited = opensInvitation(meeting, secret, invitation)
    const may = registering(meeting, await takenOf(trx, meeting), { isInvited }, now)
    const there = await registeredBefore(trx, meeting, fields)
    if (there && !['cancelled', 'held', 'begun'].includes(may))
      return changedNothing(await mailAgain(trx, meeting, there, isMailed, now))
    if (may !== 'open' && may !== 'waiting') return refuse(may)
    const state = may === 'open' ? 'registered' : 'waiting'
    const of = { fields, origin: baseUrl, idempotencyKey, addedBy: 'self', state, isMailed } as const
    const { id, event } = await addRegistration(trx, meeting, of, now)
    return did<Registered>({ state, token: await addLink(trx, meeting, id), isMailed }, event)
  },
})

/**
 * Per visitor, where a family or a library is one, and per connection, of which IPv6 has many networks: nobody may fill a
 * meeting with names. Never per address: whoever fills in that of another would keep its owner out.
 */
async function refuseTooMany(
  db: Db,
  { clientAddress, ...place }: { municipalityId: string; clientAddress: string; secret: string },
  now: Date,
): Promise<void> {
  const shared = { ...place, windowMinutes: 60 }
  const [network, wider] = [clientNetwork(clientAddress), widerNetwork(clientAddress)]
  const attempts = [
    { ...shared, kind: 'meetingFromAddress', subject: network, limit: 30 },
    // Of IPv4 the two are the same.
    ...(wider === network ? [] : [{ ...shared, kind: 'meetingFromWiderNetwork', subject: wider, limit: 100 }]),
  ]
  await countAttempts(db, attempts, now, 'Er zijn te veel aanmeldingen na elkaar gedaan.')
}

async function isOfWithdrawnProcess(trx: Trx, { municipalityId, processId }: Meeting): Promise<boolean> {
  const { state } = await trx
    .selectFrom('process')
    .select('state')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', processId)
    .executeTakeFirstOrThrow()
  return state === 'withdrawn'
}

type Before = { id: string; state: string; name: string; email: string; origin: string }

/** Of two who fill in one form after each other, each is registered. */
export const keyOfPerson = (formKey: string, { name, email }: RegistrationFields): string =>
  keyOfForm(formKey, [name.toLowerCase(), email])

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
async function sentAgain(
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
  person: MeetingRecipient,
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

/** Stores a registration of a meeting that is held, and tells of it by mail when `isMailed`; gives what the record keeps of it. */
export async function addRegistration(
  trx: Trx,
  meeting: Meeting,
  { fields, origin, idempotencyKey, addedBy, state, isMailed }: NewRegistration,
  now: Date,
): Promise<{ id: string; event: ActEvent }> {
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
  const event = { as: 'registerForMeeting', subject: subjectOf(meeting), processId, detail: { state, addedBy } }
  return { id, event }
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
