import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Definition } from '#app/acts/act.server.ts'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Config } from '#app/config.server.ts'
import type { CommandActor } from '#app/features/accounts/account.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import type { Database, Db } from '#db/client.server.ts'

/** What a command gets: its words, and the installation it works on. */
export type Run = {
  db: Db
  database: Database
  config: Config
  now: Date
  /** Words after the name of the command. */
  words: string[]
  /** Values of --options; an option without a value is 'true'. */
  options: Map<string, string[]>
}

export type Command = {
  /** As it is typed, such as 'import plan FILE --traject SLUG'. */
  usage: string
  about: string
  options: string[]
  /** The acts that it does; one that only shows something has none. */
  acts?: readonly { definition: Definition }[]
  /** Whether it works on an installation that has no municipality yet. */
  beforeDemo?: boolean
  /** Returns what goes to stdout; lines for people go to stderr through `say`. */
  run(run: Run): Promise<string | null>
}

/** Says something to whoever typed the command, beside the result. */
export function say(line: string) {
  process.stderr.write(`${line}\n`)
}

/** Splits typed words into words and options. Throws Refused on an option that the command does not know. */
export function readWords(args: string[], command: Command): Pick<Run, 'words' | 'options'> {
  const known = Object.fromEntries(
    [...command.options, 'gemeente'].map((name) => [name, { type: 'string' as const, multiple: true }]),
  )
  try {
    const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true, strict: true })
    return {
      words: positionals,
      options: new Map(
        Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : []]),
      ),
    }
  } catch (error) {
    throw new Refused(`${error instanceof Error ? error.message : String(error)}\nGebruik: ${command.usage}`)
  }
}

/** The value of an option that may be left out. */
export const optional = ({ options }: Run, name: string): string | null => options.get(name)?.at(-1) ?? null

/** The value of an option that is needed. */
export function needed(run: Run, name: string, usage: string): string {
  const value = optional(run, name)
  if (!value) throw new Refused(`--${name} ontbreekt.\nGebruik: ${usage}`)
  return value
}

/** The word at a place that is needed. */
export function word({ words }: Run, index: number, name: string, usage: string): string {
  const value = words[index]
  if (!value) throw new Refused(`${name} ontbreekt.\nGebruik: ${usage}`)
  return value
}

/** The municipality of --gemeente; it may be left out where there is only one. */
export async function municipalityOf(run: Run): Promise<{ id: string; slug: string; by: CommandActor }> {
  const slug = optional(run, 'gemeente')
  const all = await run.db.selectFrom('municipality').select(['id', 'slug']).orderBy('slug').execute()
  const found = slug ? all.find((one) => one.slug === slug) : all.length === 1 ? all[0] : undefined
  if (found) return { ...found, by: { kind: 'command', id: null, municipalityId: found.id } }
  if (slug)
    throw new Refused(`Er is geen gemeente ${slug}. Er zijn: ${all.map((one) => one.slug).join(', ') || 'nog geen'}.`)
  throw new Refused(
    all.length === 0
      ? 'Er is nog geen gemeente. Maak er een met: municipality create'
      : `Er zijn meer gemeenten. Kies er een met --gemeente: ${all.map((one) => one.slug).join(', ')}.`,
  )
}

/** The process of --traject. */
export async function processOf(run: Run, usage: string): Promise<Process & { by: CommandActor }> {
  const slug = needed(run, 'traject', usage)
  const { id: municipalityId, by } = await municipalityOf(run)
  try {
    return { ...(await processBySlug(run.db, municipalityId, slug)), by }
  } catch (error) {
    if (error instanceof NotFound) throw new Refused(`Er is geen traject ${slug}.`)
    throw error
  }
}

/** The content of a file, or a plain sentence about why it can't be read. The name is as it was typed, also in another folder. */
export async function bytesOf({ config }: Pick<Run, 'config'>, file: string): Promise<Uint8Array<ArrayBuffer>> {
  let code: string | undefined
  for (const folder of ['', config.calledFrom ?? '']) {
    try {
      return await readFile(path.resolve(folder, file))
    } catch (error) {
      code = (error as NodeJS.ErrnoException).code
      if (code !== 'ENOENT') break
    }
  }
  throw new Refused(
    code === 'ENOENT' ? `Het bestand ${file} is er niet.` : `Het bestand ${file} is niet te lezen (${code}).`,
  )
}

/** A wrong encoding would change what people wrote, so it is refused rather than guessed. */
export function asUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refused('Het bestand is geen UTF-8. Bewaar het in Excel als "CSV UTF-8 (door komma’s gescheiden)".')
  }
}
