import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { erasedColumns, keptColumns } from './columns.fixture.ts'
import { eraseContributions } from './erase-contributions.server.ts'

const { db } = await testDatabase()
const MARK = 'merkzxq'
const HEX = Buffer.from(MARK).toString('hex')

type Column = { table: string; column: string; type: string; isNeeded: boolean }

/** Every column that can hold words: those that the database lets hold one of some codes cannot. */
async function columnsOfDatabase(): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select columns.table_name as table, column_name as column, data_type as type, is_nullable = 'NO' and column_default is null as is_needed
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
    order by columns.table_name, ordinal_position`.execute(db)
  return rows
}

const columns = await columnsOfDatabase()

const holdsWords = ({ type }: Column) =>
  ['text', 'character varying', 'json', 'jsonb', 'bytea', 'tsvector', 'ARRAY', 'xml'].includes(type)

async function codesOnly(): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select conrelid::regclass || '.' || attname as name from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'c' and cardinality(conkey) = 1 and pg_get_constraintdef(pg_constraint.oid) like 'CHECK ((' || attname || ' = ANY (ARRAY%'`.execute(
    db,
  )
  return new Set(rows.map(({ name }) => name))
}

const named = (columns: Record<string, string>) =>
  Object.entries(columns).flatMap(([table, names]) => names.split(' ').map((name) => `${table}.${name}`))
const erased = named(erasedColumns)

test('of every column that can hold words it is said what becomes of it', async () => {
  const { rows: generated } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and is_generated <> 'NEVER' and data_type in ('text', 'tsvector', 'jsonb', 'bytea')`.execute(
    db,
  )
  const codes = await codesOnly()
  const there = columns.filter(holdsWords).map(({ table, column }) => `${table}.${column}`)
  const all = [...there, ...generated.map(({ name }) => name)].filter((name) => !codes.has(name))
  const said = [...erased, ...keptColumns.flatMap((kept) => named(kept.columns))]
  expect(said.toSorted()).toEqual(all.toSorted())
})

/** Inserts a row: what is given, the mark in each other column that can hold words, and something in what else is needed. */
async function put(table: string, given: Record<string, unknown>): Promise<void> {
  const row = columns.filter((each) => each.table === table)
  const values = row.flatMap((each): [string, unknown][] => {
    const { column, type, isNeeded } = each
    if (column in given) return [[column, given[column]]]
    if (type === 'bytea') return [[column, Buffer.from(MARK)]]
    if (type === 'jsonb') return [[column, JSON.stringify({ said: MARK })]]
    if (type === 'text') return [[column, MARK]]
    if (!isNeeded) return []
    if (type === 'uuid') return [[column, uuid()]]
    return [[column, type === 'ARRAY' ? [MARK] : type.startsWith('timestamp') ? NOW : 1]]
  })
  await sql`insert into ${sql.table(table)} (${sql.join(values.map(([name]) => sql.ref(name)))})
    values (${sql.join(values.map(([, value]) => value))})`.execute(db)
}

/** The columns in which the mark stands, in every row of every table. */
async function whereMarked(): Promise<string[]> {
  const found: string[] = []
  for (const table of new Set(columns.map((each) => each.table))) {
    const { rows } = await sql<{ name: string }>`
      select distinct ${table} || '.' || held.key as name from ${sql.table(table)} as dumped, jsonb_each_text(to_jsonb(dumped)) as held (key, said)
      where held.said like ${`%${MARK}%`} or held.said like ${`%${HEX}%`}`.execute(db)
    found.push(...rows.map(({ name }) => name))
  }
  return found.toSorted()
}

const PUBLIC = 'De bus rijdt niet.'
const text = `${MARK}. ${PUBLIC} ${MARK}`
const kinds = ['reaction', 'partnerResponse', 'conversationReport', 'groupMotivation'] as const

test('of contributions of every kind nothing stays, wherever it was, but what the public reads', async () => {
  const municipality = await aMunicipality(db)
  const by = await anActor(db, municipality, { innerRoles: ['processor'] })
  const process = await aProcess(db, municipality)
  const own = { municipality_id: municipality.id, process_id: process.id }
  const publicIds: string[] = []
  for (const kind of kinds) {
    const sender = { name: MARK, organisation: MARK, email: `${MARK}@voorbeeld.example` }
    const { id: contributionId, contributorId } = await aContribution(db, process, {
      text,
      ...sender,
      kind: 'resident',
    })
    await sql`update contributor set role = ${MARK} where id = ${contributorId}`.execute(db)
    await sql`update contribution set kind = ${kind}, about = ${MARK}, external_id = ${MARK + kind}, not_public = ${MARK}, timeliness_reason = ${MARK}
      where id = ${contributionId}`.execute(db)
    const range = { start: text.indexOf(PUBLIC), end: text.indexOf(PUBLIC) + PUBLIC.length }
    const shown = await markPoint(db, by, { process, contributionId, range }, NOW)
    const hidden = await markPoint(db, by, { process, contributionId, summary: MARK }, NOW)
    publicIds.push(shown.id)
    await answerPoints(db, by, { process, pointIds: [shown.id], disposition: 'noted', reply: MARK }, NOW)
    const forwarded = { disposition: 'forwarded' as const, reply: MARK, forwardedTo: MARK, foundSeen: '' }
    await answerPoints(db, by, { process, pointIds: [hidden.id], ...forwarded }, NOW)
    await sql`update answer set reply = 'Wij praten erover.' where disposition = 'noted'`.execute(db)
    await fill({ own, by: by.id, contributionId, contributorId, pointId: hidden.id, kind })
  }
  await sql`update contribution set formal_state = 'referred', formal_reason = ${MARK}, referred_to = ${MARK}, formal_at = ${NOW},
    formal_by = ${by.id} where kind = 'reaction'`.execute(db)
  await sql`update point_work set is_public = true where point_id = any(${publicIds}::uuid[])`.execute(db)
  await fillOfPartner(municipality, process)
  await fillOfCouncil(process, by.id)
  await fillOfFindings(own, by.id)

  const before = await whereMarked()
  expect(
    erased.filter((name) => !before.includes(name)),
    'the test puts the mark in each of these',
  ).toEqual([])
  const read = await publicPointsById(db, process, publicIds)
  await inTransaction(db, (trx) => eraseContributions(trx, process, NOW))
  expect(await whereMarked()).toEqual([])
  expect(await publicPointsById(db, process, publicIds)).toEqual(read)
  expect(read.get(publicIds[0] ?? '')).toMatchObject({ words: PUBLIC, reply: 'Wij praten erover.' })
})

type Filling = {
  own: { municipality_id: string; process_id: string }
  by: string
  contributionId: string
  contributorId: string
  pointId: string
  kind: string
}

/** Puts the mark in what hangs beside a contribution, its point and the work on it. */
async function fill({ own, by, contributionId, pointId, kind }: Filling) {
  const ofPoint = { ...own, point_id: pointId }
  const ofContribution = { ...own, contribution_id: contributionId }
  await put('point_note', { ...ofPoint, written_by: by })
  await put('answer_draft', { ...ofPoint, account_id: by })
  await put('bulk_change', { ...own, chosen_by: by, event_id: null })
  await put('desk_message', { ...ofPoint, account_id: by, kind: 'mentioned' })
  await put('desk_view', { ...own, account_id: by, name: MARK + kind, query: `zoek=${MARK}` })
  await put('step_return', { ...own, returned_by: by })
  await put('public_wording', { ...ofPoint, act: 'correct', reason: 'mistake', ended_by: by })
  const adviceId = uuid()
  const until = new Date(NOW.getTime() + 60_000)
  const ofAdvice = { municipality_id: own.municipality_id, request_id: adviceId }
  const token = { token_hash: MARK + kind, expires_at: until }
  await put('advice_request', { ...own, id: adviceId, asked_by: by, ...token })
  await put('advice_point', { ...ofPoint, request_id: adviceId, given_at: NOW })
  await put('advice_code', ofAdvice)
  await put('advice_session', { ...ofAdvice, session_hash: MARK + kind })
  await put('reaction_draft', { ...own, contribution_id: null, token_hash: MARK + kind, idempotency_key: MARK + kind })
  await put('split_act', { ...ofContribution, by_id: by })
  // What is left out of a motivation is said in public, with the ranking.
  if (kind !== 'groupMotivation')
    await put('redaction', {
      ...ofContribution,
      reason: 'other',
      range_start: 0,
      range_end: 3,
      created_by: by,
      state: 'final',
      final_by: by,
    })
  await put('receipt', { ...ofContribution, code_hash: MARK + kind })
  await put('contribution_file', { ...ofContribution, type: 'png', size: MARK.length, added_by: by })
  await put('contribution_item', { ...ofContribution, question_version_id: null, quote_start: 0, quote_end: 3 })
  await put('contribution_origin', { ...ofContribution, consent: 'given', registered_by: by })
  await sql`insert into letter (municipality_id, process_id, contribution_id) values (${own.municipality_id}, ${own.process_id}, ${contributionId})
    on conflict do nothing`.execute(db)
  await sql`update letter set variant = 1, marks = ${Buffer.from(MARK)}, runs = 1 where contribution_id = ${contributionId}`.execute(
    db,
  )
}

/** Puts the mark in what was found of a point. After all that is left out: what says the same words is searched again. */
async function fillOfFindings(own: Filling['own'], by: string) {
  const { id } = await db.selectFrom('point').select('id').executeTakeFirstOrThrow()
  const ofPoint = { ...own, point_id: id }
  await put('checked_point', { ...ofPoint, detector: 1 })
  const found = { field: 'summary', kind: 'phone', range_end: 2 }
  await put('finding', { ...ofPoint, ...found })
  await put('finding_let_through', { ...ofPoint, ...found, let_through_by: by })
}

/** Puts the mark in what an organisation wrote, sent and asked back. */
async function fillOfPartner(municipality: { id: string }, process: Awaited<ReturnType<typeof aProcess>>) {
  const by = await anActor(db, municipality)
  const partner = await aPartner(db, municipality)
  const questionnaireId = await aQuestionnaire(db, by, process)
  const responseId = await aResponse(db, by, process, questionnaireId, partner)
  await sql`update response set reopen_reason = ${MARK}`.execute(db)
  const { questionId, id: versionId } = await db
    .selectFrom('questionVersion')
    .select(['questionId', 'id'])
    .executeTakeFirstOrThrow()
  const own = { municipality_id: municipality.id, response_id: responseId }
  const ofQuestion = { question_id: questionId, question_version_id: versionId, questionnaire_id: questionnaireId }
  await put('response_answer', { ...own, ...ofQuestion, state: 'open', updated_by: by.id })
  await put('response_item', { ...own, question_id: questionId, position: 1, updated_by: by.id })
  await put('response_version', { ...own, number: 1, sent_by: by.id })
  const { paragraphs } = await aPlan(db, process)
  await put('response_proposal', { ...own, paragraph_id: paragraphs[0], proposed_by: by.id, state: 'refused' })
}

/** Puts the mark in a motivation, of which the public reads the rest. */
async function fillOfCouncil(
  { id: process_id, municipalityId: municipality_id }: { id: string; municipalityId: string },
  by: string,
) {
  const [sessionId, groupId, topicId] = [uuid(), uuid(), uuid()]
  await sql`insert into ranking_session (municipality_id, id, process_id, created_at) values (${municipality_id}, ${sessionId}, ${process_id}, ${NOW})`.execute(
    db,
  )
  const ofSession = { municipality_id, session_id: sessionId }
  await put('council_group', { ...ofSession, id: groupId, position: 1, name: 'Groep 1' })
  await put('topic', { ...ofSession, id: topicId, position: 1, name: 'Bus', description: '', aliases: [], link: '' })
  const { id } = await db
    .selectFrom('contribution')
    .select('id')
    .where('kind', '=', 'groupMotivation')
    .executeTakeFirstOrThrow()
  await put('ranking_entry', {
    ...ofSession,
    group_id: groupId,
    topic_id: topicId,
    contribution_id: id,
    motivation: text,
  })
  for (const start of [0, text.lastIndexOf(MARK)])
    await put('redaction', {
      ...{ municipality_id, process_id, contribution_id: id, reason: 'personName', other_reason: '', state: 'final' },
      ...{ range_start: start, range_end: start + MARK.length, created_by: by, final_by: by },
    })
}
