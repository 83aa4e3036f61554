import { redirect } from '@remix-run/node'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { meetingCookie } from '#app/features/meetings/public-meeting-view.server.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { paths } from '#app/paths.ts'

/** Where the link for who is invited leads: the page of the meeting, which knows by a cookie who came by it. */
export const loader = forEveryone(async ({ db, municipality, params, context }) => {
  const { process, meeting } = await publicMeeting(db, municipality.id, params)
  setCookies(context.headers, meetingCookie('invitation', params.token ?? '', { slug: process.slug, meetingId: meeting.id, secure: context.secure }))
  return redirect(paths.public.meeting(process.slug, meeting.id), 303)
})
