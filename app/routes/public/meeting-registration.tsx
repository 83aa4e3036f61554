import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { OwnRegistrationPage, type OwnRegistrationView } from '#app/features/meetings/OwnRegistrationPage.tsx'
import { cancelRegistration, registrationOfToken } from '#app/features/meetings/own-registration.server.ts'
import { meetingCookie, publicMeetingView, tokenOfMeeting } from '#app/features/meetings/public-meeting-view.server.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Uw aanmelding voor ${data?.meeting.title ?? 'de bijeenkomst'}`)

export const loader = forEveryone(
  async ({ db, municipality, params, request, context, url, now }): Promise<OwnRegistrationView> => {
    const found = await publicMeeting(db, municipality.id, params)
    const { process, meeting } = found
    if (params.token) {
      setCookies(
        context.headers,
        meetingCookie('registration', params.token, {
          slug: process.slug,
          meetingId: meeting.id,
          secure: context.secure,
        }),
      )
      throw redirect(paths.public.meetingRegistration(process.slug, meeting.id), 303)
    }
    const cookie = request.headers.get('cookie')
    const own = await registrationOfToken(db, {
      municipalityId: municipality.id,
      meetingId: meeting.id,
      token: tokenOfMeeting('registration', cookie),
    })
    return {
      meeting: publicMeetingView(found, { secret: context.secret, cookie }, now),
      own: own && { state: own.state, name: own.name, email: own.email, number: own.number },
      canCancel: own !== null && own.state !== 'cancelled' && meeting.state === 'planned' && now < meeting.startsAt,
      isMailed: !url.searchParams.has('zonder-mail'),
    }
  },
)

export const action = formAction('everyone', {
  acts: [cancelRegistration],
  async given({ db, municipality, params, request }) {
    // That it is of this process, and public.
    await publicMeeting(db, municipality.id, params)
    return { token: tokenOfMeeting('registration', request.headers.get('cookie')) ?? '' }
  },
  done: {
    cancelRegistration: (_, { visit: { params } }) => ({
      to: paths.public.meetingRegistration(params.slug ?? '', params.meetingId ?? ''),
      say: null,
    }),
  },
})

export default function OwnRegistrationRoute() {
  return <OwnRegistrationPage view={useLoaderData<typeof loader>()} />
}
