import type { Db } from '#db/client.server.ts'

const DRAFT_DAYS = 7

/** Erases drafts of reactions that nobody touched for a week: they hold personal data. */
export async function forgetDrafts(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('reactionDraft')
    .where('updatedAt', '<', new Date(now.getTime() - DRAFT_DAYS * 86_400_000))
    .execute()
}
