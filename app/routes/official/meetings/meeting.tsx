import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingPage } from '#app/features/meetings/MeetingPage.tsx'
import { actOnMeeting } from '#app/features/meetings/act-on-meeting.server.ts'
import { meetingView } from '#app/features/meetings/meeting-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.view.title ?? 'Bijeenkomst'}, ${data?.view.process.title ?? ''}`)

// Wakes up, so that the browser asks before ticks that were not saved are lost.
export const handle: Handle = { interactive: true }

export const loader = onlyFor('official', async ({ db, actor, municipality, params, url, origin, context, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await meetingView(
    db,
    process,
    params.meetingId,
    { origin, secret: context.secret, mayChange: hasInnerRole(actor, 'processor') },
    now,
  )
  return {
    view,
    after: url.searchParams.get('na') ?? '',
    leaving: url.searchParams.get('meld-af') ?? '',
    idempotencyKey: uuid(),
  }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, origin, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const meetingId = params.meetingId ?? ''
    const outcome = await actOnMeeting({
      db,
      by: actor,
      process,
      meetingId,
      form: await request.formData(),
      origin,
      now,
    })
    if ('back' in outcome) return data(outcome.back, { status: 400 })
    return redirect(`${paths.official.meetings.meeting(process.slug, meetingId)}?na=${outcome.after}`, 303)
  },
  'processor',
)

export default function Meeting() {
  return <MeetingPage {...useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
