import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import { addDays, today } from '#app/local-date.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import { givenRows } from '#db/given-rows.server.ts'
import type { Letter } from './letters.ts'
import { howFar, stepMoments, type Worked } from './progress.ts'
import { anyOf, reply, usualDispositions, zipf } from './texts.ts'
import { volumeThemes } from './themes.ts'

/** What letters are stored in: the process, and what was made of it before. */
export type Ground = {
  db: Db
  process: { id: string; municipalityId: string }
  now: Date
  /** Sections by theme, the chapter first. */
  plan: readonly (readonly string[])[]
  themes: readonly string[]
  officials: readonly string[]
  /** Versions of the questions to partners, in order. */
  questions: readonly string[]
  /** The answers that campaigns share, by their sentence. */
  shared: Map<string, string>
  random: () => number
  /** When officials worked on it, in order. */
  moments: readonly Date[]
  /** For each of these moments the event of a colleague who completed a step then. */
  events: readonly string[]
}

type NewAnswer = {
  id: string
  disposition: string
  reply: string
  updatedAt: Date
  updatedBy: string | null
  section: string | null
}
type PreparedPoint = Worked & {
  changedAt: Date
  /** The events by which it went from step to step, from the first on. */
  passedBy: string[]
  id: string
  number: number
  start: number
  end: number
  theme: number
  answerId: string | null
}

/** A letter with the ids and the work of everything in it. */
export type PreparedLetter = {
  letter: Letter
  number: number
  contributorId: string
  id: string
  sectionId: string | null
  splitDoneAt: Date | null
  points: PreparedPoint[]
  answers: NewAnswer[]
  /** Answers that letters of a campaign share, first met here. */
  sharedAnswers: NewAnswer[]
}

/** Decides what becomes of a letter; `part` says how far it is in all letters, from 0 to 1. */
export function prepared(ground: Ground, letter: Letter, number: number, part: number): PreparedLetter {
  const { random, moments } = ground
  const main = letter.points[0]?.theme
  const row: PreparedLetter = {
    ...{ letter, number, contributorId: uuid(), id: uuid() },
    sectionId: main !== undefined && random() < 0.4 ? anyOf(ground.plan[main] ?? [], random) : null,
    splitDoneAt: letter.isSplit ? momentAt(moments, Math.floor(part * 0.7 * moments.length), letter.receivedAt) : null,
    ...{ points: [], answers: [], sharedAnswers: [] },
  }
  row.points = letter.points.map((point, at) => {
    const worked = howFar(letter.round, point.theme, ground.officials.length, random)
    const place = Math.floor((worked.disposition === null ? random() : 0.2 + 0.5 * random()) * moments.length)
    const moment = momentAt(moments, place, row.splitDoneAt ?? letter.receivedAt)
    const answerId = worked.disposition === null ? null : answerFor(ground, row, point, worked, moment)
    const passed = stepMoments(worked.step, place, moments.length, random)
    return {
      ...{ ...worked, id: uuid(), number: at + 1, start: point.start, end: point.end, theme: point.theme, answerId },
      changedAt: momentAt(moments, passed.at(-1) ?? place, moment),
      passedBy: passed.flatMap((each) => ground.events[each] ?? []),
    }
  })
  return row
}

/** The moment at this place, never before something came. */
function momentAt(moments: readonly Date[], place: number, earliest: Date): Date {
  const moment = moments[Math.min(moments.length - 1, place)] ?? earliest
  return moment < earliest ? new Date(earliest.getTime() + 3_600_000) : moment
}

function answerFor(
  ground: Ground,
  row: PreparedLetter,
  point: Letter['points'][number],
  worked: Worked,
  updatedAt: Date,
): string {
  const { random, officials } = ground
  const known = point.campaignPoint === null ? undefined : ground.shared.get(point.campaignPoint)
  if (known) return known
  const theme = volumeThemes[point.theme] ?? volumeThemes[0]!
  const disposition = point.campaignPoint === null ? (worked.disposition ?? 'noted') : zipf(usualDispositions, random)
  const namesPlace = disposition === 'adopted' || disposition === 'partlyAdopted' || disposition === 'alreadyInPlan'
  const answer: NewAnswer = {
    ...{ id: uuid(), disposition, reply: reply(theme, disposition, random) },
    updatedAt,
    updatedBy: officials[worked.assignee ?? Math.floor(random() * officials.length)] ?? null,
    section: namesPlace ? anyOf(ground.plan[point.theme] ?? [], random) : null,
  }
  if (point.campaignPoint === null) row.answers.push(answer)
  else {
    ground.shared.set(point.campaignPoint, answer.id)
    row.sharedAnswers.push(answer)
  }
  return answer.id
}

/** Stores letters with all that hangs on them, in one transaction of a dozen statements. */
export async function storeLetters(ground: Ground, rows: readonly PreparedLetter[]): Promise<void> {
  const { process } = ground
  const points = rows.flatMap((row) => row.points)
  const answers = rows.flatMap((row) => row.answers)
  const links = points.flatMap(({ id: pointId, answerId }) => (answerId ? [{ pointId, answerId }] : []))
  await inTransaction(ground.db, async (trx) => {
    await insertContributions(trx, process, rows)
    await insertPieces(trx, ground, rows)
    await insertPoints(trx, ground, rows)
    await insertAnswers(trx, process, answers)
    await insert(trx, process, 'answer_point', { answerId: 'uuid', pointId: 'uuid' }, links)
    await keepWork(trx, ground, points)
    await keepHistory(trx, process, points)
  })
}

async function insertContributions(trx: Trx, process: Ground['process'], rows: readonly PreparedLetter[]) {
  const contributors = rows.map(({ contributorId: id, number, letter, points }) => ({
    ...{ id, number, lastPointNumber: points.length, ...letter.contributor },
  }))
  const numbers = { number: 'int', lastPointNumber: 'int' }
  const named = { kind: 'text', name: 'text', organisation: 'text', namedInPublic: 'boolean', ...numbers }
  await insert(trx, process, 'contributor', { id: 'uuid', ...named }, contributors)
  const reachable = contributors
    .filter(({ hasAddress }) => hasAddress)
    .map(({ id, number }) => ({ contributorId: id, email: `inspreker-${number}@post.example` }))
  await insert(trx, process, 'contributor_contact', { contributorId: 'uuid', email: 'text' }, reachable, 'alone')
  const given = {
    id: 'uuid',
    contributorId: 'uuid',
    ordinal: 'int',
    kind: 'text',
    round: 'text',
    channel: 'text',
    timeliness: 'text',
  }
  const texts = {
    receivedAt: 'timestamptz',
    sentOn: 'date',
    sectionId: 'uuid',
    splitDoneAt: 'timestamptz',
    text: 'text',
  }
  await insert(
    trx,
    process,
    'contribution',
    { ...given, ...texts },
    rows.map(({ letter, ...row }) => ({
      ...{ ...letter, ...row, ordinal: 1 },
      sentOn: letter.channel === 'post' ? addDays(today(letter.receivedAt), -1) : null,
    })),
  )
}

/** Greetings, the questions that partners answered, and the receipts that were sent. */
async function insertPieces(trx: Trx, { process, questions }: Ground, rows: readonly PreparedLetter[]) {
  const quoted = { contributionId: 'uuid', quoteStart: 'int', quoteEnd: 'int' }
  const pieces = rows.flatMap(({ id, letter }) =>
    letter.nonPoints.map(({ start, end }) => ({ contributionId: id, quoteStart: start, quoteEnd: end })),
  )
  await insert(trx, process, 'non_point', quoted, pieces)
  const items = rows.flatMap(({ id, letter }) =>
    letter.items.map(({ start, end, question }, at) => ({
      ...{ contributionId: id, quoteStart: start, quoteEnd: end, position: at + 1, number: question },
      questionVersionId: questions[question - 1] ?? null,
    })),
  )
  const asked = { ...quoted, position: 'int', number: 'int', questionVersionId: 'uuid' }
  await insert(trx, process, 'contribution_item', asked, items, 'alone')
  const receipts = rows
    .filter(({ letter }) => letter.kind === 'reaction' && letter.contributor.hasAddress)
    .map(({ id, letter }) => ({
      ...{ id: uuid(), messageKey: `receipt:${id}`, template: 'receipt', data: '{}', state: 'sent' },
      ...{ dueAt: null, createdAt: letter.receivedAt },
    }))
  const message = { id: 'uuid', messageKey: 'text', template: 'text', data: 'jsonb', state: 'text' }
  await insert(
    trx,
    process,
    'notification',
    { ...message, dueAt: 'timestamptz', createdAt: 'timestamptz' },
    receipts,
    'alone',
  )
}

async function insertPoints(trx: Trx, { process, now }: Ground, rows: readonly PreparedLetter[]) {
  const points = rows.flatMap(({ id: contributionId, contributorId, splitDoneAt, points }) =>
    points.map(({ id, number, start, end }) => ({
      ...{ id, contributionId, contributorId, number, quoteStart: start, quoteEnd: end },
      createdAt: splitDoneAt ?? now,
    })),
  )
  const quoted = { quoteStart: 'int', quoteEnd: 'int', createdAt: 'timestamptz' }
  const ids = { id: 'uuid', contributionId: 'uuid', contributorId: 'uuid' }
  await insert(trx, process, 'point', { ...ids, number: 'int', ...quoted }, points)
}

/** Answers with the part of the plan that they name. */
export async function insertAnswers(trx: Db | Trx, process: Ground['process'], answers: readonly NewAnswer[]) {
  const said = { id: 'uuid', disposition: 'text', reply: 'text', updatedAt: 'timestamptz', updatedBy: 'uuid' }
  await insert(trx, process, 'answer', said, answers)
  const places = answers.flatMap(({ id: answerId, section: sectionId }) => (sectionId ? [{ answerId, sectionId }] : []))
  await insert(trx, process, 'answer_section', { answerId: 'uuid', sectionId: 'uuid' }, places, 'alone')
}

/** What officials did with points; their rows are there by themselves. */
async function keepWork(trx: Trx, { process, now, themes, officials }: Ground, points: readonly PreparedPoint[]) {
  const rows = points.map(({ id, theme, step, assignee, due, isReleased, changedSinceAnswer, changedAt }) => ({
    ...{
      id,
      step,
      isReleased,
      changedSinceAnswer,
      changedAt,
      themeId: themes[theme] ?? null,
      chapter: `${theme + 1}`,
    },
    assigneeId: assignee === null ? null : (officials[assignee] ?? null),
    dueOn: due === null ? null : addDays(today(now), due),
  }))
  const kept = { themeId: 'uuid', chapter: 'text', step: 'smallint', assigneeId: 'uuid', dueOn: 'date' }
  const flags = { isReleased: 'boolean', changedSinceAnswer: 'boolean', changedAt: 'timestamptz' }
  const columns = { ...kept, ...flags }
  await sql`
    update point_work set ${sql.join(Object.keys(columns).map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`))}
    from ${givenRows({ id: 'uuid', ...columns }, rows)}
    where point_work.municipality_id = ${process.municipalityId} and point_work.point_id = given.id`.execute(trx)
}

/** From which step to which it went, by which event. */
async function keepHistory(trx: Trx, process: Ground['process'], points: readonly PreparedPoint[]) {
  const rows = points.flatMap(({ id: pointId, passedBy }) =>
    passedBy.map((eventId, at) => ({ pointId, eventId, field: 'step', fromValue: `${at + 1}`, toValue: `${at + 2}` })),
  )
  const columns = { pointId: 'uuid', eventId: 'uuid', field: 'text', fromValue: 'text', toValue: 'text' }
  await insert(trx, process, 'point_history', columns, rows)
}

/** Inserts rows of the process into a table; `alone` for a table that has no column for the process. */
async function insert<Column extends string>(
  db: Db | Trx,
  { municipalityId, id }: Ground['process'],
  table: string,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
  alone?: 'alone',
): Promise<void> {
  if (rows.length === 0) return
  const names: RawBuilder<unknown>[] = Object.keys(columns).map((name) => sql.ref(name))
  const [ownNames, own] = alone
    ? [[sql`municipality_id`], [sql`${municipalityId}::uuid`]]
    : [
        [sql`municipality_id`, sql`process_id`],
        [sql`${municipalityId}::uuid`, sql`${id}::uuid`],
      ]
  await sql`insert into ${sql.table(table)} (${sql.join([...ownNames, ...names])})
    select ${sql.join([...own, ...names])} from ${givenRows(columns, rows)} order by place`.execute(db)
}
