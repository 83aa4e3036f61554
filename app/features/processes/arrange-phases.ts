import { z } from 'zod'
import { phaseField, phaseFields, type PhaseField } from './process.schema.ts'

export type PhaseRow = { [Field in PhaseField]?: string | undefined }

const text = z.string().optional()
export const phaseRow = z.object({ kind: text, title: text, opensOn: text, closesOn: text, whenText: text })

export const arrangements = ['add', 'up', 'down', 'remove'] as const
export type Arrangement = (typeof arrangements)[number]

/** The rows as a button in the form with phases leaves them, before anything is saved; one that is not there stays away. */
export function arranged(rows: readonly PhaseRow[], how: Arrangement, index = -1): PhaseRow[] {
  if (how === 'add') return [...rows, { kind: 'processing' }]
  if (how === 'remove') return rows.filter((_, place) => place !== index)
  const other = how === 'up' ? index - 1 : index + 1
  const [row, neighbour] = [rows[index], rows[other]]
  if (!row || !neighbour) return [...rows]
  return rows.map((each, place) => (place === index ? neighbour : place === other ? row : each))
}

/** Where the focus belongs once the rows stand in their new order: on the row that moved, or on the one that was added. */
export function focusAfter(how: Arrangement, index: number, rows: number): { act: Arrangement; index: number } {
  if (how === 'add') return { act: how, index: rows - 1 }
  if (how === 'remove') return { act: 'down', index: Math.min(index, rows - 1) }
  return { act: how, index: how === 'up' ? index - 1 : index + 1 }
}

/** What the form shows after an arranging button. */
export const phaseArrangement = z.object({
  rows: z.array(phaseRow),
  focus: z.object({ act: z.enum(arrangements), index: z.number() }),
})

/** The rows that someone typed, in order of their numbers, by the names that the fields have in the form. */
export function typedRows(values: Record<string, string[]>): PhaseRow[] {
  const places = Object.keys(values).flatMap((name) => /^phases\[(\d+)\]\.kind$/.exec(name)?.[1] ?? [])
  return places
    .map(Number)
    .sort((one, other) => one - other)
    .map((place) =>
      Object.fromEntries(
        phaseFields.flatMap((field) => {
          const value = values[phaseField(place, field)]?.[0]
          return value === undefined ? [] : [[field, value]]
        }),
      ),
    )
}
