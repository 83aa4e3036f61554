import { z } from 'zod'
import type { Table } from '#app/csv-table.ts'
import { partnerInputColumns, type PartnerInputColumn } from './partner-input-file.ts'

const carried = z
  .array(z.tuple([z.int().min(1).max(1_000_000), z.array(z.string()).length(partnerInputColumns.length)]))
  .max(5000)

/**
 * What was read of a file, for a hidden field: who looked at it and agrees need not choose the file again. Rows keep the
 * numbers that they have in the file, and no line end is written as one, because a form would change it.
 */
export function carryTable(table: Table<PartnerInputColumn>): string {
  if ('error' in table) return ''
  return JSON.stringify(
    table.records.map(({ row, cells }) => [row, partnerInputColumns.map((column) => cells[column])]),
  )
}

/** The table of such a field; null for what is none. */
export function carriedTable(text: string): Table<PartnerInputColumn> | null {
  const { data } = carried.safeParse(jsonIn(text))
  if (!data) return null
  return {
    records: data.map(([row, texts]) => {
      const cell = (column: PartnerInputColumn) => texts[partnerInputColumns.indexOf(column)] ?? ''
      return {
        row,
        cells: {
          organisatie: cell('organisatie'),
          soort: cell('soort'),
          rol: cell('rol'),
          vraag: cell('vraag'),
          gedruktNummer: cell('gedruktNummer'),
          punt: cell('punt'),
        },
      }
    }),
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
