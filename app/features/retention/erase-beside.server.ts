import { sql, type RawBuilder } from 'kysely'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** What stands where words stood that must not be empty. */
const ERASED = 'Gewist'

/** A point of which the public reads the words and the answer, in a `where` of `point` and `point_work`. */
const isRead = sql<boolean>`(point_work.is_public and point.withdrawn_at is null)`

/**
 * Erases what hangs beside the contributions of a process that is held, and may say again what they said: files, addresses, notes,
 * drafts, advice, earlier texts, what was left out where nobody reads it, answers that nobody reads, and what was made of the words to
 * find and compare them. What the public reads stays, and so do numbers, steps and decisions. Every statement is for all of the process.
 */
export async function eraseBeside(trx: Trx, process: ProcessRef): Promise<void> {
  const { municipalityId, id: processId } = process
  const ofProcess = sql`municipality_id = ${municipalityId} and process_id = ${processId}`
  for (const table of gone) await sql`delete from ${sql.table(table)} where ${ofProcess}`.execute(trx)
  const contributions = sql`select id from contribution where ${ofProcess}`
  const responses = sql`select id from response where ${ofProcess}`
  const contributors = sql`select id from contributor where ${ofProcess}`
  for (const [table, column, ids] of [
    ['receipt', 'contribution_id', contributions],
    ['contribution_file', 'contribution_id', contributions],
    ['contributor_contact', 'contributor_id', contributors],
    ['response_item', 'response_id', responses],
    ['response_proposal', 'response_id', responses],
    ['response_version', 'response_id', responses],
  ] as const)
    await sql`
      delete from ${sql.table(table)} where municipality_id = ${municipalityId} and ${sql.ref(column)} in (${ids})`.execute(
      trx,
    )
  const all: RawBuilder<unknown>[] = [
    // A saved list that looks for words may look for a name.
    sql`delete from desk_view where ${ofProcess} and query ~ '(^|&)zoek='`,
    sql`update step_return set reason = ${ERASED} where ${ofProcess}`,
    sql`update response set reopen_reason = '' where ${ofProcess} and reopen_reason <> ''`,
    sql`update contribution_origin set source = '', place = ''
      where municipality_id = ${municipalityId} and contribution_id in (${contributions})`,
    // Of a letter only stays that it was of a campaign: its hashes tell which words it had.
    sql`delete from letter where ${ofProcess} and marks is null`,
    sql`update letter set variant = 0, marks = '', runs = 0 where ${ofProcess}`,
    // The heading of a sender stays where the scope of a public answer names it.
    sql`update contribution_item set heading = ''
      where municipality_id = ${municipalityId} and contribution_id in (${contributions}) and question_version_id is null and heading <> ''
        and not exists (
          select from point
          join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
          join answer_point on answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
          join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
          where point.municipality_id = contribution_item.municipality_id and point.contribution_id = contribution_item.contribution_id
            and ${isRead} and scope = 'question')`,
    sql`delete from redaction where ${ofProcess} and not exists (
      select from point
      join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
      where point.municipality_id = redaction.municipality_id and point.contribution_id = redaction.contribution_id and ${isRead}
        and quote_start < range_end and quote_end > range_start)
      and not exists (
        select from ranking_entry where ranking_entry.municipality_id = redaction.municipality_id
          and ranking_entry.contribution_id = redaction.contribution_id)`,
    sql`update answer set reply = ${ERASED}, forwarded_to = ''
      where ${ofProcess} and not exists (
        select from answer_point
        join point on point.municipality_id = answer_point.municipality_id and point.id = answer_point.point_id
        join point_work on point_work.municipality_id = answer_point.municipality_id and point_work.point_id = answer_point.point_id
        where answer_point.municipality_id = answer.municipality_id and answer_point.answer_id = answer.id and ${isRead})`,
    sql`delete from answer_version using (
        select answer_id, max(number) as last from answer_version where ${ofProcess} group by answer_id) as newest
      where ${ofProcess} and answer_version.answer_id = newest.answer_id and (number < last or not exists (
        select from answer where answer.municipality_id = answer_version.municipality_id and answer.id = answer_version.answer_id))`,
    // What a group of the council wrote stays as the public reads it: what was left out of it goes.
    sql`update ranking_entry set motivation = contribution.text from contribution
      where contribution.municipality_id = ${municipalityId} and contribution.process_id = ${processId}
        and ranking_entry.municipality_id = contribution.municipality_id and ranking_entry.contribution_id = contribution.id
        and motivation <> contribution.text`,
  ]
  for (const statement of all) await statement.execute(trx)
}

/** Tables with a process of which every row goes. What was found in words goes with the note that they were searched. */
const gone = [
  ...[
    'checked_point',
    'checked_answer',
    'finding_let_through',
    'point_note',
    'answer_draft',
    'desk_message',
    'split_act',
  ],
  ...['bulk_change', 'advice_request', 'public_wording', 'letter_band', 'reaction_draft'],
]
