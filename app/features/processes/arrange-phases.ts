import type { PhaseField } from './process.schema.ts'

export type PhaseRow = Partial<Record<PhaseField, string>>

/** What a button in the form with phases does before anything is saved: 'add', 'up:2', 'down:0', 'remove:1'. */
export function arrangePhases(rows: readonly PhaseRow[], button: string): PhaseRow[] {
  if (button === 'add') return [...rows, { kind: 'processing' }]
  const [act, at] = button.split(':')
  const index = Number(at)
  if (at === undefined || !Number.isInteger(index) || index < 0 || index >= rows.length) return [...rows]
  if (act === 'remove') return rows.filter((_, place) => place !== index)
  const other = act === 'up' ? index - 1 : act === 'down' ? index + 1 : index
  return rows.map((row, place) =>
    place === index ? (rows[other] ?? row) : place === other ? (rows[index] ?? row) : row,
  )
}
