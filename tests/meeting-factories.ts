import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { textsOfMeeting, type MeetingDetails } from '#app/features/meetings/meeting.schema.ts'
import { registeredPeople } from '#app/features/meetings/people.server.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { registerForMeeting } from '#app/features/meetings/register.server.ts'
import type { Db } from '#db/client.server.ts'
import { aProcess, NOW } from './factories.ts'

type Registration = Parameters<typeof registerForMeeting>[2]

/** A meeting in the evening, nine days after NOW, for everyone, shown on the site. */
export const someMeeting: MeetingDetails = {
  title: 'Avond over zorg dichtbij',
  startsAt: new Date('2016-11-10T19:30:00+01:00'),
  endsAt: new Date('2016-11-10T21:30:00+01:00'),
  place: 'Dorpshuis',
  address: 'Hoofdstraat 0 in Exloo',
  about: 'Wij leggen het plan uit. U zegt wat u ervan vindt.',
  agenda: [
    { begins: '19:30', title: 'Welkom' },
    { begins: '19:45', title: 'In gesprek aan tafels' },
  ],
  places: 2,
  registerUntil: null,
  audience: 'everyone',
  isPublic: true,
}

export async function aMeeting(
  db: Db,
  by: Actor,
  { id }: { id: string },
  given: Partial<MeetingDetails> = {},
): Promise<{ process: { id: string }; meetingId: string }> {
  const texts = textsOfMeeting({ ...someMeeting, ...given })
  const planned = await planMeeting(db, by, { ...texts, process: { id }, key: uuid() }, NOW)
  return { process: { id }, meetingId: planned.id }
}

let visitors = 0

/** What someone sends to register, each time from another network address. */
export function registrationOf(meetingId: string, name: string, given: Partial<Registration> = {}): Registration {
  return {
    ...{ meetingId, name, email: `${name.toLowerCase().replaceAll(' ', '-')}@voorbeeld.example` },
    ...{ key: uuid(), baseUrl: 'https://saomen.example', secret: 's'.repeat(32) },
    clientAddress: `192.0.2.${++visitors % 250}`,
    ...given,
  }
}

/** A meeting with people who registered, in order. */
export async function aMeetingWithPeople(
  db: Db,
  by: Actor,
  names: readonly string[],
  given: Partial<MeetingDetails> = {},
) {
  const { municipalityId } = by
  const process = await aProcess(db, { id: municipalityId })
  const of = await aMeeting(db, by, process, given)
  const visitor = { kind: 'resident', id: null, municipalityId } as const
  const tokens = []
  for (const name of names)
    tokens.push((await registerForMeeting(db, visitor, registrationOf(of.meetingId, name), NOW)).token)
  return { process, of, tokens }
}

/** Messages about a meeting, in the order in which they were queued. */
export async function mailsAbout(db: Db, meetingId: string, template?: string) {
  const rows = await db
    .selectFrom('notification')
    .select(['recipient', 'template', 'data', 'messageKey'])
    .orderBy('id')
    .execute()
  return rows.filter(
    (row) => row.messageKey.startsWith(`meeting:${meetingId}:`) && (!template || row.template === template),
  )
}

/** Who stands on the list, with a place before who waits: 'Inwoner A registered'. */
export async function listOf(db: Db, municipalityId: string, meetingId: string): Promise<string[]> {
  const people = await registeredPeople(db, { municipalityId, id: meetingId }, ['registered', 'waiting'])
  return people.map(({ name, state }) => `${name} ${state}`)
}
