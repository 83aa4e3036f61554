import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import { channels, playgroundPhases, playgrounds, playgroundThemes } from '#app/demo/processes.ts'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import { registerContributions } from '#app/features/contributions/register-contribution.server.ts'
import { releaseProcess } from '#app/features/plans/release-process.server.ts'
import { insertThemes } from '#app/features/points/insert-themes.server.ts'
import { markPoints } from '#app/features/points/mark-points.server.ts'
import { processToAnswer } from '#app/features/points/process-to-answer.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { savePhases } from '#app/features/processes/save-phases.server.ts'
import { saveProcess } from '#app/features/processes/save-process.server.ts'
import { addDays, today, type LocalDate } from '#app/local-date.ts'
import { publishRounds } from '#app/demo/publish-rounds.server.ts'
import { importPlan } from '#app/room-parts.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'

/** The plan of the case had about this many paragraphs. */
const PARAGRAPHS = 360
const [CONTRIBUTIONS, POINTS_EACH] = [400, 8]
const DAY_MS = 86_400_000

export type Town = {
  municipalityId: string
  /** Answered: a large plan and thousands of points that are public. */
  answered: { slug: string; points: number }
  /** Released, with the same plan: people can react until `closesAt`. */
  open: { id: string; slug: string; closesAt: Date }
}

/**
 * A municipality at real size, made through the acts of its officials: the demo, and with the same words two large plans.
 * One is answered; the other lies open from `openFrom`, for six weeks.
 */
export async function aTown(
  db: Db,
  { baseUrl, openFrom, now }: { baseUrl: string; openFrom: LocalDate; now: Date },
): Promise<Town> {
  await loadDemo({ db }, baseUrl, now)
  const { id: municipalityId } = await db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()
  const by: CommandActor = { kind: 'command', id: null, municipalityId }
  const words = await demoWords()
  const answered = await aReleased(db, by, {
    slug: 'groot-plan',
    openFrom: addDays(today(now), -120),
    plan: words.plan,
  })
  const points = await react(db, by, answered, words.paragraphs, now)
  await publishRounds(db, by, { process: answered, rounds: ['inspraak'], baseUrl }, now)
  const open = await aReleased(db, by, { slug: 'laatste-avond', openFrom, plan: words.plan })
  return { municipalityId, answered: { slug: answered.slug, points }, open }
}

/**
 * The plan of the demo, with so many paragraphs more as the case had, and paragraphs for reactions. The words are those of the
 * demo in another order each time: a text that repeats itself would compress to a quarter of what a plan does.
 */
async function demoWords(): Promise<{ plan: string; paragraphs: string[] }> {
  const file = path.join(import.meta.dirname, '..', 'app', 'demo', 'sociaal-domein.md')
  const blocks = (await readFile(file, 'utf8')).trim().split(/\n{2,}/)
  const own = blocks.filter((block) => !block.startsWith('#'))
  const words =
    own
      .join(' ')
      .toLowerCase()
      .match(/\p{L}{2,}/gu) ?? []
  let drawn = 1
  const paragraph = () => {
    const some = Array.from({ length: 45 }, () => {
      drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) & 0x7fff_ffff
      return words[(drawn >> 8) % words.length]
    })
    return `Wij ${some.join(' ')}.`
  }
  const more = Math.ceil(PARAGRAPHS / own.length) - 1
  const plan = blocks.flatMap((block) =>
    block.startsWith('#') ? [block] : [block, ...Array.from({ length: more }, paragraph)],
  )
  // What looks like personal data keeps answers from being published.
  const paragraphs = Array.from({ length: 200 }, paragraph).filter((text) => findPersonalData(text).length === 0)
  return { plan: plan.join('\n\n'), paragraphs }
}

async function aReleased(
  db: Db,
  by: CommandActor,
  { slug, openFrom, plan }: { slug: string; openFrom: LocalDate; plan: string },
): Promise<{ id: string; slug: string; closesAt: Date }> {
  const decided = addDays(openFrom, -1)
  const before = new Date(new Date(`${openFrom}T09:00:00Z`).getTime() - DAY_MS)
  const process = await createProcess(db, by, { slug, title: `Plan ${slug.replace('-', ' ')}` }, before)
  const given = playgrounds(openFrom, decided)
  await saveProcess(db, by, { process, ...given.details, title: `Plan ${slug.replace('-', ' ')}` }, before)
  await saveConsultation(db, by, { process, ...given.consultation, channels }, before)
  await savePhases(db, by, { process, ...given.nextSteps, phases: playgroundPhases }, before)
  await importPlan(db, by, { process, file: new File([plan], `${slug}.md`) }, before)
  await releaseProcess(db, by, { process }, before)
  const { closesAt } = await db
    .selectFrom('process')
    .select('closesAt')
    .where('id', '=', process.id)
    .executeTakeFirstOrThrow()
  if (!closesAt) throw new Error('what is released closes')
  return { id: process.id, slug, closesAt }
}

/** Has people react, and answers each sentence of theirs as a point. Returns how many points there are. */
async function react(
  db: Db,
  by: CommandActor,
  { id, slug, closesAt }: { id: string; slug: string; closesAt: Date },
  paragraphs: readonly string[],
  now: Date,
): Promise<number> {
  const { municipalityId } = by
  const process = await processBySlug(db, municipalityId, slug)
  const texts = Array.from({ length: CONTRIBUTIONS }, (_, n) =>
    Array.from({ length: POINTS_EACH }, (_, m) => paragraphs[(n * 3 + m * 11) % paragraphs.length] ?? ''),
  )
  await inTransaction(db, async (trx) => {
    const themes = await insertThemes(trx, process, playgroundThemes)
    const stored = await registerContributions(
      trx,
      process,
      texts.map((pieces, n) => ({
        contributor: { kind: 'resident' },
        ...{ kind: 'reaction', channel: 'online', receivedAt: new Date(closesAt.getTime() - (n + 1) * 3_600_000) },
        text: pieces.join(' '),
      })),
    )
    const points = stored.flatMap(({ id: contributionId }, n) => {
      let start = 0
      return (texts[n] ?? []).map((piece, m) => {
        const range = { start, end: start + piece.length }
        start = range.end + 1
        return { contributionId, range, themeId: themes[(n + m) % themes.length]?.id ?? null }
      })
    })
    await markPoints(trx, by, await processToAnswer(trx, by, process), points, now)
    await sql`update contribution set split_done_at = ${now} where process_id = ${id}::uuid`.execute(trx)
    const own = sql`${municipalityId}::uuid as municipality_id, ${id}::uuid as process_id`
    // A point and its answer share an id here, which saves a statement that would link them.
    await sql`insert into answer (municipality_id, process_id, id, disposition, reply, updated_at)
      select ${own}, id, (array['adopted', 'partlyAdopted', 'notAdopted', 'noted'])[1 + number % 4],
        (${[...paragraphs]}::text[])[1 + (number * 5 + abs(hashtext(id::text))) % ${paragraphs.length}::int], ${now}
      from point where process_id = ${id}::uuid`.execute(trx)
    await sql`insert into answer_point (municipality_id, process_id, answer_id, point_id)
      select ${own}, id, id from answer where process_id = ${id}::uuid`.execute(trx)
  })
  return CONTRIBUTIONS * POINTS_EACH
}
