import { setCookies } from '#app/cookies.server.ts'
import type { Visit } from '#app/features/accounts/guard.server.ts'
import { addDays, today } from '#app/local-date.ts'
import { carriedDrafts, draftCookie, draftCookies, WRITING_DAYS } from './draft-cookie.server.ts'
import { insightCookie } from './insight-cookie.server.ts'

/** More plans than that no municipality has open at once, and each takes room in the headers of the answer. */
const MOST_PLANS = 30

/** The drafts that a device carries, of any plan whose cookies come along. */
export const draftsOnDevice = ({ request }: Visit) =>
  carriedDrafts(request.headers.get('cookie')).slice(0, 2 * MOST_PLANS)

/** Takes away every cookie of a reaction: the way to receipts, to texts that were not sent, and to what was opened with a code. */
export async function forgetCookies(visit: Visit): Promise<void> {
  const { db, municipality, context, params, now } = visit
  // Cookies with a path of another plan do not come along; those of plans that a draft can still be of are taken away all the same.
  const others = await db
    .selectFrom('process')
    .select('slug')
    .where('municipalityId', '=', municipality.id)
    .where('lastDay', '>=', addDays(today(now), -WRITING_DAYS))
    .orderBy('lastDay')
    .limit(MOST_PLANS)
    .execute()
  const { secure } = context
  // What stands in the address is anyone's, and goes into a header.
  const here = [params.slug ?? '', ...draftsOnDevice(visit).flatMap(({ slug }) => slug ?? [])].filter((slug) =>
    /^[a-z0-9-]+$/.test(slug),
  )
  const forget = (slug: string) => Object.values(draftCookies).map((name) => draftCookie(name, null, { slug, secure }))
  const gone = [...new Set(here)].flatMap((slug) => forget(slug).flat())
  const besides = others.flatMap(({ slug }) =>
    here.includes(slug) ? [] : forget(slug).flatMap((lines) => lines.slice(-1)),
  )
  setCookies(context.headers, ...gone, ...besides, insightCookie(null, { secure }))
}
