import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const routes = path.join(import.meta.dirname, '..', 'app', 'routes')
const files = readdirSync(routes, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\./.test(file.name))
  .map((file) => path.relative(routes, path.join(file.parentPath, file.name)))
  .sort()

const audienceOfFolder: Record<string, string> = {
  public: 'everyone',
  official: 'official',
  council: 'council',
  partner: 'partner',
}

describe('every loader and action is guarded by itself, for the audience of its folder', () => {
  test('there are routes', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(files)('%s', async (file) => {
    const module: Record<string, unknown> = await import(path.join(routes, file))
    const wanted = audienceOfFolder[file.split(path.sep)[0] ?? '']
    expect(wanted, 'a route lives in the folder of its audience').toBeDefined()
    for (const name of ['loader', 'action']) {
      const guarded = module[name]
      if (guarded === undefined) continue
      expect(guarded, `${name} has a guard`).toHaveProperty('audience', wanted)
    }
    expect(module.loader ?? module.action, 'a route without a loader is open to everyone').toBeDefined()
  })
})

test.each(files.filter((file) => file.startsWith('public')))(
  'Remix is not loaded in the browser by %s',
  async (file) => {
    const { handle }: { handle?: { interactive?: boolean } } = await import(path.join(routes, file))
    expect(handle?.interactive ?? false, 'a public page gets a small script of its own').toBe(false)
  },
)
