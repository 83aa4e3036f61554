import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingForm } from '#app/features/meetings/MeetingForm.tsx'
import { changeMeeting, markOfMeeting } from '#app/features/meetings/change-meeting.server.ts'
import { textsOfMeeting } from '#app/features/meetings/meeting.schema.ts'
import { meetingOf } from '#app/features/meetings/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bijeenkomst wijzigen, ${data?.meeting.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const { meeting, agenda, taken } = await meetingOf(db, process, params.meetingId)
    if (meeting.state !== 'planned') throw redirect(paths.official.meetings.meeting(process.slug, meeting.id), 303)
    return {
      process: { slug: process.slug, title: process.title, isDraft: process.state === 'draft' },
      meeting: { id: meeting.id, title: meeting.title, registered: taken.registered + taken.waiting },
      texts: textsOfMeeting({ ...meeting, agenda }),
      seen: markOfMeeting({ ...meeting, agenda }),
    }
  },
  'processor',
)

export const action = formAction('official', {
  acts: [changeMeeting],
  done: {
    changeMeeting: (_, { visit: { params } }) => ({
      to: paths.official.meetings.meeting(params.slug ?? '', params.meetingId ?? ''),
    }),
  },
})

export default function ChangeMeeting() {
  return <MeetingForm {...useLoaderData<typeof loader>()} />
}
