/**
 * `npm run bench:versions`: how well and how fast the paragraphs of a next version of a plan are matched with those of the version before it.
 * The plans are made by a script that knows what it changed: the real plan where it is there, and one of 5,000 paragraphs.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { blocksOf, isHeading } from '#app/features/plans/plan.ts'
import { readPlanFile } from '#app/features/plans/reading-files/read-file.ts'
import { matchInThread } from '#app/features/plans/versions/match-in-thread.ts'
import { paragraphText, randomFrom } from './dutch-texts.ts'
import { judgeVersions, sharesOf, together, type Judged } from './judge-versions.ts'
import { nextPlan, usualChanges, type Plan } from './next-plan.ts'

const SEEDS = 10
const MANY = 5000
const real = path.join(import.meta.dirname, '../../shared/input/borger-odoorn-2016.txt')

const paragraph = (text: string) => ({ kind: 'text' as const, text, html: null })

/** Matches versions made with several seeds in the worker thread; gives the shares and the slowest, in seconds. */
async function measure(olds: readonly string[], plan: Plan, seeds: number) {
  const judged: Judged[] = []
  let slowest = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const made = nextPlan(olds, seed, plan)
    const began = performance.now()
    const matched = await matchInThread(
      olds.map(paragraph),
      made.map(({ text }) => paragraph(text)),
    )
    slowest = Math.max(slowest, performance.now() - began)
    if (!matched) throw new Error('matching took too much')
    judged.push(judgeVersions(olds, made, matched.origins))
  }
  return { seeds, ...sharesOf(together(judged)), slowestSeconds: Math.round(slowest / 10) / 100 }
}

async function realPlan(): Promise<string[] | null> {
  if (!existsSync(real)) return null
  const read = await readPlanFile({ name: 'plan.txt', bytes: new Uint8Array(readFileSync(real)) })
  if (!read.ok) throw new Error(read.problem)
  return blocksOf(read.plan.sections).flatMap((block) => (isHeading(block) ? [] : [block.text]))
}

const random = randomFrom(1)
const large = Array.from({ length: MANY }, () =>
  Array.from({ length: 1 + Math.floor(random() * 3) }, () => paragraphText(random)).join(' '),
)
const times = (plan: Plan, by: number): Plan => ({
  splits: plan.splits * by,
  mergers: plan.mergers * by,
  edits: plan.edits * by,
  deletions: plan.deletions * by,
  moves: plan.moves * by,
  additions: plan.additions * by,
})

const olds = await realPlan()
const results = {
  bench: 'versions',
  real: olds && { paragraphs: olds.length, ...(await measure(olds, usualChanges, SEEDS)) },
  large: { paragraphs: MANY, ...(await measure(large, times(usualChanges, MANY / 300), 2)) },
}
const percent = (part: number) => `${Math.round(part * 1000) / 10}%`
for (const [name, result] of Object.entries(results)) {
  if (!result || typeof result === 'string') continue
  console.log(
    `${name}: ${result.paragraphs} paragraphs, ${percent(result.right)} right, ${percent(result.doubtful)} doubtful, ` +
      `${percent(result.ofWrongDoubtful)} of the wrong ones doubtful, slowest ${result.slowestSeconds} s`,
  )
  console.table(result.kinds)
}
console.log(JSON.stringify(results))
