import { sourceFilesOf } from '#app/features/contributions/source-files.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { shownTime } from './agenda.ts'
import { invitationToken } from './invitation-link.server.ts'
import {
  canTickAttendance,
  erasedOn,
  hasBegun,
  isAtTheDoor,
  meetingStateLabels,
  untilInWords,
  whenInWords,
  whereInWords,
  type MeetingState,
} from './meeting.ts'
import { registeredPeople, type Person } from './people.server.ts'
import { meetingOf, meetingsOf } from './queries.server.ts'

export type MeetingView = Awaited<ReturnType<typeof meetingView>>

/** A meeting as an official works on it. Throws NotFound. */
export async function meetingView(
  db: Db,
  process: Process,
  meetingId: string | undefined,
  {
    origin,
    secret,
    mayChange,
  }: { origin: string; secret: string; /** Who may not change it needs no names either. */ mayChange: boolean },
  now: Date,
) {
  const { meeting, agenda, taken } = await meetingOf(db, process, meetingId)
  const { id, title, about, state, places, isPublic, audience, endsAt, erasedAt } = meeting
  const path = `${origin}${paths.public.meeting(process.slug, id)}`
  const people = erasedAt === null && mayChange ? await registeredPeople(db, meeting, ['registered', 'waiting']) : []
  const all = await registeredPeople(db, meeting, ['registered'])
  return {
    process: {
      slug: process.slug,
      title: process.title,
      isDraft: process.state === 'draft',
      isFixed: !processAllows.answer(process.state),
    },
    ...{ id, title, about, state, places, isPublic, audience, ...taken, mayChange },
    agenda: agenda.map((item) => ({ ...item, begins: item.begins === null ? null : shownTime(item.begins) })),
    ...{ when: whenInWords(meeting), where: whereInWords(meeting), until: untilInWords(meeting.registerUntil) },
    cancelledBecause: meeting.cancelledBecause,
    publicUrl: isPublic ? path : null,
    invitation:
      mayChange && isPublic && audience === 'invited'
        ? {
            number: meeting.invitation,
            url: `${origin}${paths.public.meetingInvitation(process.slug, id, invitationToken(meeting, secret))}`,
          }
        : null,
    people: inOrderOfTheDay(people, canTickAttendance(meeting, now)).map(
      ({ id: personId, state: standing, addedBy, name, email, remark, attended }) => ({
        ...{
          id: personId,
          isWaiting: standing === 'waiting',
          atTheDoor: addedBy === 'atTheDoor',
          name,
          email,
          remark,
          attended,
        },
      }),
    ),
    ...{
      present: all.filter(({ attended }) => attended).length,
      wasTicked: all.some(({ attended }) => attended !== null),
    },
    erasedOn: formatDate(erasedAt === null ? erasedOn(endsAt) : today(erasedAt)),
    isErased: erasedAt !== null,
    canTick: canTickAttendance(meeting, now),
    isAtTheDoor: isAtTheDoor(meeting, now),
    hasBegun: hasBegun(meeting, now),
    reportId: meeting.reportContributionId,
    /** The report as it was signed, or photos of what was written down. */
    files: meeting.reportContributionId === null ? [] : await sourceFilesOf(db, process, meeting.reportContributionId),
  }
}

/** On the day somebody stands at the door and says a name; before it the order is that in which people came. */
function inOrderOfTheDay(people: readonly Person[], isByName: boolean): readonly Person[] {
  if (!isByName) return people
  const byName = people.toSorted((one, other) => one.name.localeCompare(other.name, 'nl', { numeric: true }))
  return [
    ...byName.filter(({ state }) => state === 'registered'),
    ...people.filter(({ state }) => state !== 'registered'),
  ]
}

export type MeetingsView = Awaited<ReturnType<typeof meetingsView>>

/** The meetings of a process as officials see them together. */
export async function meetingsView(db: Db, process: Process, { mayChange }: { mayChange: boolean }, now: Date) {
  const meetings = await meetingsOf(db, process, now)
  return {
    process: { slug: process.slug, title: process.title },
    mayChange,
    meetings: meetings.map((meeting) => ({
      ...{
        id: meeting.id,
        title: meeting.title,
        when: whenInWords(meeting),
        where: whereInWords(meeting),
        state: meeting.state,
      },
      ...{ places: meeting.places, registered: meeting.registered, waiting: meeting.waiting, present: meeting.present },
      ...{
        isPublic: meeting.isPublic,
        isInvited: meeting.audience === 'invited',
        hasReport: meeting.reportContributionId !== null,
      },
      label: labelOf(meeting, now),
    })),
  }
}

/** 'Gepland', or that it was and nobody said how it went. */
function labelOf({ state, endsAt }: { state: MeetingState; endsAt: Date }, now: Date): string {
  return state === 'planned' && endsAt <= now ? 'Geweest' : meetingStateLabels[state]
}
