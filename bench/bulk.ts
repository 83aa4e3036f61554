/**
 * `npm run bench:bulk`: how long it takes to choose, preview, change and undo 167,000 points at once, with the history of each, and how
 * long reactions that come in meanwhile wait. Its last line is one JSON object with the seconds of each.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import { bulkFields, changeFrom } from '#app/features/desk/bulk/bulk.schema.ts'
import { bulkPreview } from '#app/features/desk/bulk/bulk-preview.server.ts'
import { bulkOf, chooseForBulk } from '#app/features/desk/bulk/choose-points.server.ts'
import { doBulk } from '#app/features/desk/bulk/do-bulk.server.ts'
import { undoBulk } from '#app/features/desk/bulk/undo-bulk.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { openDatabase, type Db } from '#db/client.server.ts'
import { startCluster } from '#db/embedded/cluster.ts'
import { prepareDatabase } from '#db/migrate.server.ts'
import { aMunicipality, anActor, aProcess } from '#tests/factories.ts'
import { z } from 'zod'
import { fillProcess } from './many-points.ts'

/** The longest that a change of all points may take, in seconds, with its history. */
const MOST_SECONDS = 8
type Fields = Pick<z.input<z.ZodObject<typeof bulkFields>>, 'kind' | 'themeId' | 'assigneeId' | 'step' | 'dueOn'>
const now = () => new Date()

const folder = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const cluster = await startCluster(folder)
const serving = openDatabase(cluster.url, { work: 'serving' })
const owner = openDatabase(cluster.ownerUrl)
try {
  await prepareDatabase(cluster)
  const municipality = await aMunicipality(owner.db)
  const by = await anActor(owner.db, municipality)
  const { slug } = await aProcess(owner.db, municipality)
  await fillProcess(owner.db)
  await sql`vacuum analyze`.execute(owner.db)
  const process = await processBySlug(serving.db, municipality.id, slug)
  const theme = await owner.db.selectFrom('theme').select('id').where('position', '=', 3).executeTakeFirstOrThrow()
  // Which fields of the panel each change fills in.
  const kinds: Record<string, Fields> = {
    theme: { kind: 'theme', themeId: theme.id },
    assignee: { kind: 'assign', assigneeId: by.id },
    step: { kind: 'assign', step: '2', dueOn: '2-12-2026' },
  }
  const seconds: Record<string, number> = {}
  for (const [name, fields] of Object.entries(kinds)) {
    const intake = storing(owner.db, process)
    const times = await change(serving.db, by, process, fields)
    const waited = await intake.stop()
    console.log(
      `${name}: ${times.points} points; preview ${times.preview} s, changed ${times.done} s, undone ${times.undone} s; ` +
        `${waited.length} reactions stored meanwhile, the slowest in ${Math.max(...waited)} ms; load ${loadavg()[0]?.toFixed(1)}`,
    )
    seconds[name] = times.done
    seconds[`${name}Undone`] = times.undone
    seconds[`${name}Preview`] = times.preview
    await sql`vacuum analyze point_work`.execute(owner.db)
  }
  console.log(JSON.stringify({ bench: 'bulk', load: loadavg()[0], seconds }))
  if (Math.max(...Object.keys(kinds).map((name) => seconds[name] ?? 0)) > MOST_SECONDS) globalThis.process.exitCode = 1
} finally {
  await serving.close()
  await owner.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Chooses all points, looks at what would happen, does it and undoes it, as the screen does. */
async function change(db: Db, by: Actor, process: Process, fields: Fields) {
  const { id: bulkId } = await chooseForBulk(db, by, { process, kind: fields.kind, all: true }, now())
  const given = z.object(bulkFields).parse({ ...fields, bulkId })
  const { choice } = await bulkOf(db, process, bulkId, by.id)
  const preview = await timed(() => bulkPreview(db, process, { choice, change: changeFrom(given), by, now: now() }))
  const asked = { ...fields, process, bulkId, shown: preview.value.mark }
  const done = await timed(() => doBulk(db, by, asked, now()))
  const undone = await timed(() => undoBulk(db, by, { process, bulkId }, now()))
  if (undone.value.restored !== done.value.points) throw new Error('not all of it was undone')
  return {
    points: done.value.points,
    preview: preview.seconds,
    done: done.seconds,
    undone: undone.seconds,
  }
}

/** Stores a reaction every 50 ms, as intake does: a contributor and a contribution in one transaction. */
function storing(db: Db, { municipalityId, id: processId }: Process) {
  const waited: number[] = []
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      const { seconds } = await timed(() =>
        db.transaction().execute(async (trx) => {
          const contributorId = uuid()
          await trx
            .insertInto('contributor')
            .values({ municipalityId, processId, id: contributorId, kind: 'resident' })
            .execute()
          await trx
            .insertInto('contribution')
            .values({
              ...{ municipalityId, processId, id: uuid(), contributorId, kind: 'reaction', channel: 'online' },
              ...{ receivedAt: now(), timeliness: 'onTime', text: 'Meer banken bij de school, alstublieft.' },
            })
            .execute()
        }),
      )
      waited.push(Math.round(seconds * 1000))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return {
    async stop() {
      stopped = true
      await running
      return waited
    },
  }
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const from = performance.now()
  const value = await run()
  return { value, seconds: Math.round(performance.now() - from) / 1000 }
}
