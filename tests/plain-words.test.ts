import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')

/** The sources of what people may read: pages, messages, and functions that compose sentences. */
const sources = ['app', 'emails'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (file) =>
        file.isFile() &&
        /\.(tsx?|mjml)$/.test(file.name) &&
        !/\.test\.tsx?$/.test(file.name) &&
        !file.parentPath.includes('compiled'),
    )
    .map((file) => path.relative(root, path.join(file.parentPath, file.name))),
)
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8').replace(/\s+/g, ' ')
const where = (words: RegExp, files = sources) => files.filter((file) => words.test(textOf(file)))

describe('sentences for residents', () => {
  test('are found', () => {
    expect(where(/Wij hebben uw reactie ontvangen/)).toContain('emails/receipt.mjml')
  })

  test.each([
    [
      'an expected moment follows no preposition, because it may be "binnen zes weken" or "december"',
      /verwachten (?:wij|we) in \{/,
    ],
    ['taking topics together is explained as what changes', /dan telt per groep/],
    ['adding up places is explained without "the lowest sum wins"', /laagste som wint/i],
    ['nobody is asked whether they are only reading', /Leest u alleen\?/],
    ['a message says once who invites', /nodigt u uit namens/],
  ])('%s', (_, words) => {
    expect(where(words)).toEqual([])
  })

  test('the steps of the form do not use the official word "inspreker"', () => {
    const form = sources.filter((file) =>
      /routes\/public\/(react|receipt)|contributions\/(Reaction|Saved|Forget|reaction-words)/.test(file),
    )
    expect(form.length).toBeGreaterThan(5)
    expect(where(/inspreker/i, form)).toEqual([])
  })
})
