import type { Db, Trx } from '#db/client.server.ts'

/** Whether a message about this occasion was queued, sent or not. */
export async function hasMessage(db: Db | Trx, municipalityId: string, messageKey: string): Promise<boolean> {
  const found = await db
    .selectFrom('notification')
    .select('id')
    .where('municipalityId', '=', municipalityId)
    .where('messageKey', '=', messageKey)
    .executeTakeFirst()
  return found !== undefined
}
