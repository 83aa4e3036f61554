import { newLinkToken } from '#app/features/accounts/link-token.server.ts'
import { notifyAll } from '#app/features/notifications/notify.server.ts'
import { paths } from '#app/paths.ts'
import type { Trx } from '#db/client.server.ts'
import type { MessageData, Template } from '#emails/messages.ts'
import type { Meeting } from './meeting-row.server.ts'
import { whenInWords, whereInWords } from './meeting.ts'

export type MeetingRecipient = { id: string; email: string; origin: string }

type MeetingTemplate = Extract<Template, `meeting${string}`>
/** What the messages say of a meeting, and the links of the one who gets it. */
type Facts = MessageData['meetingConfirmed']

/**
 * Queues a message for each of these people that has an address, in the transaction of the act. Each message has a link of
 * its own to the registration, of which only the hash is stored. `occasion` keeps a second message about the same away.
 */
export async function mailParticipants<Name extends MeetingTemplate, Person extends MeetingRecipient>(
  trx: Trx,
  meeting: Meeting,
  people: readonly Person[],
  {
    template,
    occasion,
    dataOf,
    now,
  }: { template: Name; occasion: string; dataOf: (facts: Facts, person: Person) => MessageData[Name]; now: Date },
): Promise<number> {
  const reached = people.filter(({ email }) => email !== '')
  if (reached.length === 0) return 0
  const { municipalityId } = meeting
  const municipality = await trx
    .selectFrom('municipality')
    .select(['name', 'helpPhone'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  const { slug } = await trx
    .selectFrom('process')
    .select('slug')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', meeting.processId)
    .executeTakeFirstOrThrow()
  const links = reached.map((person) => ({ person, ...newLinkToken() }))
  await trx
    .insertInto('meetingRegistrationLink')
    .values(links.map(({ person, tokenHash }) => ({ municipalityId, tokenHash, registrationId: person.id })))
    .execute()
  return notifyAll(
    trx,
    { municipalityId, template, now },
    links.map(({ person, token }) => ({
      key: `${messagesOf(meeting)}${person.id}:${occasion}`,
      to: person.email,
      data: dataOf(
        {
          ...{ municipality: municipality.name, helpPhone: municipality.helpPhone, meetingTitle: meeting.title },
          ...{ when: whenInWords(meeting), place: whereInWords(meeting) },
          calendarUrl: `${person.origin}${paths.public.meetingCalendar(slug, meeting.id)}`,
          registrationUrl: `${person.origin}${paths.public.meetingRegistration(slug, meeting.id, token)}`,
        },
        person,
      ),
    })),
  )
}

/** How the keys of all messages about a meeting begin. */
export const messagesOf = ({ id }: { id: string }): string => `meeting:${id}:`

/** That someone has a place, now or again. */
export function mailPlace(
  trx: Trx,
  meeting: Meeting,
  people: readonly MeetingRecipient[],
  {
    template,
    occasion,
    now,
  }: { template: 'meetingConfirmed' | 'meetingPlaceFree' | 'meetingReminder'; occasion: string; now: Date },
): Promise<number> {
  return mailParticipants(trx, meeting, people, { template, occasion, now, dataOf: (facts) => facts })
}

/** That someone is on the waiting list, and where. */
export function mailWaiting(
  trx: Trx,
  meeting: Meeting,
  person: MeetingRecipient,
  { number, occasion, now }: { number: number; occasion: string; now: Date },
): Promise<number> {
  return mailParticipants(trx, meeting, [person], {
    ...{ template: 'meetingWaiting', occasion, now },
    dataOf: ({ calendarUrl: _, ...facts }) => ({ ...facts, number: String(number) }),
  })
}
