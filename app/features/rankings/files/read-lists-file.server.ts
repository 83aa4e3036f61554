import { readTableFile } from '#app/table-file.server.ts'
import { rankingColumns } from './export-ranking.ts'
import type { ReadLists } from './import-lists.server.ts'
import { checkLists } from './lists-file.ts'

/** Reads a CSV or XLSX file with lists. Throws Refused, at the field, on what is neither. */
export async function readListsFile(bytes: Uint8Array): Promise<ReadLists> {
  const table = await readTableFile(bytes, rankingColumns)
  return (k) => checkLists(table, k)
}
