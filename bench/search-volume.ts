import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { fillEntries } from '#app/features/search/fill-entries.server.ts'
import type { Db } from '#db/client.server.ts'
import { aProcess } from '#tests/factories.ts'
import { headingText, paragraphText, pointText, randomFrom, replyText } from './dutch-texts.ts'

const POINTS_OF_ONE = 5
const PARAGRAPHS_OF_SECTION = 10
const AT_ONCE = 2000

/** A process with so many answered points and a plan of one paragraph for every hundred, not published yet. */
export async function aFullProcess(
  db: Db,
  municipality: { id: string },
  points: number,
): Promise<{ id: string; slug: string }> {
  const random = randomFrom(points)
  const process = await aProcess(db, municipality, { title: 'Plan voor de wijken en de dorpen' })
  await fillPlan(db, process, Math.max(40, Math.round(points / 100)), random)
  for (let made = 0; made < points; made += AT_ONCE) {
    await fillPoints(db, process, Math.min(AT_ONCE, points - made), made / POINTS_OF_ONE, random)
    // Without it the database does not know how many there are, and goes through all of them for each.
    if (made === 0) await sql`analyze`.execute(db)
  }
  return process
}

/** Publishes the answers without messages to anyone; the milliseconds until all of them can be found. */
export async function publish(db: Db, process: { id: string }): Promise<number> {
  const began = performance.now()
  await sql`update process set state = 'answered', answered_at = now() where id = ${process.id}`.execute(db)
  await fillEntries(db)
  return performance.now() - began
}

type Owned = { id: string; municipalityId: string }

async function fillPlan(db: Db, process: Owned, paragraphs: number, random: () => number) {
  const own = { municipalityId: process.municipalityId, planVersionId: uuid() }
  await db
    .insertInto('planVersion')
    .values({
      ...{ municipalityId: process.municipalityId, id: own.planVersionId, processId: process.id, kind: 'concept' },
      ...{ title: 'Concept', fileName: 'plan.md', fileHash: 'x', createdAt: new Date() },
    })
    .execute()
  const sections = Array.from({ length: Math.ceil(paragraphs / PARAGRAPHS_OF_SECTION) }, (_, at) => {
    const id = uuid()
    return {
      ...own,
      ...{ id, lineageId: id, position: at * (PARAGRAPHS_OF_SECTION + 1), level: 1, number: `${at + 1}` },
      heading: headingText(random),
    }
  })
  await db.insertInto('section').values(sections).execute()
  const texts = sections.flatMap((section, at) =>
    Array.from({ length: PARAGRAPHS_OF_SECTION }, (_, within) => {
      const id = uuid()
      return {
        ...own,
        ...{ id, lineageId: id, sectionId: section.id, position: section.position + 1 + within, kind: 'text' },
        ...{ number: at * PARAGRAPHS_OF_SECTION + within + 1, text: paragraphText(random) },
      }
    }),
  )
  for (let at = 0; at < texts.length; at += AT_ONCE)
    await db
      .insertInto('paragraph')
      .values(texts.slice(at, at + AT_ONCE))
      .execute()
}

/** Contributors with five points each, every point answered by itself. */
async function fillPoints(db: Db, process: Owned, count: number, contributors: number, random: () => number) {
  const rows = Array.from({ length: Math.ceil(count / POINTS_OF_ONE) }, (_, at) => {
    const texts = Array.from({ length: POINTS_OF_ONE }, () => pointText(random))
    return { contributor: uuid(), contribution: uuid(), number: contributors + at + 1, texts, text: texts.join(' ') }
  })
  const points = rows.flatMap(({ contribution, texts }) => {
    let start = 0
    return texts.map((text, at) => {
      const range = { start, end: start + text.length }
      start = range.end + 1
      return { id: uuid(), contribution, number: at + 1, ...range, reply: replyText(random) }
    })
  })
  const own = sql`${process.municipalityId}::uuid, ${process.id}::uuid`
  const list = <T>(of: readonly T[], type: string) => sql`${[...of]}::${sql.raw(type)}[]`
  await sql`insert into contributor (municipality_id, process_id, id, kind, number)
    select ${own}, id, 'resident', number
    from unnest(${list(
      rows.map(({ contributor }) => contributor),
      'uuid',
    )}, ${list(
      rows.map(({ number }) => number),
      'int',
    )}) as given (id, number)`.execute(db)
  await sql`insert into contribution (municipality_id, process_id, id, contributor_id, ordinal, kind, channel, received_at, timeliness, text, split_done_at)
    select ${own}, id, contributor, 1, 'reaction', 'online', now(), 'onTime', text, now()
    from unnest(${list(
      rows.map(({ contribution }) => contribution),
      'uuid',
    )}, ${list(
      rows.map(({ contributor }) => contributor),
      'uuid',
    )},
      ${list(
        rows.map(({ text }) => text),
        'text',
      )}) as given (id, contributor, text)`.execute(db)
  await sql`insert into point (municipality_id, process_id, id, contribution_id, contributor_id, number, quote_start, quote_end, created_at)
    select ${own}, given.id, contribution, contributor_id, number, first, past, now()
    from unnest(${list(
      points.map(({ id }) => id),
      'uuid',
    )}, ${list(
      points.map(({ contribution }) => contribution),
      'uuid',
    )},
      ${list(
        points.map(({ number }) => number),
        'int',
      )}, ${list(
        points.map(({ start }) => start),
        'int',
      )},
      ${list(
        points.map(({ end }) => end),
        'int',
      )}) as given (id, contribution, number, first, past)
    join contribution as giver on giver.municipality_id = ${process.municipalityId} and giver.id = contribution`.execute(
    db,
  )
  // A point and its answer share an id here, which saves a statement that would link them.
  await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
    select ${own}, id, 'adopted', reply, now()
    from unnest(${list(
      points.map(({ id }) => id),
      'uuid',
    )}, ${list(
      points.map(({ reply }) => reply),
      'text',
    )}) as given (id, reply)`.execute(db)
  await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id)
    select ${own}, id, id from unnest(${list(
      points.map(({ id }) => id),
      'uuid',
    )}) as given (id)`.execute(db)
}
