import { parentPort, workerData } from 'node:worker_threads'
import { readPlanFile } from './read-file.ts'

/** What runs in the thread that `read-plan.ts` starts: reads the one file that it was given. */
parentPort?.postMessage(await readPlanFile(workerData))
