import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { setCookies } from '#app/cookies.server.ts'
import { Refused } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { TooManyAttempts } from '#app/features/accounts/rate-limit.server.ts'
import { PublicMeetingPage } from '#app/features/meetings/PublicMeetingPage.tsx'
import { opensInvitation } from '#app/features/meetings/invitation-link.server.ts'
import { readFields, readRegistration, registrationFields } from '#app/features/meetings/meeting.schema.ts'
import { meetingCookie, publicMeetingView, tokenOfMeeting } from '#app/features/meetings/public-meeting-view.server.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { registerForMeeting } from '#app/features/meetings/register.server.ts'
import { asId } from '#app/ids.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => pageMeta(matches, data?.view.title ?? '', data ? `${data.view.when}. ${data.view.where}` : undefined)

export const loader = forEveryone(async ({ db, municipality, params, request, context, url, now }) => {
  const found = await publicMeeting(db, municipality.id, params)
  const view = publicMeetingView(found, { secret: context.secret, cookie: request.headers.get('cookie') }, now)
  // The menu marks where a finished plan stands by its stage.
  return {
    ...{ stage: found.process.state, view, idempotencyKey: uuid() },
    ...{ isKnown: url.searchParams.has('al-aangemeld'), isMailed: !url.searchParams.has('zonder-mail') },
  }
})

export const action = forEveryone(async ({ db, municipality, params, request, context, origin, now }) => {
  const { process, meeting } = await publicMeeting(db, municipality.id, params)
  const form = await request.formData()
  const idempotencyKey = asId(String(form.get('sleutel') ?? ''))
  const texts = readFields(form, registrationFields)
  const { fields, errors } = readRegistration(texts)
  if (!fields) return data({ back: { texts, errors }, idempotencyKey }, { status: 400 })
  const isInvited = opensInvitation(meeting, context.secret, tokenOfMeeting('invitation', request.headers.get('cookie')))
  const path = paths.public.meeting(process.slug, meeting.id)
  try {
    const { clientAddress, secret, secure } = context
    const input = { process, meetingId: meeting.id, fields, isInvited, idempotencyKey, origin, clientAddress, secret }
    const { token, isMailed } = await registerForMeeting(db, input, now)
    if (token === null) return redirect(`${path}?al-aangemeld${isMailed ? '' : '&zonder-mail'}`, 303)
    setCookies(context.headers, meetingCookie('registration', token, { slug: process.slug, meetingId: meeting.id, secure }))
    return redirect(`${paths.public.meetingRegistration(process.slug, meeting.id)}${isMailed ? '' : '?zonder-mail'}`, 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const tooMany = error instanceof TooManyAttempts
    if (tooMany) context.headers.append('Retry-After', String(error.secondsToWait))
    return data({ back: { texts, errors: { [error.field ?? '']: error.message } }, idempotencyKey }, { status: tooMany ? 429 : 400 })
  }
})

export default function Meeting() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <PublicMeetingPage {...page} back={null} {...answer} isKnown={page.isKnown && !answer} />
}
