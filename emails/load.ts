import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { CompiledEmail } from './compile.ts'
import { emailFolders, fileNameOf } from './folders.ts'
import type { Template } from './messages.ts'

const compiledSchema = z.object({ subject: z.string(), html: z.string(), text: z.string() })
const cache = new Map<string, { changedAt: number; email: Promise<CompiledEmail> }>()

/** The compiled message of the last build, unless its source is newer; without a build it is compiled here. */
export async function loadEmail(name: Template, { sources, compiled } = emailFolders()): Promise<CompiledEmail> {
  const changedAt = await lastChange(sources)
  const file = path.join(compiled, `${fileNameOf(name)}.json`)
  const cached = cache.get(file)
  if (cached?.changedAt === changedAt) return cached.email
  const email = read(file, changedAt).then(async (built) => {
    if (built) return built
    // The compiler loads all of mjml, so it is imported only where it is needed.
    const { compileEmail } = await import('./compile.ts')
    return compileEmail(name, sources)
  })
  cache.set(file, { changedAt, email })
  email.catch(() => cache.delete(file))
  return email
}

async function read(file: string, changedAt: number): Promise<CompiledEmail | null> {
  const built = await stat(file).catch(() => null)
  if (!built || built.mtimeMs < changedAt) return null
  return compiledSchema.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** When anything that decides how a message looks was last changed, in ms; 0 where only the build was installed. */
async function lastChange(sources: string): Promise<number> {
  const files = await readdir(sources, { recursive: true }).catch(() => [])
  const times = files
    .filter((file) => /\.(mjml|ts)$/.test(file) && !file.endsWith('.test.ts'))
    .map(async (file) => (await stat(path.join(sources, file))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}
