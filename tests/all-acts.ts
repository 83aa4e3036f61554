import { globSync } from 'node:fs'
import path from 'node:path'
import type { Act } from '#app/acts/act.server.ts'

const app = path.join(import.meta.dirname, '..', 'app')

function isAct(value: unknown): value is Act {
  return typeof value === 'function' && 'definition' in value
}

/** Every act of the house, with the file that defines it. */
export async function allActs(): Promise<{ file: string; act: Act }[]> {
  // Some acts need parts of later rooms, and are made where those are put together.
  const files = globSync(['features/**/*.server.ts', '*-parts.server.ts'], { cwd: app }).sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(path.join(app, file))
      return Object.values(module)
        .filter(isAct)
        .map((act) => ({ file, act }))
    }),
  )
  return found.flat()
}
