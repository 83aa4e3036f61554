import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { changePoint } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { markPoint } from './mark-point.server.ts'

const { db } = await testDatabase()
let by: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeAll(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality)
  process = await aProcess(db, municipality)
})

async function has(table: 'point' | 'contribution', id: string, word: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select words @@ plainto_tsquery('dutch_unaccent', ${word}) as found from ${sql.table(table)} where id = ${id}`.execute(
    db,
  )
  return rows[0]?.found ?? false
}

describe('the words that searching looks at', () => {
  test('are those of the marked piece, after characters of two units too, and of the summary; and change with them', async () => {
    const text = '😀😀 De bus rijdt niet. Het veld is nat.'
    const contribution = await aContribution(db, process, { text })
    const range = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
    const { id } = await markPoint(
      db,
      by,
      { process, contributionId: contribution.id, range: range('De bus rijdt niet.'), summary: 'Ideeën' },
      NOW,
    )
    expect(await Promise.all(['bus', 'ideeen', 'gemeente', 'veld'].map((word) => has('point', id, word)))).toEqual([
      true,
      true,
      false,
      false,
    ])
    await changePoint(db, by, { process, pointId: id, range: range('Het veld is nat.'), summary: '' }, NOW)
    expect(await Promise.all(['bus', 'ideeen', 'veld'].map((word) => has('point', id, word)))).toEqual([
      false,
      false,
      true,
    ])
  })

  test('never keep a reaction away, however many and however strange its words are', async () => {
    // Letters of four bytes, and every word joined: the most that a text of the greatest length can ask of the index.
    const letter = (n: number) => String.fromCodePoint(0x10400 + (Math.floor(n) % 80))
    const words = Array.from(
      { length: 100_000 / 8 },
      (_, n) => `${letter(n)}${letter(n / 80)}${letter(n / 6400)}-${letter(n / 6400)}${letter(n)}${letter(n / 80)} `,
    )
    const { id } = await aContribution(db, process, { text: words.join('') })
    expect(await has('contribution', id, words.at(-1) ?? '')).toBe(true)
  })
})
