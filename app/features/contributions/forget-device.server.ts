import { createHash } from 'node:crypto'
import type { Visit } from '#app/features/accounts/guard.server.ts'
import { addDays, today } from '#app/local-date.ts'
import { draftCookie, draftCookies, readDraftTokens, WRITING_DAYS } from './draft-cookie.server.ts'
import { insightCookie } from './insight-cookie.server.ts'

/** More plans than that no municipality has open at once, and each takes room in the headers of the answer. */
const MOST_PLANS = 30

/**
 * Forgets on this device what it carries of reactions: the way to receipts, to texts that were not sent, and to what was opened
 * with a code. What it wrote for the plan of the address and did not send is erased: nobody could find it any more.
 */
export async function forgetDevice({ db, municipality, context, request, params, now }: Visit): Promise<{ draftErased: boolean }> {
  const { writing, sent } = readDraftTokens(request.headers.get('cookie'))
  const hashes = [writing, sent].flatMap((token) => (token === null ? [] : [createHash('sha256').update(token).digest('hex')]))
  const erased =
    hashes.length === 0
      ? []
      : await db
          .deleteFrom('reactionDraft')
          .where('municipalityId', '=', municipality.id)
          .where('tokenHash', 'in', hashes)
          .returning('contributionId')
          .execute()
  // Cookies of other plans do not come along to this address; those of plans that a draft can still be of are taken away all the same.
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
  const here = [params.slug ?? ''].filter((slug) => /^[a-z0-9-]+$/.test(slug))
  for (const slug of new Set([...here, ...others.map((process) => process.slug)])) {
    for (const name of Object.values(draftCookies)) context.headers.append('Set-Cookie', draftCookie(name, null, { slug, secure }))
  }
  context.headers.append('Set-Cookie', insightCookie(null, { secure }))
  return { draftErased: erased.some(({ contributionId }) => contributionId === null) }
}
