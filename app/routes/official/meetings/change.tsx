import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingForm } from '#app/features/meetings/MeetingForm.tsx'
import { changeMeeting, markOfMeeting } from '#app/features/meetings/change-meeting.server.ts'
import { meetingFields, readFields, readMeeting, textsOfMeeting } from '#app/features/meetings/meeting.schema.ts'
import { meetingOf } from '#app/features/meetings/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
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

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const meetingId = params.meetingId ?? ''
    const { gezien: seen, ...texts } = readFields(await request.formData(), [...meetingFields, 'gezien'])
    const back = seen === undefined ? { texts } : { texts, seen }
    const { details, errors } = readMeeting(texts)
    if (!details) return data({ ...back, errors }, { status: 400 })
    try {
      await changeMeeting(
        db,
        actor,
        { processId: process.id, meetingId, details, ...(seen === undefined ? {} : { seen }) },
        now,
      )
    } catch (error) {
      return data({ ...back, errors: errorsOfRefusal(error) }, { status: 400 })
    }
    return redirect(`${paths.official.meetings.meeting(process.slug, meetingId)}?na=bewaard`, 303)
  },
  'processor',
)

export default function ChangeMeeting() {
  const page = useLoaderData<typeof loader>()
  return <MeetingForm {...page} errors={{}} {...useActionData<typeof action>()} />
}
