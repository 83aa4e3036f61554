import { cookie, readCookie } from '#app/cookies.server.ts'
import { isLinkToken } from '#app/features/accounts/link-token.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { shownTime } from './agenda.ts'
import { opensInvitation } from './invitation-link.server.ts'
import { placesInWords, registering, registeringSays, untilInWords, whenInWords, whereInWords } from './meeting.ts'
import type { WholeMeeting } from './queries.server.ts'

/** Secrets of links to a meeting, which go to its pages only: for who is invited, and of someone's own registration. */
const cookies = { invitation: 'saomen_bijeenkomst', registration: 'saomen_aanmelding' } as const
const DAYS = 60 * 60 * 24

type Page = { slug: string; meetingId: string; secure: boolean }

/**
 * The cookie that carries a secret from a link to the pages of a meeting, so that it leaves the address bar and the history.
 * That of a registration shows a name and an address, and devices are shared: it ends with the browser.
 */
export function meetingCookie(kind: keyof typeof cookies, token: string, { slug, meetingId, secure }: Page): string {
  const value = isLinkToken(token) ? token : 'onbekend'
  return cookie(cookies[kind], value, {
    path: paths.public.meeting(slug, meetingId),
    age: kind === 'invitation' ? 30 * DAYS : null,
    secure,
  })
}

export function tokenOfMeeting(kind: keyof typeof cookies, cookieHeader: string | null): string | null {
  const value = readCookie(cookieHeader, cookies[kind])
  return value !== null && isLinkToken(value) ? value : null
}

export type PublicMeetingView = ReturnType<typeof publicMeetingView>

/** A meeting as everyone reads it. Of a process that is a draft it says the title, and nothing else. */
export function publicMeetingView(
  { process, meeting, agenda, taken }: WholeMeeting & { process: Process },
  given: { secret: string; cookie: string | null },
  now: Date,
) {
  const isInvited = opensInvitation(meeting, given.secret, tokenOfMeeting('invitation', given.cookie))
  const may =
    process.state === 'withdrawn' && meeting.state === 'planned'
      ? 'closed'
      : registering(meeting, taken, { isInvited }, now)
  const path = paths.public.meeting(process.slug, meeting.id)
  const { title, about, state, cancelledBecause, audience } = meeting
  return {
    plan: { title: process.title, href: process.state === 'draft' ? null : paths.public.process(process.slug) },
    ...{ title, about, path, may, says: registeringSays[may], cancelledBecause, isInvitation: audience === 'invited' },
    agenda: agenda.map((item) => ({ ...item, begins: item.begins === null ? null : shownTime(item.begins) })),
    ...{ when: whenInWords(meeting), where: whereInWords(meeting), waiting: taken.waiting },
    places:
      may === 'open' || may === 'waiting'
        ? placesInWords(
            meeting,
            may === 'waiting' ? { ...taken, registered: Math.max(taken.registered, meeting.places ?? 0) } : taken,
          )
        : null,
    until: may === 'open' || may === 'waiting' ? untilInWords(meeting.registerUntil) : null,
    calendarHref:
      state === 'planned' && now < meeting.endsAt ? paths.public.meetingCalendar(process.slug, meeting.id) : null,
  }
}
