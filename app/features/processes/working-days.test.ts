import { describe, expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts'

const bridge = [{ day: '2026-05-15', name: 'een brugdag' }]

describe('working days', () => {
  test('are no weekend, no public holiday and no day that the municipality designated', () => {
    const days = ['2026-05-13', '2026-05-14', '2026-05-15', '2026-05-16', '2026-05-18']
    expect(days.filter((day) => isWorkingDay(day, []))).toEqual(['2026-05-13', '2026-05-15', '2026-05-18'])
    expect(days.filter((day) => isWorkingDay(day, bridge))).toEqual(['2026-05-13', '2026-05-18'])
  })

  test('are counted on over weekends and holidays, in both directions', () => {
    expect(addWorkingDays('2026-05-13', 0, [])).toBe('2026-05-13')
    expect(addWorkingDays('2026-05-13', 1, [])).toBe('2026-05-15')
    expect(addWorkingDays('2026-05-13', 1, bridge)).toBe('2026-05-18')
    expect(addWorkingDays('2026-05-18', -1, bridge)).toBe('2026-05-13')
    expect(addWorkingDays('2026-12-24', 1, [])).toBe('2026-12-28')
  })

  test('between two days are those after the first, up to and including the second', () => {
    expect(workingDaysBetween('2026-05-13', '2026-05-13', [])).toBe(0)
    expect(workingDaysBetween('2026-05-13', '2026-05-18', [])).toBe(2)
    expect(workingDaysBetween('2026-05-18', '2026-05-13', [])).toBe(-2)
    expect(workingDaysBetween('2026-05-13', '2026-05-18', bridge)).toBe(1)
  })
})
