import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingForm } from '#app/features/meetings/MeetingForm.tsx'
import type { MeetingTexts } from '#app/features/meetings/meeting.schema.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bijeenkomst plannen, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params }) => {
    const { slug, title, state } = await processBySlug(db, municipality.id, params.slug)
    // A plan that is public gets public meetings; for a draft an official ticks the box.
    const texts: MeetingTexts = { audience: 'everyone', isPublic: state !== 'draft' }
    return { process: { slug, title, isDraft: state === 'draft' }, texts, formKey: uuid() }
  },
  'processor',
)

export const action = formAction('official', {
  acts: [planMeeting],
  done: {
    planMeeting: ({ id }, { visit: { params } }) => ({ to: paths.official.meetings.meeting(params.slug ?? '', id) }),
  },
})

export default function NewMeeting() {
  return <MeetingForm {...useLoaderData<typeof loader>()} />
}
