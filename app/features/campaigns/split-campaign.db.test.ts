import { expect, test } from 'vitest'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import type { PieceKind } from './base-pieces.ts'
import { campaignView } from './campaign-view.server.ts'
import { confirmCampaign } from './decide-campaign.server.ts'
import { findCampaigns } from './find-campaigns.server.ts'
import { splitCampaign } from './split-campaign.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const by = await anActor(db, municipality, { innerRoles: ['processor'] })
const text =
  'Geacht college,\n\nOnze straat telt vierentwintig huizen en een brede sloot.\n\nGraag zien wij een bank bij de vijver.\n\nMet vriendelijke groet,\nInwoner'

/** Three letters that were confirmed to be one campaign, with the pieces that its page shows, and what one of them becomes. */
async function threeLetters() {
  const process = await aProcess(db, municipality)
  for (let sent = 0; sent < 3; sent++) await aContribution(db, process, { text })
  await findCampaigns(db, NOW)
  const { id } = await db
    .selectFrom('campaign')
    .select('id')
    .where('processId', '=', process.id)
    .executeTakeFirstOrThrow()
  await confirmCampaign(db, by, { process, campaignId: id, name: 'Bank bij de vijver' }, NOW)
  const base = async () =>
    (await campaignView(db, await processBySlug(db, municipality.id, process.slug), id, new URLSearchParams())).base
  const pieces = (await base())?.pieces ?? []
  const chosen = (...kinds: (PieceKind | '')[]) =>
    pieces.slice(0, kinds.length).map(({ start, end }, at) => `${start}-${end}:${kinds[at]}`)
  const split = (choices: readonly string[]) =>
    splitCampaign(db, by, { process, campaignId: id, pieces: [...choices] }, NOW)
  const points = async () => {
    const rows = await db
      .selectFrom('point')
      .select(['contributionId', 'quoteStart', 'quoteEnd'])
      .where('processId', '=', process.id)
      .execute()
    return rows.map(({ quoteStart, quoteEnd }) => text.slice(quoteStart ?? 0, quoteEnd ?? 0))
  }
  return { pieces, base, chosen, split, points }
}

test('what is chosen for each piece of the base text is split in it and in all letters, in one act', async () => {
  const { pieces, base, chosen, split, points } = await threeLetters()
  expect(pieces.map(({ words, proposed }) => [words, proposed])).toEqual([
    ['Onze straat telt vierentwintig huizen en een brede sloot.', null],
    ['Graag zien wij een bank bij de vijver.', 'point'],
  ])
  await expect(split(chosen('', 'point'))).rejects.toMatchObject({
    byField: { 'pieces[0]': expect.stringMatching(/^Kies wat dit stuk is/) },
  })
  expect(await points()).toEqual([])
  await split(chosen('noPoint', 'point'))
  expect(await points()).toEqual(Array(3).fill('Graag zien wij een bank bij de vijver.'))
  expect(await base()).toMatchObject({ points: 1, open: 0, pieces: [] })
  await expect(split(chosen('noPoint', 'point'))).rejects.toMatchObject({ code: 'finished' })
})

test('a piece may be left open on purpose, and is not passed over in silence', async () => {
  const { pieces, chosen, split, points } = await threeLetters()
  const wish = chosen('open', 'point').slice(1)
  await expect(split(wish)).rejects.toMatchObject({ code: 'sentencesOpen' })
  await split(chosen('open', 'point'))
  expect(await points()).toHaveLength(3)
  expect(pieces).toHaveLength(2)
})
