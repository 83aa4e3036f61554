/**
 * `npm run bench:start`: the time from `npm start` on existing data to the first page, compared with a bare Node
 * server.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const RUNS = 7
const root = path.join(import.meta.dirname, '..')
const bare =
  "require('http').createServer((q,s)=>s.end('ok')).listen(0,function(){console.log('http://localhost:'+this.address().port)})"

/** Starts a program that prints its address; returns the milliseconds until its first page, and ends it. */
async function timeToFirstPage(program: string, args: string[], env: Record<string, string>): Promise<number> {
  const began = performance.now()
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk)
      const found = /http:\/\/localhost:\d+/.exec(said)?.[0]
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(`${program} ended before it said its address`)))
  })
  const page = await fetch(url)
  await page.text()
  if (!page.ok) throw new Error(`${url} gave ${page.status}`)
  const took = performance.now() - began
  if (child.pid) process.kill(-child.pid, 'SIGTERM')
  await ended
  return took
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'saomen-bench-'))
const env = { DATA_DIR: dataDir, PORT: '0' }
try {
  const cold = await timeToFirstPage('npm', ['start'], env)
  const warm: number[] = []
  const baseline: number[] = []
  for (let run = 0; run < RUNS; run++) {
    baseline.push(await timeToFirstPage('node', ['-e', bare], {}))
    warm.push(await timeToFirstPage('npm', ['start'], env))
  }
  const at = (all: number[], share: number) => [...all].sort((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? 0
  const line = (name: string, all: number[]) =>
    `${name.padEnd(28)} p50 ${at(all, 0.5).toFixed(0)} ms   p95 ${at(all, 0.95).toFixed(0)} ms`
  console.log(line('a bare Node server', baseline))
  console.log(line('npm start, warm', warm))
  console.log(`npm start, empty data folder: ${cold.toFixed(0)} ms`)
  console.log(`warm / bare at p50: ${(at(warm, 0.5) / at(baseline, 0.5)).toFixed(1)}`)
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
