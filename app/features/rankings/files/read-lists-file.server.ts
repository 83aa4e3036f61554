import { tableInFile } from '#app/table-file.server.ts'
import { MOST_GROUPS, MOST_TOPICS } from '#app/features/rankings/session.ts'
import { rankingColumns } from './export-ranking.ts'
import type { ReadLists } from './import-lists.server.ts'
import { checkLists } from './lists-file.ts'

/** Name of the field that a file with lists comes in by. */
export const LISTS_FIELD = 'bestand'

/** Reads a CSV or XLSX file with lists. Throws Refused, at the field, on what is neither. */
export async function readListsFile(bytes: Uint8Array): Promise<ReadLists> {
  const table = await tableInFile(
    bytes,
    rankingColumns,
    { what: 'het bestand met de lijsten', field: LISTS_FIELD },
    { mostRows: MOST_GROUPS * MOST_TOPICS },
  )
  return (k) => checkLists(table, k)
}
