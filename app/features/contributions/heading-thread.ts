import { parentPort, workerData } from 'node:worker_threads'
import { headingsInOdt } from './heading-lines.ts'

/** What runs in the thread that `headings-in-file.ts` starts: reads the headings of the one file that it was given. */
parentPort?.postMessage(headingsInOdt(workerData))
