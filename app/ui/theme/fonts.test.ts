import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const folder = path.join(import.meta.dirname, '../../../public/fonts')

/** WOFF2 transforms only these two of its known tables before packing, and states their own size (WOFF2, 5.1). */
const changed = new Set([10, 11])
const FVAR = 47
const OTHER = 63

/** The axes along which a font varies, such as 'wght' (WOFF2, 4 and 5; OpenType, fvar). */
function axesOf(file: Buffer): string[] {
  const tables: { number: number; size: number }[] = []
  let at = 48
  const number128 = () => {
    let value = 0
    for (;;) {
      const byte = file.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  for (let left = file.readUInt16BE(12); left > 0; left--) {
    const flags = file.readUInt8(at++)
    const number = flags & 63
    if (number === OTHER) at += 4
    const size = number128()
    const isChanged = changed.has(number) ? flags >> 6 !== 3 : flags >> 6 !== 0
    tables.push({ number, size: isChanged ? number128() : size })
  }
  const content = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)))
  const before = tables.slice(
    0,
    tables.findIndex(({ number }) => number === FVAR),
  )
  const fvar = content.subarray(before.reduce((sum, { size }) => sum + size, 0))
  const first = fvar.readUInt16BE(4)
  return Array.from({ length: fvar.readUInt16BE(8) }, (_, axis) =>
    fvar.toString('latin1', first + axis * fvar.readUInt16BE(10)).slice(0, 4),
  )
}

test.each(readdirSync(folder).filter((name) => name.startsWith('literata') && name.endsWith('.woff2')))(
  '%s varies in weight alone: its optical size is fixed',
  (name) => {
    expect(axesOf(readFileSync(path.join(folder, name)))).toEqual(['wght'])
  },
)
