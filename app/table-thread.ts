import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from './errors.server.ts'
import { parseTableFile } from './parse-table-file.server.ts'
import type { TableReading } from './table-file.server.ts'

/** Runs in the thread that `table-file.server.ts` starts: reads one table. */
async function answer(): Promise<TableReading<string>> {
  try {
    return { table: await parseTableFile<string>(workerData) }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message }
    throw error
  }
}

parentPort?.postMessage(await answer())
