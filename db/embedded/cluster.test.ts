import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareDatabase } from '../migrate.server.ts'
import { runningCluster, startCluster, type Cluster } from './cluster.ts'

let folder = ''
let cluster: Cluster | undefined
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saomen-cluster-'))
  await chmod(folder, 0o755)
})
afterEach(async () => {
  await cluster?.stop()
  await rm(folder, { recursive: true, force: true })
})

const killed = async () => {
  const [pid] = (await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

test('a killed PostgreSQL is restarted; when that fails, it is reported', { timeout: 60_000 }, async () => {
  let heard: (error: Error) => void = () => {}
  const complaint = new Promise<Error>((resolve) => (heard = resolve))
  cluster = await startCluster(folder, { settings: { fsync: 'off' }, onError: (error) => heard(error) })
  await killed()
  await expect.poll(() => answers(cluster?.url ?? ''), { timeout: 20_000 }).toBe(true)

  await writeFile(path.join(folder, 'postgres', 'PG_VERSION'), '9')
  await killed()
  const { message } = await complaint
  expect(message).toMatch(
    /^PostgreSQL is gestopt en komt niet terug: PostgreSQL startte niet; zie .*postgres\.log\. Start Saomen opnieuw\.$/,
  )
})

test(
  'a killed PostgreSQL is restarted, though one of its connections is at a long query',
  { timeout: 60_000 },
  async () => {
    cluster = await startCluster(folder, { settings: { fsync: 'off' } })
    const { url } = cluster
    const long = as(url, 'select count(*) from generate_series(1, 2000000000) n where n % 7 = 1').catch(() => 'cut off')
    const atWork = async () =>
      await as(url, `select from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()`)
    await expect.poll(atWork).toHaveLength(1)
    await killed()
    await expect.poll(() => answers(url), { timeout: 20_000 }).toBe(true)
    expect(await long).toBe('cut off')
  },
)

test(
  'starts after a restart of the machine, when another process has the number that PostgreSQL had',
  { timeout: 60_000 },
  async () => {
    cluster = await startCluster(folder, { settings: { fsync: 'off' } })
    await cluster.stop()
    await writeFile(
      path.join(folder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${path.join(folder, 'postgres')}\n1\n5432\n`,
    )
    cluster = await startCluster(folder, { settings: { fsync: 'off' } })
    expect(await answers(cluster.url)).toBe(true)
  },
)

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

test(
  'a folder of before there were two roles starts, with all that is in it, and has both from then on',
  { timeout: 60_000 },
  async () => {
    const settings = { fsync: 'off' }
    cluster = await startCluster(folder, { settings })
    await prepareDatabase({ url: cluster.ownerUrl, ownerUrl: null })
    await as(
      cluster.ownerUrl,
      `insert into municipality (id, slug, name, sender_email, created_at) values (gen_random_uuid(), 'oud', 'Oud', 'a@oud.example', now())`,
    )
    await as(cluster.ownerUrl, 'drop role saomen_serving')
    await cluster.stop()
    await rm(path.join(folder, 'serving.password'))

    cluster = await startCluster(folder, { settings })
    expect(await prepareDatabase(cluster)).toEqual({ ran: [], warning: null })
    expect(await as(cluster.url, 'select slug, current_user::text as role from municipality')).toEqual([
      { slug: 'oud', role: 'saomen_serving' },
    ])
    expect(runningCluster(folder), 'a command beside it finds both').toEqual({
      url: cluster.url,
      ownerUrl: cluster.ownerUrl,
    })
  },
)

async function as(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
