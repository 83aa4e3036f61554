import type { Db, Trx } from '#db/client.server.ts'

type OfAccount = { municipalityId: string; accountId: string }

/** Whether an account logs in in two steps. */
export async function hasSecondStep(db: Db | Trx, { municipalityId, accountId }: OfAccount): Promise<boolean> {
  const found = await db
    .selectFrom('secondStep')
    .select('accountId')
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return found !== undefined
}

/** How many recovery codes of an account were not used yet. */
export async function recoveryCodesLeft(db: Db | Trx, { municipalityId, accountId }: OfAccount): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCode')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('municipalityId', '=', municipalityId)
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
