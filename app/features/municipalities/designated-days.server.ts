import type { Db, Trx } from '#db/client.server.ts'

/** The days that a decree treats as public holidays in this municipality, by date (Algemene termijnenwet art. 3). */
export async function designatedDays(db: Db | Trx, municipalityId: string): Promise<{ day: string; name: string }[]> {
  return db
    .selectFrom('designatedDay')
    .select(['day', 'reason as name'])
    .where('municipalityId', '=', municipalityId)
    .orderBy('day')
    .execute()
}
