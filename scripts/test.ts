/**
 * `npm test`: every gate in order, then every test; ends with the totals. `npm test -- PATH` runs the tests of one file
 * or folder and no gates; whatever these tests need, such as a build for journeys, their project makes itself.
 */
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name)
const cache = path.join(root, '.cache', 'prettier')
/** Where tests write the refusals that they saw, and the tables that acts wrote and pages read (tests/setup). */
const seenFiles = ['refusals-seen.txt', 'tables-seen.txt'].map((file) => path.join(root, '.cache', file))
const totals = { passed: 0, failed: 0, skipped: 0 }

/**
 * Runs a program, and counts the tests that it reports. Its output is passed on at once, or held until it ends when other
 * steps run beside it, so that each keeps its lines together.
 */
async function step(title: string, program: string, args: string[], { held = false } = {}): Promise<boolean> {
  const began = performance.now()
  const open = `\n== ${title}`
  if (!held) console.log(open)
  const child = spawn(bin(program), args, { cwd: root, stdio: ['ignore', 'pipe', held ? 'pipe' : 'inherit'] })
  let printed = ''
  const listen = (chunk: Buffer) => {
    if (!held) process.stdout.write(chunk)
    printed += String(chunk)
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  const code = await new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? 1)))
  const found = printed.match(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m)
  totals.passed += Number(found?.[1] ?? 0)
  totals.failed += Number(found?.[2] ?? 0)
  totals.skipped += Number(found?.[3] ?? 0)
  if (held) console.log([open, printed.trimEnd()].filter(Boolean).join('\n'))
  console.log(`== ${title}: ${code === 0 ? 'goed' : 'FOUT'}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return code === 0
}

/** Runs steps beside each other, one for each core, in this order: each is busy with one core alone. */
async function beside(steps: [title: string, program: string, args: string[]][]): Promise<boolean[]> {
  const good: boolean[] = []
  const left = steps.values()
  const onOneCore = async () => {
    for (const next of left) good.push(await step(...next, { held: true }))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, onOneCore))
  return good
}

/** The projects of vitest.config.ts that a file or folder of tests belongs to; journeys only when they are named. */
function projectsOf(file: string): string[] {
  const fromRoot = path.relative(root, path.resolve(file))
  if (fromRoot.startsWith(path.join('tests', 'journeys'))) return ['journeys']
  if (fromRoot.endsWith('.db.test.ts')) return ['database']
  return /\.test\.tsx?$/.test(fromRoot) ? ['pure'] : ['pure', 'database']
}

const tests = (title: string, projects: Iterable<string>, args: string[] = []) =>
  step(title, 'vitest', ['run', ...[...projects].flatMap((project) => ['--project', project]), ...args])

/** Every gate and every test; options are passed to Vitest. */
async function everything(options: string[]): Promise<boolean[]> {
  // The longest first.
  const gates = await beside([
    ['types', 'tsc', ['--noEmit']],
    ['lint', 'eslint', ['.', '--max-warnings', '0']],
    ['format', 'prettier', ['--check', '--log-level', 'warn', '--cache', '--cache-location', cache, '.']],
    ['build', 'node', ['scripts/build.ts']],
    ['nothing unused', 'knip', []],
    ['types of the database are fresh', 'node', ['scripts/generate-db-types.ts', '--verify']],
  ])
  for (const file of seenFiles) await rm(file, { force: true })
  return [
    ...gates,
    await tests('rules and database', ['pure', 'database'], options),
    ...(options.length === 0
      ? await beside([
          ['every refusal of an act is produced by a test', 'node', ['tests/refusals.ts']],
          ['every act says what it changes of public pages', 'node', ['tests/changes.ts']],
        ])
      : []),
    await tests('journeys', ['journeys'], options),
  ]
}

const given = process.argv.slice(2)
const paths = given.filter((arg) => !arg.startsWith('-'))
const good =
  paths.length === 0
    ? await everything(given)
    : [await tests(paths.join(' '), new Set(paths.flatMap(projectsOf)), given)]

const failedSteps = good.filter((step) => !step).length
if (failedSteps > 0 && totals.failed === 0) totals.failed = failedSteps
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`)
process.exitCode = failedSteps > 0 ? 1 : 0
