import { sql } from 'kysely'
import { dispositions, dispositionWords, type Disposition } from '#app/features/points/disposition.ts'
import { seenMark } from '#app/forms/seen-mark.server.ts'
import type { Db, Trx } from '#db/client.server.ts'

/** Words for a decision, as a form has them. */
export type Wording = { label: string; short: string; plain: string; explanation: string }

/** One of the eight, in the words that the municipality uses for it. */
export type EightWording = Wording & { disposition: Disposition; isOurs: boolean }

/** A disposition of the municipality itself. */
export type OwnWording = Wording & {
  id: string
  disposition: Disposition
  position: number
  isRetired: boolean
  /** How many answers have it, at most one more than `MOST_COUNTED`. */
  answers: number
  /** An answer has it, or had it: it stays, and keeps counting as what it counts as. */
  isUsed: boolean
}

/** More answers than this are not counted. */
export const MOST_COUNTED = 10_000

const ours = (disposition: Disposition): Wording => {
  const { label, short, plain = '', explanation } = dispositionWords[disposition]
  return { label, short, plain, explanation }
}

/** The eight in their order, and under them the municipality's own ones. */
export async function decisionWordings(
  db: Db | Trx,
  municipalityId: string,
): Promise<{ eight: EightWording[]; own: OwnWording[] }> {
  const stored = await db
    .selectFrom('dispositionWords')
    .select(['disposition', 'label', 'short', 'plain', 'explanation'])
    .where('municipalityId', '=', municipalityId)
    .execute()
  const { rows: own } = await sql<OwnWording>`
    select id, disposition, position, label, short, plain, explanation, retired_at is not null as is_retired,
      (select count(*)::int from (
        select 1 from answer where answer.municipality_id = ${municipalityId} and own_disposition_id = own_disposition.id
        limit ${MOST_COUNTED + 1}) as counted) as answers,
      exists (select from answer_version where answer_version.municipality_id = ${municipalityId}
        and own_disposition_id = own_disposition.id) as is_used
    from own_disposition where municipality_id = ${municipalityId} order by position, id`.execute(db)
  return {
    eight: dispositions.map((disposition) => {
      const { disposition: _, ...words } = stored.find((each) => each.disposition === disposition) ?? {
        ...ours(disposition),
        disposition,
      }
      const isOurs = !stored.some((each) => each.disposition === disposition)
      return { ...words, disposition, isOurs }
    }),
    own,
  }
}

/** The words of Saomen itself for one of the eight. */
export const ourWording = ours

/** The mark of the words that a form showed. */
export const wordingMark = ({ label, short, plain, explanation }: Wording, rest: readonly (string | number)[] = []) =>
  seenMark([label, short, plain, explanation, ...rest])
