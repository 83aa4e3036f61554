import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const sources = ['app', 'server'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.(test|fixture)\.tsx?$/.test(file.name))
    .map((file) => path.join(file.parentPath, file.name))
    .map((file) => ({ file: path.relative(root, file), source: readFileSync(file, 'utf8') })),
)
const filesWith = (pattern: RegExp) =>
  sources.flatMap(({ file, source }) => (pattern.test(source) ? [file] : [])).sort()

/** Who reads what was posted, and why. */
const readers = {
  // Only this door calls acts from forms.
  'app/forms/form-action.server.ts': 'formAction and programAction',
  // The guard answers a form that cannot be read, and keeps a form of someone who must log in first.
  'app/features/accounts/guard.server.ts': 'interrupted forms',
  // Gives back what was typed when it is too busy, and takes out the moment of first arrival.
  'server/pressure.ts': 'refused forms',
}

describe('forms have one door', () => {
  test('only the door and the guard read what was posted', () => {
    expect(sources.length).toBeGreaterThan(500)
    expect(filesWith(/\.formData\b/)).toEqual(Object.keys(readers).sort())
  })

  test('a button that acts is called act, the mark of what was seen is seen, and the key of a form is key', () => {
    expect(filesWith(/\bname=\{?["'`](?:actie|knop|intent|gezien|sleutel)\b/)).toEqual([])
    expect(filesWith(/\bform(?:Data)?\.(?:get|getAll|has)\(["'`](?:actie|knop|intent|gezien|sleutel)\b/)).toEqual([])
    expect(sources.map(({ file }) => file).filter((file) => path.basename(file).startsWith('act-on-'))).toEqual([])
  })
})

const exported = /^export (?:async )?(?:function|const) (\w+)/gm

test('an exported word has one meaning: no two files of the house export the same name', () => {
  const homes = new Map<string, string[]>()
  for (const { file, source } of sources) {
    // Each route exports what Remix asks for.
    if (file.startsWith('app/routes/')) continue
    for (const [, name = ''] of source.matchAll(exported)) homes.set(name, [...(homes.get(name) ?? []), file])
  }
  const twice = [...homes].filter(([, files]) => files.length > 1)
  expect(Object.fromEntries(twice)).toEqual({})
})
