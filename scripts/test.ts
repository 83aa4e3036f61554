/** `npm test`: every gate in order, then every test; ends with the totals. Arguments go to Vitest. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { build } from './build.ts'

const root = path.join(import.meta.dirname, '..')
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name)
const totals = { passed: 0, failed: 0, skipped: 0 }

/** Runs a program with its output shown as it comes; counts the tests it says it ran. */
async function step(title: string, program: string, args: string[]): Promise<boolean> {
  const began = performance.now()
  console.log(`\n== ${title}`)
  const child = spawn(bin(program), args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    printed += String(chunk)
  })
  const code = await new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? 1)))
  const found = printed.match(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m)
  totals.passed += Number(found?.[1] ?? 0)
  totals.failed += Number(found?.[2] ?? 0)
  totals.skipped += Number(found?.[3] ?? 0)
  console.log(`== ${title}: ${code === 0 ? 'goed' : 'FOUT'}, ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return code === 0
}

const good = [
  await step('lint', 'eslint', ['.', '--max-warnings', '0']),
  await step('types', 'tsc', ['--noEmit']),
  await step('types of the database are fresh', 'node', ['scripts/generate-db-types.ts', '--verify']),
]
await build()
good.push(
  await step('rules and database', 'vitest', [
    'run',
    '--project',
    'pure',
    '--project',
    'database',
    ...process.argv.slice(2),
  ]),
  await step('journeys', 'vitest', ['run', '--project', 'journeys', ...process.argv.slice(2)]),
)

const failedSteps = good.filter((step) => !step).length
if (failedSteps > 0 && totals.failed === 0) totals.failed = failedSteps
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`)
process.exitCode = failedSteps > 0 ? 1 : 0
