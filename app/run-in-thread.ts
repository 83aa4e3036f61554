import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'

/** What reading one file may take: memory in MB, and time in ms from the moment that it starts. */
export type ThreadLimits = { megabytes: number; patienceMs: number }

/** Files that are read at the same moment; others wait, so that many uploads together take no more memory. */
const AT_ONCE = 2
let reading = 0
const waiting: (() => void)[] = []

/**
 * Runs a thread on the given data and resolves with its one message. This process goes on serving meanwhile, and the
 * thread ends where its limits end, whatever an uploaded file makes it do. Null for a file that would take more; throws
 * when the thread failed. `file` is named from the root, such as 'app/table-thread.ts'.
 */
export async function runInThread<Result>(file: string, given: unknown, limits: ThreadLimits): Promise<Result | null> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else reading++
  try {
    return await run(file, given, limits)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else reading--
  }
}

async function run<Result>(
  file: string,
  given: unknown,
  { megabytes, patienceMs }: ThreadLimits,
): Promise<Result | null> {
  const thread = new Worker(threadFile(file), {
    workerData: given,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  try {
    return await new Promise<Result | null>((resolve, reject) => {
      const timer = setTimeout(() => resolve(null), patienceMs)
      thread.once('message', resolve)
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null)
        else reject(error)
      })
      thread.once('exit', (code) => {
        clearTimeout(timer)
        reject(new Error(`the thread ${file} ended with ${code} and no answer`))
      })
    })
  } finally {
    await thread.terminate()
  }
}

/** Searches upward for the file, because this module also runs from a bundle in build/. */
function threadFile(file: string): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, file))) return path.join(folder, file)
    if (folder === path.dirname(folder)) throw new Error(`${file} is nowhere above ${import.meta.dirname}`)
  }
}
