import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { whereInWords } from '#app/features/meetings/meeting.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { calendarFile } from '#app/features/processes/calendar-event.ts'
import { fileResponse } from '#app/file-response.ts'
import { paths } from '#app/paths.ts'

/** A meeting, for in someone's calendar. */
export const loader = forEveryone(async ({ db, municipality, params, origin }) => {
  const { process, meeting } = await publicMeeting(db, municipality.id, params)
  const page = `${origin}${paths.public.meeting(process.slug, meeting.id)}`
  const { startsAt, endsAt, title, version, updatedAt, state } = meeting
  const file = calendarFile({
    uid: `${meeting.id}.bijeenkomst@saomen`,
    ...{ startsAt, endsAt, title, version },
    location: whereInWords(meeting),
    description: `${process.title}\n${page}`,
    url: page,
    changedAt: updatedAt,
    cancelled: state === 'cancelled',
  })
  return fileResponse(`${process.slug}-bijeenkomst.ics`, 'text/calendar', file)
})
