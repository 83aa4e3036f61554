import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { hashOfToken, isLinkToken } from '#app/features/accounts/link-token.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { endRegistration } from './end-registration.server.ts'
import { lockMeeting, subjectOf } from './meeting-row.server.ts'
import { asRegistrationState, type RegistrationState } from './people.server.ts'
import { waitingNumber } from './register.server.ts'

export type OwnRegistration = {
  id: string
  state: RegistrationState
  name: string
  email: string
  /** On the waiting list, from 1. */ number: number
}

type Of = { municipalityId: string; meetingId: string; token: string | null }

/** The registration that a link opens, or null: never given, of another meeting, or erased with all that was known of it. */
export async function registrationOfToken(
  db: Db | Trx,
  { municipalityId, meetingId, token }: Of,
): Promise<OwnRegistration | null> {
  if (token === null || !isLinkToken(token)) return null
  const row = await db
    .selectFrom('meetingRegistrationLink')
    .innerJoin('meetingRegistration', (join) =>
      join
        .onRef('meetingRegistration.municipalityId', '=', 'meetingRegistrationLink.municipalityId')
        .onRef('meetingRegistration.id', '=', 'meetingRegistrationLink.registrationId'),
    )
    .select(['meetingRegistration.id', 'state', 'name', 'email'])
    .where('meetingRegistrationLink.municipalityId', '=', municipalityId)
    .where('tokenHash', '=', hashOfToken(token))
    .where('meetingId', '=', meetingId)
    .executeTakeFirst()
  if (!row) return null
  const state = asRegistrationState(row.state)
  return {
    ...row,
    state,
    number: state === 'waiting' ? await waitingNumber(db, { municipalityId, id: meetingId }, row.id) : 0,
  }
}

/** Someone who registered does not come after all: the place goes to the first who waits. Pressed twice, it is done once. */
export const cancelRegistration = act({
  name: 'cancelRegistration',
  by: { audience: 'everyone' },
  input: z.object({ meetingId: z.string(), token: z.string() }),
  refusals: { begun: { says: 'De bijeenkomst is al begonnen. Afmelden kan niet meer.' } },
  async run({ trx, by: { municipalityId }, now, refuse }, { meetingId, token }) {
    const meeting = await lockMeeting(trx, { municipalityId }, meetingId)
    const own = await registrationOfToken(trx, { municipalityId, meetingId, token })
    if (!own) throw new NotFound()
    if (own.state === 'cancelled') return changedNothing(undefined)
    if (now >= meeting.startsAt) refuse('begun')
    const given = await endRegistration(trx, meeting, own.id, now)
    const { processId } = meeting
    return did(undefined, { subject: subjectOf(meeting), processId, detail: { from: own.state, given } })
  },
})
