import { Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { createSession } from '#app/features/rankings/create-session.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { needClerk } from '#app/features/rankings/session-to-change.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { textIn } from './clerk-form.ts'

/** Makes the session of the process that was chosen, and goes to it; also when it was made a moment before. */
export async function startRanking(
  db: Db,
  by: Actor,
  form: FormData,
  now: Date,
): Promise<{ goTo: string } | { error: string }> {
  needClerk(by)
  const slug = textIn(form, 'traject')
  if (slug === '') return { error: 'Kies het traject waar de ranglijst bij hoort.' }
  const process = await processBySlug(db, by.municipalityId, slug)
  if (!(await rankingOf(db, process))) {
    try {
      await createSession(db, by, { processId: process.id }, now)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (!(await rankingOf(db, process))) return { error: error.message }
    }
  }
  return { goTo: paths.council.ranking(process.slug) }
}
