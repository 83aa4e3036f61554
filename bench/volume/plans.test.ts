import { describe, expect, test } from 'vitest'
import { linesOf, plansIn, rowsRead, type PlanNode } from './plans.ts'

const plan: PlanNode = {
  ...{ 'Node Type': 'Limit', 'Actual Rows': 50, 'Actual Loops': 1 },
  Plans: [
    {
      ...{ 'Node Type': 'Index Scan', 'Relation Name': 'point_work', 'Index Name': 'point_work_in_order' },
      ...{ 'Actual Rows': 50, 'Actual Loops': 1, 'Rows Removed by Filter': 164_950 },
    },
    { 'Node Type': 'Index Scan', 'Relation Name': 'point', 'Actual Rows': 1, 'Actual Loops': 50 },
    { 'Node Type': 'Seq Scan', 'Relation Name': 'theme', 'Actual Rows': 20, 'Actual Loops': 1 },
  ],
}
const written = JSON.stringify({ 'Query Text': 'select 1', Plan: plan }, null, 2)
const log = `2026-11-30 LOG:  duration: 12.5 ms  plan:\n${written.replaceAll(/^/gm, '\t')}\n2026-11-30 LOG:  something else\n`

describe('plans', () => {
  test('are found in the log', () => {
    expect(plansIn(log + log)).toEqual([
      { text: 'select 1', ms: 12.5, plan },
      { text: 'select 1', ms: 12.5, plan },
    ])
    expect(plansIn('LOG:  checkpoint complete\n')).toEqual([])
  })

  test('count what was read of a table and not kept, and each loop', () => {
    expect(rowsRead(plan, ['point_work'])).toBe(165_000)
    expect(rowsRead(plan, ['point'])).toBe(50)
    expect(rowsRead(plan, ['point', 'point_work'])).toBe(165_050)
    expect(rowsRead(plan, ['answer'])).toBe(0)
  })

  test('are shown with what they read', () => {
    expect(linesOf(plan).slice(0, 2)).toEqual([
      'Limit, 50 rows',
      '  Index Scan point_work by point_work_in_order, 165000 rows',
    ])
  })
})
