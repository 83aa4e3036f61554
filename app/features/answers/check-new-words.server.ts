import { sql } from 'kysely'
import { z } from 'zod'
import { refusedBy } from '#app/acts/act.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { findingsInWords } from '#app/features/contributions/findings-in-words.ts'
import type { FindingKind } from '#app/features/contributions/personal-data.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { typed } from '#app/forms/typed.ts'
import type { Trx } from '#db/client.server.ts'
import type { StoredFinding } from './finding-to-decide.server.ts'
import { letThrough, LONGEST_REASON, REASON_TOO_LONG } from './let-finding-through.server.ts'
import { isOpenFinding } from './is-open-finding.server.ts'
import { searchWords } from './search-words.server.ts'

type NewWords = {
  /** Points of which the words are new. */
  points: readonly string[]
  /** Points of which the answer is new. */
  answersOf: readonly string[]
  /** Why what is found in them may be public; '' when nobody said so. */
  mayBePublic: string
}

/** Why what new words tell of a person may be public; '' when nobody said so. */
export const mayBePublic = typed.pipe(z.string().trim().max(LONGEST_REASON, REASON_TOO_LONG)).default('')

export const newWordsRefusals = {
  tellsOfPerson: {
    says: (found: readonly { kind: FindingKind }[]) =>
      `In de nieuwe woorden staat dit van een persoon: ${findingsInWords(found)}. Laat het weg, of schrijf waarom het openbaar mag. Uw naam wordt daarbij bewaard.`,
    at: 'mayBePublic',
  },
}

/**
 * The check of the publication, for words that become public after it: refused while something in them may tell who someone
 * is, unless it is let through with a reason, under the name of who does it.
 */
export async function checkNewWords(
  trx: Trx,
  by: Doer,
  process: ProcessRef,
  { points, answersOf, mayBePublic }: NewWords,
  now: Date,
): Promise<void> {
  if (points.length + answersOf.length === 0) return
  await searchWords(trx, process, { pointIds: [...points, ...answersOf] })
  const { rows } = await sql<StoredFinding>`
    select id, point_id, answer_id, field, kind, range_start as start, range_end as "end"
    from finding where ${await isOpenFinding(trx, process)} and (
      point_id = any(${[...points]}::uuid[])
      or answer_id in (select answer_id from answer_point where answer_point.municipality_id = ${process.municipalityId} and answer_point.point_id = any(${[...answersOf]}::uuid[])))`.execute(
    trx,
  )
  if (rows.length === 0) return
  if (mayBePublic !== '') {
    await letThrough(trx, by, process, rows, mayBePublic, now)
    return
  }
  throw refusedBy(
    newWordsRefusals,
    'tellsOfPerson',
    rows.map(({ kind }) => ({ kind })),
  )
}
