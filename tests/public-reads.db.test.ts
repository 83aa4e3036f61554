import path from 'node:path'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadDemo } from '#app/demo/load-demo.server.ts'
import type { AppContext } from '#app/features/accounts/guard.server.ts'
import { loader as root } from '#app/root.tsx'
import { loader as layout } from '#app/routes/public/layout.tsx'
import routes from '../app/routes.ts'
import { NOW } from './factories.ts'
import { testDatabase } from './setup/database.ts'
import { note, whileLoading } from './setup/tables-seen.ts'
import { statusOf } from './staff-visits.ts'
import { tablesWrittenIn } from './tables-in-sql.ts'

/*
 * Loads every public page as anyone may read it and notes which tables it reads. `tests/changes.ts` then compares these with
 * the tables that each act wrote: what changes a page must raise the version of the content.
 */

/** Routes that show what is of one visitor: no page that others read changes with it. */
const ofOneVisitor = [
  ...['my-reaction', 'react', 'react-about-you', 'react-check', 'receipt', 'forget', 'not-found'],
  ...['meeting-registration', 'meeting-invitation', 'dev-mail', 'dev-mail-message'],
  ...[
    'log-in',
    'log-in-code',
    'log-in-link',
    'second-step',
    'log-out',
    'forgot-password',
    'invitation',
    'new-password',
  ],
].map((name) => `routes/public/${name}`)

const { db, pool } = await testDatabase()

type Loader = (args: { request: Request; params: object; context: AppContext }) => Promise<unknown>

const filesUnder = (entries: readonly RouteConfigEntry[]): string[] =>
  entries.flatMap(({ file, children = [] }) => [file, ...filesUnder(children)])
const files = [...new Set(filesUnder(await routes))].filter((file) => file.startsWith('routes/public/'))
const pages = files.filter((file) => !ofOneVisitor.includes(file.replace(/\.tsx?$/, '')))

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

async function get(loader: Loader, params: object, arrivedAt: Date): Promise<unknown> {
  const context: AppContext = {
    ...{ db, pool, mode: 'production', secret: 's'.repeat(40), baseUrl: 'https://doemee.example', ownPort: 3000 },
    ...{ secure: true, arrivedAt, clientAddress: '203.0.113.5', nonce: '', headers: new Headers() },
  }
  const request = new Request('https://doemee.example/', { headers: { host: 'doemee.example' } })
  const answer = await loader({ request, params, context }).catch((thrown: unknown) => thrown)
  // What is sent in parts is read to its end.
  if (answer instanceof Response) await answer.clone().text()
  return answer
}

const isGood = (answer: unknown) => answer === null || (!(answer instanceof Error) && (statusOf(answer) ?? 200) < 400)

test('the routes of one visitor are all there', () => {
  const names = files.map((file) => file.replace(/\.tsx?$/, ''))
  expect(ofOneVisitor.filter((file) => !names.includes(file))).toEqual([])
})

test.each(pages)('%s is read, and so are its tables', async (file) => {
  const module: { loader?: Loader } = await import(path.join(import.meta.dirname, '..', 'app', file))
  const loader = module.loader
  if (!loader) return expect(loader, 'a public page without a loader reads nothing').toBeUndefined()
  const answers: unknown[] = []
  for (const params of await everyProcess())
    for (const moment of moments)
      await whileLoading(path.basename(file), async () => {
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
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  for (const { table, other } of cascades) note('rows', camel(table), 'delete', camel(other))
  for (const { table, source } of triggers)
    for (const written of tablesWrittenIn(source)) note('rows', camel(table), 'write', written.table)
})
