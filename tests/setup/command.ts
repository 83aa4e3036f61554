import { spawn, type ChildProcessByStdio } from 'node:child_process'
import path from 'node:path'
import type { Readable } from 'node:stream'

const root = path.join(import.meta.dirname, '..', '..')

/** Vitest sets some of the variables that Saomen reads. */
const ofTheTestRun = [
  'NODE_ENV',
  'BASE_URL',
  'PORT',
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'SMTP_URL',
  'SESSION_SECRET',
]

/** Commands share what Node made of their code, as reading it anew takes longer than most of them do. */
const compiled = path.join(root, '.cache', 'compiled')

type Ran = { code: number; stdout: string; stderr: string }

/** The environment of an administrator: these variables, and none that Vitest set. */
export function withoutTestRun(env: Record<string, string>): NodeJS.ProcessEnv {
  const ownEnv: NodeJS.ProcessEnv = { ...process.env }
  for (const inherited of ofTheTestRun) delete ownEnv[inherited]
  return { ...ownEnv, NODE_COMPILE_CACHE: compiled, ...env }
}

/** Starts one of the scripts as an administrator would, with an environment of its own. */
export function script(
  name: string,
  args: string[],
  env: Record<string, string>,
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(path.join(root, 'node_modules', '.bin', 'node'), [path.join(root, 'scripts', name), ...args], {
    cwd: root,
    env: withoutTestRun(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Waits for a process to end, and returns all its output. */
export function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Ran> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    ),
  )
}

export type Started = { url: string; kill: (signal: NodeJS.Signals) => boolean; done: Promise<Ran> }

/** Starts a site as an administrator would. */
export function startSaomen(env: Record<string, string>, args: string[] = []): Promise<Started> {
  return started(script('start.ts', args, env))
}

/** Resolves when a site prints its address. Throws with its errors when it ends instead. */
export async function started(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Started> {
  const done = ended(child)
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      // In a demo a plain line, in production a line of the log.
      const found = /Saomen staat klaar op (https?:[^\s"]+)["\n]/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void done.then(({ stderr }) => reject(new Error(`start ended: ${stderr}`)))
  })
  return { url, kill: (signal) => child.kill(signal), done }
}

/** Runs one command of the command line. */
export function saomen(args: string[], env: Record<string, string>): Promise<Ran> {
  return ended(script('saomen.ts', args, env))
}
