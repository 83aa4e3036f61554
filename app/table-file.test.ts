import { describe, expect, test } from 'vitest'
import { Refused } from './errors.server.ts'
import { tableInFile } from './table-file.server.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, more: { mostRows?: number } = {}) =>
  tableInFile(bytesOf(text), ['naam', 'plaats'] as const, { what: 'het bestand', field: 'bestand' }, more)

describe('a table that was uploaded', () => {
  test('is read while this process keeps serving', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 1)
    const table = await read(`naam;plaats\n${'Inspreker A;Leerdam\n'.repeat(4000)}`)
    clearInterval(ticking)
    expect('records' in table && table.records.length).toBe(4000)
    expect(turns, 'turns of the event loop meanwhile').toBeGreaterThan(20)
  })

  test('of half a million short rows is not read to its end', async () => {
    for (const rows of ['a\n', '\n']) {
      expect(await read(`naam;plaats\n${rows.repeat(500_000)}`)).toEqual({
        error: { row: 20_001, field: null, message: expect.stringMatching(/gaat na deze rij nog verder/) },
      })
    }
  }, 60_000)

  test('with more rows than can be handled at once is an error that says how many', async () => {
    const rows = (count: number) => `naam;plaats\n${'a;b\n'.repeat(count)}${';\n'.repeat(50)}`
    expect(await read(rows(11), { mostRows: 10 })).toEqual({
      error: { row: 1, field: null, message: expect.stringMatching(/staan 11 rijen.*kunnen er 10/) },
    })
    expect(await read(rows(10), { mostRows: 10 })).toMatchObject({ records: { length: 10 } })
  })

  test('that takes too much time or memory is refused at its field, and the process keeps serving', async () => {
    const big = bytesOf(`naam;plaats\n${'Inspreker A;Leerdam\n'.repeat(50_000)}`)
    const where = { what: 'het bestand', field: 'bestand' }
    for (const limits of [
      { megabytes: 512, patienceMs: 1 },
      { megabytes: 8, patienceMs: 20_000 },
    ]) {
      const refused = await tableInFile(big, ['naam', 'plaats'], where, { mostRows: 100_000 }, limits).catch(
        (error: unknown) => error,
      )
      expect(refused).toBeInstanceOf(Refused)
      expect(refused).toMatchObject({ field: 'bestand', message: expect.stringMatching(/te groot of te ingewikkeld/) })
    }
  })

  test('that is not a table is refused at its field', async () => {
    await expect(read('')).rejects.toMatchObject({
      field: 'bestand',
      message: 'Dit bestand is leeg. Kies het bestand.',
    })
  })
})
