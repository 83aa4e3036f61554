import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { setCookies } from '#app/cookies.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { PublicMeetingPage } from '#app/features/meetings/PublicMeetingPage.tsx'
import { meetingCookie, publicMeetingView, tokenOfMeeting } from '#app/features/meetings/public-meeting-view.server.ts'
import { publicMeeting } from '#app/features/meetings/queries.server.ts'
import { registerForMeeting } from '#app/features/meetings/register.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import processStyles from '#app/features/processes/process.css?url'
import publicMeetingStyles from '#app/features/meetings/public-meeting.css?url'

export const links = () => stylesheets(processStyles, publicMeetingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data?.view.title ?? '', data ? `${data.view.when}. ${data.view.where}` : undefined)

export const loader = forEveryone(async (visit) => {
  const { db, municipality, params, request, context, now } = visit
  const found = await publicMeeting(db, municipality.id, params)
  const view = publicMeetingView(found, { secret: context.secret, cookie: request.headers.get('cookie') }, now)
  const said = saidHere(visit)
  const known = said?.code === 'registeredBefore' ? { isMailed: said.facts.isMailed === 1 } : null
  // The menu marks where a finished plan stands by its stage.
  return { stage: found.process.state, view, formKey: uuid(), known }
})

export const action = formAction('everyone', {
  acts: [registerForMeeting],
  async given({ db, municipality, params, request }) {
    // That it is of this process, and public.
    await publicMeeting(db, municipality.id, params)
    return { invitation: tokenOfMeeting('invitation', request.headers.get('cookie')) ?? '' }
  },
  done: {
    registerForMeeting({ token, isMailed }, { visit: { context, params } }) {
      const { slug = '', meetingId = '' } = params
      if (token === null) {
        return {
          to: paths.public.meeting(slug, meetingId),
          say: 'registeredBefore',
          facts: { isMailed: isMailed ? 1 : 0 },
        }
      }
      const { headers, secure } = context
      setCookies(headers, meetingCookie('registration', token, { slug, meetingId, secure }))
      const to = paths.public.meetingRegistration(slug, meetingId)
      return { to: isMailed ? to : `${to}?zonder-mail`, say: null }
    },
  },
})

export default function Meeting() {
  return <PublicMeetingPage {...useLoaderData<typeof loader>()} />
}
