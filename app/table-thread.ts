import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from './errors.server.ts'
import { parseRawTable, parseTableFile } from './parse-table-file.server.ts'
import type { RawReading, TableReading } from './table-file.server.ts'

/** Runs in the thread that `table-file.server.ts` starts: reads one table. */
async function answer(): Promise<TableReading<string> | RawReading> {
  try {
    if (!('columns' in workerData)) return { raw: await parseRawTable(workerData) }
    return { table: await parseTableFile<string>(workerData) }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message }
    throw error
  }
}

parentPort?.postMessage(await answer())
