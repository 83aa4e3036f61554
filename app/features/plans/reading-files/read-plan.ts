import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PlanFile, ReadResult } from './read-file.ts'

/** The largest plans that are read need about half of this, in MB; what needs more would take memory that visitors need. */
const MOST_MEMORY = 1024
/** The largest plans are read in about ten seconds on a slow machine. */
const PATIENCE_MS = 60_000

const TOO_MUCH =
  'Dit bestand is te groot of te ingewikkeld om te lezen. ' +
  'Haal grote tabellen of wat niet bij het plan hoort eruit, en upload het opnieuw.'

/**
 * Reads a plan file of any format we know, in a thread of its own: it takes seconds, in which this process goes on serving,
 * and it can take no more memory or time than it was given. What can't be read comes back as a Dutch sentence for the form.
 */
export async function readPlan(file: PlanFile, { megabytes = MOST_MEMORY, patienceMs = PATIENCE_MS } = {}): Promise<ReadResult> {
  const thread = new Worker(threadFile(), {
    workerData: file,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  try {
    return await new Promise<ReadResult>((resolve, reject) => {
      const timer = setTimeout(() => resolve({ ok: false, problem: TOO_MUCH }), patienceMs)
      thread.once('message', resolve)
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ ok: false, problem: TOO_MUCH })
        else reject(error)
      })
      thread.once('exit', (code) => {
        clearTimeout(timer)
        reject(new Error(`the thread that reads a plan ended with ${code} and no answer`))
      })
    })
  } finally {
    await thread.terminate()
  }
}

/** Works from here and from a bundle in build/, which is why it looks for the house itself instead of counting folders. */
function threadFile(): string {
  const file = path.join('app', 'features', 'plans', 'reading-files', 'reading-thread.ts')
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, file))) return path.join(folder, file)
    if (folder === path.dirname(folder)) throw new Error(`${file} is nowhere above ${import.meta.dirname}`)
  }
}
