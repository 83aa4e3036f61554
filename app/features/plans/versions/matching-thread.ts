import { parentPort, workerData } from 'node:worker_threads'
import { continuedParts } from './kept-parts.ts'
import { matchVersions } from './match-versions.ts'
import type { ComparedPart } from './matching.ts'

/** What runs in the thread that `match-in-thread.ts` starts: matches the two versions that it was given. */
const { olds, news } = workerData as { olds: ComparedPart[]; news: ComparedPart[] }
const origins = matchVersions(olds, news)
parentPort?.postMessage({ origins, continued: continuedParts(olds, news, origins) })
