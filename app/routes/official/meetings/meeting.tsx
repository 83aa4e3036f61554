import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { MeetingPage } from '#app/features/meetings/MeetingPage.tsx'
import { addParticipant, removeParticipant, saveAttendance } from '#app/features/meetings/change-participants.server.ts'
import { cancelMeeting, holdMeeting, renewInvitation } from '#app/features/meetings/change-state.server.ts'
import { meetingView } from '#app/features/meetings/meeting-view.server.ts'
import { writeReport } from '#app/features/meetings/write-report.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import type { Handle } from '#app/root.tsx'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'
import meetingsStyles from '#app/features/meetings/meetings.css?url'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.view.title ?? 'Bijeenkomst'}, ${data?.view.process.title ?? ''}`)

// Wakes up, so that the browser asks before ticks that were not saved are lost.
export const handle: Handle = { interactive: true }

export const links = () => stylesheets(sourceFilesStyles, meetingsStyles)

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality, params, url, origin, context, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const view = await meetingView(
    db,
    process,
    params.meetingId,
    { origin, secret: context.secret, mayChange: hasInnerRole(actor, 'processor') },
    now,
  )
  const done = saidHere(visit)?.code ?? null
  return { view, done, leaving: url.searchParams.get('meld-af') ?? '', formKey: uuid() }
})

const at = (anchor: string, { params: { slug = '', meetingId = '' } }: Visit) =>
  `${paths.official.meetings.meeting(slug, meetingId)}#${anchor}`

export const action = formAction('official', {
  acts: [addParticipant, removeParticipant, saveAttendance, cancelMeeting, holdMeeting, renewInvitation, writeReport],
  done: {
    addParticipant: ({ isWaiting }, { visit }) => ({
      to: at('lijst', visit),
      ...(isWaiting ? { say: 'addedToWaitingList' } : {}),
    }),
    removeParticipant: (_, { visit }) => ({ to: at('lijst', visit) }),
    saveAttendance: (_, { visit }) => ({ to: at('lijst', visit) }),
    writeReport: (_, { visit }) => ({ to: at('verslag', visit) }),
  },
})

export default function Meeting() {
  return <MeetingPage {...useLoaderData<typeof loader>()} />
}
