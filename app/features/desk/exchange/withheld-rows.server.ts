import { sql } from 'kysely'
import { formalStateLabels, type FormalState } from '#app/features/contributions/formal-state.ts'
import {
  reasonInWords,
  wordingReasonWords,
  type RedactionReason,
  type WordingReason,
} from '#app/features/points/public-words.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { today } from '#app/local-date.ts'
import type { SavedRows } from '#app/table-to-save.server.ts'
import type { Db } from '#db/client.server.ts'

export const withheldColumns = ['nummer', 'wat', 'tekens', 'waarom', 'sinds', 'stand'] as const

type Row = {
  number: string | null
  what: 'words' | 'summary' | 'point' | 'contribution'
  size: number | null
  reason: string
  otherReason: string
  since: Date | null
  isProvisional: boolean
}

const whatWords: Record<Row['what'], string> = {
  words: 'woorden in een tekst',
  summary: 'punt waarvan alleen de samenvatting openbaar wordt',
  point: 'punt dat is teruggenomen',
  contribution: 'inbreng die niet meetelt',
}

/** Everything of a process that the public does not read, and why, for officials: never a word of what it says. */
export async function withheldRows(db: Db, { municipalityId, id }: ProcessRef): Promise<SavedRows> {
  const contributor = (of: string) => sql`
    join contributor on contributor.municipality_id = ${sql.ref(of)}.municipality_id and contributor.id = ${sql.ref(of)}.contributor_id`
  const own = (table: string) =>
    sql`${sql.ref(table)}.municipality_id = ${municipalityId} and ${sql.ref(table)}.process_id = ${id}`
  const { rows } = await sql<Row>`
    select contributor.number::text as number, 'words' as what, range_end - range_start as size, reason, other_reason, redaction.created_at as since,
      state = 'provisional' as is_provisional, contributor.number as first, range_start as second
    from redaction
    join contribution on contribution.municipality_id = redaction.municipality_id and contribution.id = redaction.contribution_id
    ${contributor('contribution')} where ${own('redaction')}
    union all
    select concat_ws('.', contributor.number, point.number), 'point', null, withdrawn_because, '', withdrawn_at, false, contributor.number, point.number
    from point ${contributor('point')} where ${own('point')} and withdrawn_at is not null
    union all
    select concat_ws('.', contributor.number, point.number), 'summary', quote_end - quote_start, '', '', null, false, contributor.number, point.number
    from point ${contributor('point')}
    where ${own('point')} and summary <> '' and (quote_start is null or not shows_quotation) and withdrawn_at is null
    union all
    select contributor.number::text, 'contribution', null, formal_state, '', formal_at, false, contributor.number, 0
    from contribution ${contributor('contribution')} where ${own('contribution')} and formal_state is not null
    order by first nulls last, what, second`.execute(db)
  return rows.map(({ number, what, size, reason, otherReason, since, isProvisional }) => [
    ...[number ?? '', whatWords[what], size ?? '', reasonOf({ what, reason, otherReason })],
    ...[since ? today(since) : '', standOf(what, isProvisional)],
  ])
}

/** A summary can be changed until it is public: it is neither. */
function standOf(what: Row['what'], isProvisional: boolean): string {
  if (what === 'summary') return ''
  return isProvisional ? 'voorlopig' : 'definitief'
}

/** The checks on these columns in the database name the same reasons. */
function reasonOf({ what, reason, otherReason }: Pick<Row, 'what' | 'reason' | 'otherReason'>): string {
  if (what === 'words') return reasonInWords({ reason: reason as RedactionReason, otherReason })
  if (what === 'summary') return 'een ambtenaar zegt het in andere woorden'
  if (what === 'point') return wordingReasonWords[reason as WordingReason]
  return formalStateLabels[reason as FormalState].toLowerCase()
}
