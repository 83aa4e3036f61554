import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, type Binaries } from './binaries.ts'
import { memorySettings } from './memory-settings.ts'
import { previousIsGone } from './postgres-processes.ts'
import { chooseRunAs, type RunAs } from './unprivileged.ts'

/** PostgreSQL was killed and could not be restarted; the message says in Dutch what to do. */
export class ClusterLost extends Error {}

/** Connection addresses of the database `saomen`. */
export type ClusterUrls = {
  /** For the role that serves. */
  url: string
  /** For the role that created the cluster and owns everything in it. */
  ownerUrl: string
}

export type Cluster = ClusterUrls & {
  /** Ends PostgreSQL; what was committed stays. */
  stop(): Promise<void>
}

/**
 * The shell between us and PostgreSQL. Its standard input is a pipe from us: however we end, the pipe closes and the
 * shell tells PostgreSQL to stop (SIGINT: disconnect clients, keep everything committed).
 */
const KEEPER = `
exec 3<&0
"$@" 3<&- </dev/null & postgres=$!
( cat <&3 >/dev/null; kill -INT $postgres ) 2>/dev/null & watch=$!
exec 3<&-
wait $postgres; code=$?
kill $watch 2>/dev/null
exit $code
`

/**
 * Starts the PostgreSQL in `folder`, and creates it on first use. `settings` are postgresql.conf lines for this run.
 * When PostgreSQL is killed it is restarted; if that fails `onError` is called, because every page fails from then on.
 */
export async function startCluster(
  folder: string,
  { settings = {}, onError = () => {} }: { settings?: Record<string, string>; onError?: (error: Error) => void } = {},
): Promise<Cluster> {
  const binaries = await findBinaries()
  const data = path.join(folder, 'postgres')
  mkdirSync(folder, { recursive: true })
  const runAs = chooseRunAs(existsSync(data) ? data : path.join(folder, 'postgres'), [binaries.postgres])
  const password = passwordOf(folder, OWNER)
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(binaries, runAs, data, password, settings.fsync !== 'off')
  await previousIsGone(data)

  const port = await freePort()
  const urls = urlsOf(folder, port)
  let stopping = false
  let child: ChildProcess | undefined

  const launch = async () => {
    const log = openSync(path.join(folder, 'postgres.log'), 'a', 0o600)
    const options = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(port),
      ...memorySettings(memoryOfUs()),
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const command = [...(runAs.kind === 'namespace' ? runAs.prefix : []), binaries.postgres, '-D', data, ...options]
    const keeper = spawn('sh', ['-c', KEEPER, 'keeper', ...command], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', log],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      ...(runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {}),
    })
    closeSync(log)
    child = keeper
    keeper.stdin?.on('error', () => {})
    try {
      await ready(urls, keeper, path.join(folder, 'postgres.log'))
    } catch (error) {
      // One that runs but does not answer would be in the way of the next.
      keeper.stdin?.end()
      throw error
    }
    // Killed from outside. What was committed is safe, so restart it for new connections.
    const bringBack = () => setTimeout(() => void relaunch(), 100)
    if (hasEnded(keeper)) bringBack()
    else keeper.once('exit', bringBack)
  }
  const relaunch = async () => {
    let reason: unknown
    for (let tries = 0; tries < 20 && !stopping; tries++) {
      try {
        await previousIsGone(data)
        if (!stopping) return await launch()
      } catch (error) {
        reason = error
        await sleep(250)
      }
    }
    if (stopping) return
    const why = reason instanceof Error ? reason.message.replace(/\.$/, '') : String(reason)
    onError(
      new ClusterLost(`PostgreSQL is gestopt en komt niet terug: ${why}. Start Saomen opnieuw.`, { cause: reason }),
    )
  }
  const stop = async () => {
    stopping = true
    const last = child
    if (!last || hasEnded(last)) return
    const ended = new Promise<void>((resolve) => last.once('exit', () => resolve()))
    last.stdin?.end()
    await ended
  }
  try {
    await launch()
  } catch (error) {
    await stop()
    throw error
  }
  return { ...urls, stop }
}

/** Bytes of memory that we may use: of the machine, or of the container that we run in. */
const memoryOfUs = () => Math.min(totalmem(), process.constrainedMemory() || Infinity)

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** The addresses of a PostgreSQL that another of our processes started in `folder`, or null when there is none. */
export function runningCluster(folder: string): ClusterUrls | null {
  try {
    const lines = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    if (lines[7]?.trim() !== 'ready') return null
    return urlsOf(folder, Number(lines[3]))
  } catch {
    return null
  }
}

const OWNER = 'saomen'
const SERVING = 'saomen_serving'

const urlsOf = (folder: string, port: number): ClusterUrls => {
  const address = (role: string) => `postgres://${role}:${passwordOf(folder, role)}@127.0.0.1:${port}/saomen`
  return { url: address(SERVING), ownerUrl: address(OWNER) }
}

function passwordOf(folder: string, role: string): string {
  const file = path.join(folder, role === OWNER ? 'postgres.password' : 'serving.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function initialise(binaries: Binaries, runAs: RunAs, data: string, password: string, durable: boolean) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'saomen-'))
  const passwordFile = path.join(scratch, 'password')
  writeFileSync(passwordFile, password)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chmodSync(data, 0o700)
  if (runAs.kind === 'user') {
    for (const file of [scratch, passwordFile, data]) chownSync(file, runAs.uid, runAs.gid)
  }
  const command = [
    ...(runAs.kind === 'namespace' ? runAs.prefix : []),
    ...[binaries.initdb, '-D', data, '-U', OWNER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=nl', '--locale=C', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ]
  const made = spawnSync(command[0] ?? '', command.slice(1), {
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    encoding: 'utf8',
    ...(runAs.kind === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {}),
  })
  rmSync(scratch, { recursive: true, force: true })
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new Error(`PostgreSQL kon zijn gegevensmap niet maken in ${data}: ${made.stderr || made.error?.message}`)
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** PostgreSQL's code for a connection that comes before it can be served. */
const REPLAYS = '57P03'

async function ready({ url, ownerUrl }: ClusterUrls, child: ChildProcess, log: string) {
  const admin = ownerUrl.replace(/\/saomen$/, '/postgres')
  for (let tries = 0; tries < 1500;) {
    if (hasEnded(child)) throw new Error(`PostgreSQL startte niet; zie ${log}`)
    const client = new pg.Client({ connectionString: admin, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query(`select 1 from pg_database where datname = 'saomen'`)
      if (rowCount === 0) await client.query('create database saomen')
      await makeServingRole(client, new URL(url).password)
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      await sleep(20)
      // While it replays what it wrote last it says so, which takes long on a slow disk; stopping it would make it begin again.
      if ((error as { code?: string }).code !== REPLAYS) tries++
    }
  }
  throw new Error(`PostgreSQL antwoordt niet; zie ${log}`)
}

/**
 * Creates the role that serves where it is missing, as in a data folder from before there were two roles. Its password is always
 * set to the one beside the data: a folder that was copied without that file has a new one.
 */
async function makeServingRole(client: pg.Client, password: string) {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [SERVING])
  const act = rowCount === 0 ? 'create' : 'alter'
  await client.query(
    `${act} role ${SERVING} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  )
}
