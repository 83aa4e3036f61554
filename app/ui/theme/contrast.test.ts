import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const read = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8')
const dark = '@media screen and (prefers-color-scheme: dark) {'

/** The colours that a style sheet names, in light and in dark; dark starts from the light ones. */
function colours(name: string) {
  const css = read(name)
  const at = css.indexOf(dark)
  const until = css.indexOf('\n}', at)
  const named = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{3,6})\b/g)].map(([, key = '', value = '']) => [key, value]),
    )
  const light = named(at < 0 ? css : css.slice(0, at))
  return { light, dark: { ...light, ...(at < 0 ? {} : named(css.slice(at, until))) } }
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const figures =
    hex.length === 4 ? [...hex.slice(1)].map((figure) => figure + figure) : (hex.slice(1).match(/../g) ?? [])
  const [red = 0, green = 0, blue = 0] = figures.map((pair) => {
    const part = parseInt(pair, 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const tokens = colours('tokens.css')
const topList = colours('../../features/rankings/publication/top-list.css')

describe.each(['light', 'dark'] as const)('a part of a chart stands out from its background, %s', (scheme) => {
  const all: Record<string, string> = { ...tokens[scheme], ...topList[scheme] }
  const of = (name: string) => all[name] ?? `${name} is no colour`
  const shares = [
    '--moss',
    '--share-amber',
    '--share-amber-stripe',
    '--water',
    '--brick',
    '--share-slate',
    '--share-none',
    '--day-rest',
    '--ink',
  ]

  test.each([...shares, ...[0, 1, 2, 3, 4, 5].map((at) => `--seg-${at}`)])('%s: 3 to 1', (part) => {
    for (const ground of ['--paper', '--ground'])
      expect(contrast(of(part), of(ground)), ground).toBeGreaterThanOrEqual(3)
  })

  test.each(['--day-rest-on-band', '--focus', '--water-pale'])('%s on the dark block: 3 to 1', (part) => {
    expect(contrast(of(part), of('--band'))).toBeGreaterThanOrEqual(3)
  })

  test.each([0, 1, 2, 3, 4, 5])('and the number in --seg-%i can be read: 4.5 to 1', (at) => {
    expect(contrast(of(`--on-seg-${at}`), of(`--seg-${at}`))).toBeGreaterThanOrEqual(4.5)
  })
})

test.each(['shares.css', 'time.css', 'bar-table.css'])('%s uses these colours and no others', (name) => {
  expect(read(name).match(/fill: #[0-9a-f]+/g)).toBeNull()
})
