import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { isOnlyRead, keptPages } from '#app/pages/kept-pages.ts'
import { loader as root } from '#app/root.tsx'
import { loader as layout } from '#app/routes/public/layout.tsx'
import type { Db, Trx } from '#db/client.server.ts'
import { NOW } from './factories.ts'
import { publicRoutes } from './public-addresses.ts'
import { testDatabase } from './setup/database.ts'
import { factsSeen, note, whileLoading } from './setup/tables-seen.ts'
import { statusOf } from './staff-visits.ts'
import { tablesWrittenIn } from './tables-in-sql.ts'

/*
 * Loads every page that is kept for all and notes which tables it reads. `tests/changes.ts` then compares these with the tables
 * that each act wrote: what changes a page must raise the version of the content.
 */

const { db, pool, asOwner } = await testDatabase()

type Loader = (args: { request: Request; params: object; context: AppContext }) => Promise<unknown>

const anId = '018f0000-0000-7000-8000-000000000000'
const kept = (
  await publicRoutes({
    ...{
      slug: 'plan',
      chapter: '1',
      number: '1',
      imageId: anId,
      paragraphId: anId,
      rowId: anId,
      meetingId: anId,
      token: 'x',
      id: anId,
      place: '1',
      '*': 'bestaat-niet',
    },
  })
).filter(({ address }) => isOnlyRead(address))

/** Before a process begins, while it is open, and after its term, so that a page is read in all its stages. */
const DAY = 86_400_000
const moments = [-30, 0, 60].map((days) => new Date(NOW.getTime() + days * DAY))

await loadDemo({ db }, 'http://localhost:3000', NOW)

/** The parameters of each process, with the places in it that a page may be about. */
async function everyProcess() {
  const processes = await db.selectFrom('process').select(['id', 'slug']).where('state', '<>', 'draft').execute()
  const found = processes.map(async ({ id, slug }) => {
    const meeting = db.selectFrom('meeting').select('id').where('processId', '=', id)
    const paragraph = db
      .selectFrom('paragraph')
      .innerJoin('planVersion', 'planVersion.id', 'paragraph.planVersionId')
      .select('paragraph.id')
      .where('planVersion.processId', '=', id)
    return {
      slug,
      chapter: '1',
      meetingId: (await meeting.executeTakeFirst())?.id ?? '',
      paragraphId: (await paragraph.executeTakeFirst())?.id ?? '',
    }
  })
  return Promise.all(found)
}

async function get(loader: Loader, params: object, arrivedAt: Date, from: Db = db): Promise<unknown> {
  const context: AppContext = {
    ...{ db: from, pool, mode: 'production', secret: 's'.repeat(40), baseUrl: 'https://doemee.example', ownPort: 3000 },
    ...{ secure: true, arrivedAt, clientAddress: '203.0.113.5', nonce: '', headers: new Headers() },
  }
  const request = new Request('https://doemee.example/', { headers: { host: 'doemee.example' } })
  const answer = await loader({ request, params, context }).catch((thrown: unknown) => thrown)
  // What is sent in parts is read to its end.
  if (answer instanceof Response) await answer.clone().text()
  return answer
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const isGood = (answer: unknown) => answer === null || (!(answer instanceof Error) && (statusOf(answer) ?? 200) < 400)

test('every page that is kept has a loader here', () => {
  // The contents of a plan and its chapters are one route, and so is what changed, of all and of a chapter.
  expect(loaders.size).toBe(Object.keys(keptPages).length - 2)
})

const loaders = new Map<string, Loader>()
for (const { file } of kept) {
  const module: { loader?: Loader } = await import(path.join(import.meta.dirname, '..', 'app', file))
  if (module.loader) loaders.set(path.basename(file), module.loader)
}

test.each([...loaders])('%s is read, and so are its tables', async (page, loader) => {
  const answers: unknown[] = []
  for (const params of await everyProcess())
    for (const moment of moments)
      await whileLoading(page, async () => {
        for (const one of [root, layout] as Loader[]) expect(isGood(await get(one, {}, moment))).toBe(true)
        answers.push(await get(loader, params, moment))
      })
  expect(answers.filter(isGood).length, 'as a page, not as an error').toBeGreaterThan(0)
})

test('a row that goes takes rows of other tables along, and triggers write others', async () => {
  const { rows: cascades } = await sql<{ table: string; other: string }>`
    select confrelid::regclass::text as table, conrelid::regclass::text as other from pg_constraint
    where contype = 'f' and confdeltype <> 'a' and confdeltype <> 'r' and connamespace = 'public'::regnamespace`.execute(
    db,
  )
  const { rows: triggers } = await sql<{ table: string; source: string }>`
    select tgrelid::regclass::text as table, prosrc as source from pg_trigger join pg_proc on pg_proc.oid = tgfoid
    join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and relnamespace = 'public'::regnamespace`.execute(db)
  expect([cascades.length > 50, triggers.length > 5]).toEqual([true, true])
  for (const { table, other } of cascades) note('rows', camel(table), 'delete', camel(other))
  for (const { table, source } of triggers)
    for (const written of tablesWrittenIn(source)) note('rows', camel(table), 'write', written.table)
})

/** While a process is open, and when its term is over. */
const later = moments.slice(1)

/** All that a page shows, of every process, as one text. */
async function shownBy(page: string, loader: Loader, from: Db): Promise<string> {
  const shown: unknown[] = []
  for (const params of await everyProcess())
    for (const moment of later) {
      const answer = await get(loader, params, moment, from)
      shown.push(answer instanceof Response ? [answer.status, await answer.text()] : answer)
    }
  return JSON.stringify([page, shown])
}

class TakenBack extends Error {}

/**
 * Notes, for each of these tables, which pages that read it are other pages without its rows. `prepare` makes the world in which
 * this is tried; everything is taken back.
 */
async function noteWhatIsShown(when: string, tables: readonly string[], prepare: (trx: Trx) => Promise<unknown>) {
  const reads = factsSeen().filter(([kind]) => kind === 'page')
  const taken = asOwner()
    .db.transaction()
    .execute(async (trx) => {
      // No row takes others along: each table is looked at alone.
      await sql`set local session_replication_role = replica`.execute(trx)
      await prepare(trx)
      const whole = new Map<string, string>()
      for (const table of tables) {
        const readers = [...loaders].filter(([page]) => reads.some(([, by, , name]) => by === page && name === table))
        expect(readers.length, `pages that read ${table}`).toBeGreaterThan(0)
        for (const [page, loader] of readers) if (!whole.has(page)) whole.set(page, await shownBy(page, loader, trx))
        await sql`savepoint whole`.execute(trx)
        await sql`delete from ${sql.table(table)}`.execute(trx)
        note(when, 'tried', 'without', table)
        for (const [page, loader] of readers)
          if ((await shownBy(page, loader, trx)) !== whole.get(page)) note(when, page, 'shows', table)
        await sql`rollback to savepoint whole`.execute(trx)
      }
      throw new TakenBack()
    })
  await expect(taken).rejects.toThrow(TakenBack)
}

/** What people sent, what was made of it and what was asked of partners: public with the answers, and not before. */
const publicWithAnswers = [
  ...['contribution', 'contributionItem', 'contributor', 'point', 'theme', 'redaction', 'questionVersion'],
  ...['answer', 'answerPoint', 'answerSection', 'publishedPoint', 'publication', 'pointWork', 'changePoint'],
]

test('what pages show before the answers are public', { timeout: 120_000 }, async () => {
  await noteWhatIsShown('before', [...publicWithAnswers, 'phase'], async (trx) => {
    await sql`
      insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, created_at)
      select municipality_id, gen_random_uuid(), process_id, id, 0, 1, 'health', received_at from contribution`.execute(
      trx,
    )
    await sql`update process set state = 'released', answered_at = null, published_at = null where state = 'answered'`.execute(
      trx,
    )
    await sql`update contribution set publication_id = null`.execute(trx)
  })
  const shows = (table: string) =>
    factsSeen().some(([kind, , does, name]) => kind === 'before' && does === 'shows' && name === table)
  expect([shows('answer'), shows('redaction'), shows('phase')]).toEqual([false, true, true])
})

test('what pages show of people who are in it', { timeout: 120_000 }, async () => {
  await noteWhatIsShown('after', ['account', 'meetingRegistration', 'contributor'], async () => {})
  const shown = factsSeen().flatMap(([kind, , does, name]) => (kind === 'after' && does === 'shows' ? [name] : []))
  expect(shown).toContain('contributor')
  expect(shown).not.toContain('account')
})
