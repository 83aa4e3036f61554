import { describe, expect, test } from 'vitest'
import { countPlan } from '#app/features/plans/plan.ts'
import { readPlan } from './read-plan.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a file that is read in a thread of its own', () => {
  test('becomes a plan, while this process goes on', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 1)
    const rows = Array.from(
      { length: 4000 },
      (_, at) => `## Kop ${at}\n\nEen alinea over straat ${at}, met *nadruk*.\n`,
    ).join('\n')
    const result = await readPlan({ name: 'plan.md', bytes: bytesOf(`# Wonen\n\n${rows}`) })
    clearInterval(ticking)
    expect(result.ok && countPlan(result.plan.sections).paragraphs).toBe(4000)
    expect(turns, 'turns of the event loop meanwhile').toBeGreaterThan(20)
  })

  test('says what is wrong with it', async () => {
    expect(await readPlan({ name: 'plan.docx', bytes: bytesOf('geen zip') })).toEqual({
      ok: false,
      problem: expect.stringContaining('geen echt Word-bestand'),
    })
  })

  test('is refused when it takes too long or too much memory, and nothing else stops', async () => {
    const big = {
      name: 'plan.md',
      bytes: bytesOf('Een alinea met *nadruk* en een [link](https://voorbeeld.example).\n\n'.repeat(60_000)),
    }
    const refused = { ok: false, problem: expect.stringContaining('te groot of te ingewikkeld') }
    expect(await readPlan(big, { megabytes: 32 })).toEqual(refused)
    expect(await readPlan(big, { patienceMs: 50 })).toEqual(refused)
  })
})
