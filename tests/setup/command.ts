import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..', '..')

/** Vitest sets some of the names that Saomen reads. */
const ofTheTestRun = ['NODE_ENV', 'BASE_URL', 'PORT', 'DATABASE_URL', 'SMTP_URL', 'SESSION_SECRET']

export type Ran = { code: number; stdout: string; stderr: string }

/** Runs `saomen` as an administrator would, with an environment of its own. */
export function saomen(args: string[], env: Record<string, string>): Promise<Ran> {
  const ownEnv: NodeJS.ProcessEnv = { ...process.env }
  for (const name of ofTheTestRun) delete ownEnv[name]
  const child = spawn(path.join(root, 'node_modules', '.bin', 'node'), [path.join(root, 'scripts', 'saomen.ts'), ...args], {
    cwd: root,
    env: { ...ownEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  return new Promise((resolve) =>
    child.once('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    ),
  )
}
