import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import type { MeetingDetails } from '#app/features/meetings/meeting.schema.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import type { Register } from '#app/features/meetings/register.server.ts'
import type { Db } from '#db/client.server.ts'
import { NOW } from './factories.ts'

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
  process: { id: string },
  given: Partial<MeetingDetails> = {},
): Promise<{ processId: string; meetingId: string }> {
  const { id } = await planMeeting(
    db,
    by,
    { processId: process.id, details: { ...someMeeting, ...given }, idempotencyKey: uuid() },
    NOW,
  )
  return { processId: process.id, meetingId: id }
}

let visitors = 0

/** What someone sends to register, each time from another network address. */
export function registrationOf(
  process: { id: string; municipalityId: string },
  meetingId: string,
  name: string,
  given: Partial<Register> = {},
): Register {
  return {
    ...{
      process,
      meetingId,
      isInvited: false,
      idempotencyKey: uuid(),
      origin: 'https://saomen.example',
      secret: 's'.repeat(32),
    },
    fields: { name, email: `${name.toLowerCase().replaceAll(' ', '-')}@voorbeeld.example`, remark: '' },
    clientAddress: `192.0.2.${++visitors % 250}`,
    ...given,
  }
}
