import { parentPort, workerData } from 'node:worker_threads'
import { problemInFile } from './problem-in-file.ts'

/** What runs in the thread that `known-file.ts` starts: looks through the one file that it was given; false for nothing wrong. */
parentPort?.postMessage((await problemInFile(workerData)) ?? false)
