import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { OwnRegistrationPage, type OwnRegistrationView } from '#app/features/meetings/OwnRegistrationPage.tsx'
import { cancelOwnRegistration, registrationOfToken } from '#app/features/meetings/own-registration.server.ts'
import { meetingCookie, publicMeetingView, tokenOfMeeting } from '#app/features/meetings/public-meeting-view.server.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => pageMeta(matches, `Uw aanmelding voor ${data?.meeting.title ?? 'de bijeenkomst'}`)

export const loader = forEveryone(async ({ db, municipality, params, request, context, url, now }): Promise<OwnRegistrationView> => {
  const found = await publicMeeting(db, municipality.id, params)
  const { process, meeting } = found
  if (params.token) {
    setCookies(context.headers, meetingCookie('registration', params.token, { slug: process.slug, meetingId: meeting.id, secure: context.secure }))
    throw redirect(paths.public.meetingRegistration(process.slug, meeting.id), 303)
  }
  const cookie = request.headers.get('cookie')
  const own = await registrationOfToken(db, { municipalityId: municipality.id, meetingId: meeting.id, token: tokenOfMeeting('registration', cookie) })
  return {
    meeting: publicMeetingView(found, { secret: context.secret, cookie }, now),
    own: own && { state: own.state, name: own.name, email: own.email, number: own.number },
    canCancel: own !== null && own.state !== 'cancelled' && meeting.state === 'planned' && now < meeting.startsAt,
    isMailed: !url.searchParams.has('zonder-mail'),
  }
})

export const action = forEveryone(async ({ db, municipality, params, request, now }) => {
  const { process, meeting } = await publicMeeting(db, municipality.id, params)
  const token = tokenOfMeeting('registration', request.headers.get('cookie'))
  try {
    await cancelOwnRegistration(db, { municipalityId: municipality.id, processId: process.id, meetingId: meeting.id, token }, now)
  } catch (error) {
    return data({ error: errorsOfRefusal(error)[''] ?? '' }, { status: 409 })
  }
  return redirect(paths.public.meetingRegistration(process.slug, meeting.id), 303)
})

export default function OwnRegistrationRoute() {
  return <OwnRegistrationPage view={useLoaderData<typeof loader>()} error={useActionData<typeof action>()?.error ?? ''} />
}
