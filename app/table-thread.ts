import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from './errors.server.ts'
import { readTable } from './read-table.server.ts'
import type { ReadTable } from './table-file.server.ts'

/** What runs in the thread that `table-file.server.ts` starts: reads the one table that it was given. */
async function answer(): Promise<ReadTable<string>> {
  try {
    return { table: await readTable<string>(workerData) }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message }
    throw error
  }
}

parentPort?.postMessage(await answer())
