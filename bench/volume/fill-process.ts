import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { compactTallies } from '#app/features/points/compact-tallies.server.ts'
import { insertQuestionnaire } from '#app/features/partners/create-questionnaire.server.ts'
import { standardQuestions } from '#app/features/partners/questionnaire.ts'
import { addDays, startOfDay, today } from '#app/local-date.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { randomFrom } from '../dutch-texts.ts'
import { lettersOf } from './letters.ts'
import { workedHours } from './progress.ts'
import { insertAnswers, prepared, storeLetters, type Ground } from './store-letters.ts'
import { planParagraph } from './texts.ts'
import { volumeThemes } from './themes.ts'

type Owned = { id: string; municipalityId: string }

export type Filled = Owned & {
  slug: string
  /** Who work on it, in the order in which their themes come up most. */
  officials: string[]
  themes: string[]
  contributions: number
  points: number
}

/** A round number of letters in one transaction: the database plans few statements, and each list of values stays small. */
const AT_ONCE = 250
/** So many transactions at the same time: with one, PostgreSQL waits while the next texts are written. */
const LANES = 3
/** So many transactions between two times that counts are added up. */
const ADDED_UP_AFTER = 10
const OFFICIALS = 20
/** Days of the term, since it ended, and in which officials worked, up to now. */
const [TERM, SINCE, WORKED] = [42, 21, 21]

/**
 * A process in the middle of being answered, that closed three weeks ago, or `closed` days (negative while it is open): letters, points, themes, answers, assignment, steps.
 * What triggers keep is kept by them. As the owner of the tables, because it ends with `analyze`.
 */
export async function fillProcess(
  db: Db,
  municipality: { id: string },
  {
    letters,
    points,
    seed = 1,
    now,
    slug = 'omgevingsvisie',
    closed = SINCE,
  }: { letters: number; points: number; seed?: number; now: Date; slug?: string; closed?: number },
): Promise<Filled> {
  const process = { municipalityId: municipality.id, id: uuid(), slug }
  const last = addDays(today(now), -closed - 1)
  const [opensAt, closesAt] = [startOfDay(addDays(last, 1 - TERM)), startOfDay(addDays(last, 1))]
  const until = closesAt < now ? closesAt : now
  const random = randomFrom(seed + 1)
  await insertProcess(db, process, { opensAt, closesAt, now })
  const plan = await insertPlan(db, process, random)
  const themes = await insertThemes(db, process)
  const officials = await insertOfficials(db, process, now)
  const questions = await insertQuestions(db, process, now)
  const moments = workedHours(startOfDay(addDays(today(now), -WORKED)), now)
  const events = await insertEvents(db, process, officials, moments)
  const ground: Ground = {
    ...{ db, process, now, plan, themes, officials, questions, moments, events },
    ...{ shared: new Map(), random },
  }
  let number = 0
  let made = 0
  const lanes: Promise<void>[] = []
  for (const batch of batchesOf(lettersOf({ letters, points, seed, opensAt, closesAt: until }))) {
    const rows = batch.map((letter, at) => prepared(ground, letter, number + at + 1, (number + at) / letters))
    number += rows.length
    made += rows.reduce((sum, row) => sum + row.letter.points.length, 0)
    // The answer that a campaign shares must be there before its second letter.
    await insertAnswers(
      db,
      process,
      rows.flatMap(({ sharedAnswers }) => sharedAnswers),
    )
    lanes.push(storeLetters(ground, rows))
    if (lanes.length >= LANES || number <= AT_ONCE) await lanes.shift()
    // Without it the database thinks that there are few, and goes through all of them for each.
    if (number <= AT_ONCE) await sql`analyze`.execute(db)
    if (number % (ADDED_UP_AFTER * AT_ONCE) === 0) await addUp(db)
  }
  await Promise.all(lanes)
  await addUp(db)
  await sql`vacuum analyze`.execute(db)
  return { ...process, officials, themes, contributions: letters, points: made }
}

/** What a job of the site and the database do each minute where the same work takes weeks. */
async function addUp(db: Db) {
  await compactTallies(db)
  await sql`vacuum point_tally, point_tally_value`.execute(db)
}

function* batchesOf<T>(all: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const one of all) {
    batch.push(one)
    if (batch.length === AT_ONCE) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

async function insertProcess(
  db: Db,
  { municipalityId, id, slug }: Owned & { slug: string },
  { opensAt, closesAt, now }: { opensAt: Date; closesAt: Date; now: Date },
) {
  const [startsOn, lastDay] = [today(opensAt), addDays(today(closesAt), -1)]
  await db
    .insertInto('process')
    .values({
      ...{ municipalityId, id, slug, title: 'Omgevingsvisie dorpen en buitengebied', state: 'released', regime: 'uov' },
      question: 'Hoe willen wij hier wonen, werken en leven?',
      summary: 'Een plan voor de dorpen en het land eromheen, voor de komende twintig jaar.',
      purposes: ['Weten wat inwoners, verenigingen en bedrijven van het plan vinden'],
      ...{ decidingBody: 'het college van burgemeester en wethouders', decidedOn: addDays(startsOn, -1) },
      ...{ noticeOn: addDays(startsOn, -1), onDisplayFrom: startsOn, startsOn, lastDay, closesAt },
      ...{ readingPlace: 'het gemeentehuis', whoMayReact: 'iedereen' },
      nextSteps: 'Daarna besluit de gemeenteraad.',
      answersExpected: 'over twee maanden',
      ...{ createdAt: addMs(opensAt, -100), updatedAt: now, releasedAt: opensAt },
    })
    .execute()
  await db
    .insertInto('channel')
    .values([
      { municipalityId, processId: id, kind: 'online', address: '' },
      { municipalityId, processId: id, kind: 'post', address: 'Antwoordnummer 000, 0000 AA' },
    ])
    .execute()
}

const addMs = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000)

/** A chapter for each theme, with sections that points can be about. Gives the sections by theme. */
async function insertPlan(db: Db, { municipalityId, id: processId }: Owned, random: () => number): Promise<string[][]> {
  const planVersionId = uuid()
  await db
    .insertInto('planVersion')
    .values({
      ...{ municipalityId, id: planVersionId, processId, kind: 'concept', title: 'Concept' },
      ...{ fileName: 'plan.md', fileHash: 'x', createdAt: new Date() },
    })
    .execute()
  const own = { municipalityId, planVersionId }
  const sections: (typeof own & {
    id: string
    lineageId: string
    parentId: string | null
    position: number
    level: number
    number: string
    heading: string
  })[] = []
  const paragraphs = []
  let position = 0
  for (const [at, theme] of volumeThemes.entries()) {
    const chapter = uuid()
    sections.push({
      ...own,
      id: chapter,
      lineageId: chapter,
      parentId: null,
      position: position++,
      level: 1,
      number: `${at + 1}`,
      heading: theme.name,
    })
    for (let part = 1; part <= 4; part++) {
      const [id, heading] = [uuid(), theme.subjects[part] ?? theme.name]
      const capital = heading.charAt(0).toUpperCase() + heading.slice(1)
      sections.push({
        ...own,
        id,
        lineageId: id,
        parentId: chapter,
        position: position++,
        level: 2,
        number: `${at + 1}.${part}`,
        heading: capital,
      })
      for (let text = 0; text < 5; text++) {
        const paragraph = uuid()
        paragraphs.push({
          ...{ ...own, id: paragraph, lineageId: paragraph, sectionId: id, position: position++, kind: 'text' },
          ...{ number: paragraphs.length + 1, text: planParagraph(theme, random) },
        })
      }
    }
  }
  await db.insertInto('section').values(sections).execute()
  await db.insertInto('paragraph').values(paragraphs).execute()
  return volumeThemes.map((_, at) =>
    sections.filter(({ number }) => number.split('.')[0] === `${at + 1}`).map(({ id }) => id),
  )
}

async function insertThemes(db: Db, { municipalityId, id: processId }: Owned): Promise<string[]> {
  const rows = volumeThemes.map(({ name }, at) => ({ municipalityId, processId, id: uuid(), position: at + 1, name }))
  await db.insertInto('theme').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** Officials who may do each step; they have no password, so that nobody logs in as one of them unasked. */
async function insertOfficials(db: Db, { municipalityId, id: processId }: Owned, now: Date): Promise<string[]> {
  const people = Array.from({ length: OFFICIALS }, (_, at) => ({
    ...{ municipalityId, id: uuid(), name: `Behandelaar ${at + 1}`, createdAt: now },
    email: `behandelaar-${at + 1}-${processId.slice(-8)}@gemeente.example`,
  }))
  await db.insertInto('account').values(people).execute()
  await db
    .insertInto('membership')
    .values(
      people.map(({ id }) => ({
        ...{ municipalityId, accountId: id, role: 'official', createdAt: now },
        // An approver would first have to set up a second step.
        innerRoles: ['processor', 'reviewer'],
      })),
    )
    .execute()
  return people.map(({ id }) => id)
}

/** One event for each moment in which a colleague completed a step of points. */
async function insertEvents(
  db: Db,
  process: Owned,
  officials: readonly string[],
  moments: readonly Date[],
): Promise<string[]> {
  const { municipalityId, id: processId } = process
  const events = moments.map((at, place) => ({
    ...{ municipalityId, id: uuid(), at, actorKind: 'account', actorId: officials[place % officials.length] ?? null },
    ...{ act: 'completeStep', subjectKind: 'process', subjectId: processId, processId },
  }))
  await db.insertInto('event').values(events).execute()
  return events.map(({ id }) => id)
}

/** The standard questions to partners; gives their versions, in order. */
async function insertQuestions(db: Db, process: Owned, now: Date): Promise<string[]> {
  const id = await inTransaction(db, (trx) =>
    insertQuestionnaire(trx, process, { questions: standardQuestions, closesOn: null }, now),
  )
  const versions = await db
    .selectFrom('questionVersion')
    .innerJoin('question', 'question.id', 'questionVersion.questionId')
    .select('questionVersion.id')
    .where('question.questionnaireId', '=', id)
    .orderBy('question.number')
    .execute()
  return versions.map((version) => version.id)
}
