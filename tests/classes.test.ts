import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RouteConfigEntry } from '@remix-run/route-config'
import routeConfig from '#app/routes.ts'
import { definedClasses, means, modulesOf, usedClasses } from './class-names.ts'

const root = path.join(import.meta.dirname, '..')
const app = path.join(root, 'app')
const filesOf = (pattern: string) => globSync(pattern, { cwd: app }).map((file) => path.join(app, file))

/** The classes that each component uses. */
const uses = new Map(
  filesOf('**/*.tsx')
    .filter((file) => !file.includes('.test.'))
    .map((file) => [file, usedClasses(readFileSync(file, 'utf8'))]),
)
/** The classes that our own style sheets define, and those of the packages that the theme imports. */
const sheets = new Map(filesOf('**/*.css').map((file) => [file, definedClasses(file)]))
const all = (lists: Iterable<Set<string>>) => new Set([...lists].flatMap((list) => [...list]))
const short = (file: string) => path.relative(root, file)

test('a component uses no class that no style sheet defines', () => {
  const defined = [...all(sheets.values())]
  const unknown = [...uses].flatMap(([file, names]) =>
    [...names]
      .filter((name) => !defined.some((definedName) => means(name, definedName)))
      .map((name) => `${short(file)}: ${name}`),
  )
  expect(unknown).toEqual([])
})

test('no style sheet of ours defines a class that no component uses', () => {
  const used = [...all(uses.values())]
  const dead = [...sheets].flatMap(([file, names]) =>
    [...ownClasses(file, names)]
      .filter((name) => !used.some((usedName) => means(usedName, name)))
      .map((name) => `${short(file)}: ${name}`),
  )
  expect(dead).toEqual([])
})

/** The entries of the theme only import; the files of ours that they import are in this list themselves. */
const ownClasses = (file: string, names: Set<string>) =>
  ['public.css', 'staff.css'].includes(path.basename(file)) ? new Set<string>() : names

test('a class that is built begins with a word and a hyphen', () => {
  const built = [...all(uses.values())].filter((name) => name.includes('*'))
  expect(built.length).toBeGreaterThan(0)
  for (const name of built) expect(name).toMatch(/^[\w-]+-\*$/)
})

type Links = { links?: () => { rel: string; href: string }[] }

/** The style sheets that this module asks for, as files. */
async function loadedBy(file: string): Promise<string[]> {
  const { links }: Links = await import(file)
  return (links?.() ?? []).map(({ href }) => path.join(root, href.replace(/\?.*/, '')))
}

/** Every route with a screen, with the layouts around it. */
function pagesOf(entries: readonly RouteConfigEntry[], around: string[]): string[][] {
  return entries.flatMap((entry) => {
    const chain = [...around, path.join(app, entry.file)]
    const own = entry.file.endsWith('.tsx') ? [chain] : []
    return entry.children ? [...own, ...pagesOf(entry.children, chain)] : own
  })
}

// Each page is loaded with all its imports, which takes a while when nothing else has loaded them before.
describe('a page loads the style sheets of what it renders', { timeout: 60_000 }, async () => {
  const pages = pagesOf(await routeConfig, [path.join(app, 'root.tsx')])

  test('there are pages', () => {
    expect(pages.length).toBeGreaterThan(60)
  })

  test.each(pages.map((chain) => [short(chain.at(-1) ?? ''), chain] as const))('%s', async (_, chain) => {
    const loaded = (await Promise.all(chain.map(loadedBy))).flat()
    const defined = [...all(loaded.map((file) => sheets.get(file) ?? new Set<string>()))]
    const missing = [...new Set(chain.flatMap((file) => [...modulesOf(file)]))].flatMap((file) =>
      [...(uses.get(file) ?? [])]
        .filter((name) => !defined.some((definedName) => means(name, definedName)))
        .map((name) => `${short(file)}: ${name}`),
    )
    expect(missing).toEqual([])
  })
})
