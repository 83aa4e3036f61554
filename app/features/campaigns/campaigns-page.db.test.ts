import { v7 as uuid } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { aContribution, aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { campaignsIn, campaignsOf } from './campaigns-page.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
let baseLetter: string

const addCampaigns = (count: number, state: 'found' | 'confirmed', lettersOf: (n: number) => number) =>
  db
    .insertInto('campaign')
    .values(
      Array.from({ length: count }, (_, n) => ({
        ...{ municipalityId: process.municipalityId, processId: process.id, id: uuid(), baseLetter, foundAt: NOW },
        ...{ state, letters: lettersOf(n), name: `Campagne ${n}`, decidedAt: state === 'found' ? null : NOW },
      })),
    )
    .execute()

beforeAll(async () => {
  process = await aProcess(db, await aMunicipality(db))
  baseLetter = (await aContribution(db, process, { text: 'Leg eerst panelen op daken.' })).id
  await addCampaigns(120, 'confirmed', (n) => 3 + (n % 7))
  await addCampaigns(51, 'found', () => 4)
})

/** The pages of the confirmed campaigns from a place on, in the direction of these links. */
async function pagesOf(direction: 'next' | 'previous', from: string | null) {
  const pages: string[][] = []
  for (let at: { from: string | null } | null = { from }; at !== null;) {
    const { confirmed } = await campaignsOf(db, process, { confirmed: at.from })
    pages.push(confirmed.campaigns.map(({ id }) => id))
    at = confirmed[direction]
  }
  return pages
}

describe('campaigns beyond the first page', () => {
  test('are reached by going on, each once, those with most letters first, and left again the same way', async () => {
    const forth = await pagesOf('next', null)
    expect(forth.map((page) => page.length)).toEqual([50, 50, 20])
    expect(forth.flat()).toEqual((await campaignsIn(db, process, 'confirmed', { limit: 1000 })).map(({ id }) => id))
    const { confirmed } = await campaignsOf(db, process, {})
    const second = (await campaignsOf(db, process, { confirmed: confirmed.next?.from })).confirmed
    expect(await pagesOf('previous', second.next?.from ?? null)).toEqual(forth.toReversed())
  })

  test('of one state leave the other lists at their beginning', async () => {
    const first = await campaignsOf(db, process, {})
    const { found, confirmed, refused } = await campaignsOf(db, process, { found: first.found.next?.from })
    expect(found).toMatchObject({ campaigns: [{ letters: 4 }], previous: { from: null }, next: null })
    expect(confirmed).toEqual(first.confirmed)
    expect(refused).toEqual({ campaigns: [], previous: null, next: null })
  })

  test('keep their place when letters join the campaign with which a page begins', async () => {
    const first = (await campaignsOf(db, process, {})).confirmed
    const from = first.next?.from ?? ''
    const [begins] = (await campaignsOf(db, process, { confirmed: from })).confirmed.campaigns
    const rows = db.updateTable('campaign').where('id', '=', begins?.id ?? '')
    await rows.set({ letters: 500 }).execute()
    const { campaigns } = (await campaignsOf(db, process, { confirmed: from })).confirmed
    expect(campaigns).toHaveLength(50)
    expect(campaigns.map(({ id }) => id)).not.toContain(begins?.id)
    await rows.set({ letters: begins?.letters ?? 0 }).execute()
  })

  test.each(['onzin', '3.geen-id', '0.00000000-0000-7000-8000-000000000000', '9.' + '0'.repeat(36)])(
    'are shown from the beginning when %s is no place in the list',
    async (from) => {
      expect((await campaignsOf(db, process, { confirmed: from })).confirmed).toEqual(
        (await campaignsOf(db, process, {})).confirmed,
      )
    },
  )
})
