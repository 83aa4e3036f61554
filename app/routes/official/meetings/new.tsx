import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingForm } from '#app/features/meetings/MeetingForm.tsx'
import { meetingFields, readFields, readMeeting, type MeetingTexts } from '#app/features/meetings/meeting.schema.ts'
import { planMeeting } from '#app/features/meetings/plan-meeting.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bijeenkomst plannen, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params }) => {
    const { slug, title, state } = await processBySlug(db, municipality.id, params.slug)
    // What is told to everyone already may be told at once; of a draft an official says so.
    const texts: MeetingTexts = { audience: 'everyone', isPublic: state === 'draft' ? '' : 'ja' }
    return { process: { slug, title, isDraft: state === 'draft' }, texts, idempotencyKey: uuid() }
  },
  'processor',
)

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const form = await request.formData()
    const idempotencyKey = asId(String(form.get('sleutel') ?? ''))
    const texts = readFields(form, meetingFields)
    const { details, errors } = readMeeting(texts)
    if (!details) return data({ texts, errors, idempotencyKey }, { status: 400 })
    try {
      const { id } = await planMeeting(db, actor, { processId: process.id, details, idempotencyKey }, now)
      return redirect(`${paths.official.meetings.meeting(process.slug, id)}?na=gepland`, 303)
    } catch (error) {
      return data({ texts, errors: errorsOfRefusal(error), idempotencyKey }, { status: 400 })
    }
  },
  'processor',
)

export default function NewMeeting() {
  const page = useLoaderData<typeof loader>()
  return <MeetingForm {...page} errors={{}} {...useActionData<typeof action>()} />
}
