import type { Db } from '#db/client.server.ts'
import { WRITING_DAYS } from './draft-cookie.server.ts'

/** Erases drafts of reactions that nobody touched for a week: they hold personal data. */
export async function forgetDrafts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('reactionDraft')
    .where('updatedAt', '<', new Date(now.getTime() - WRITING_DAYS * 86_400_000))
    .execute()
}
