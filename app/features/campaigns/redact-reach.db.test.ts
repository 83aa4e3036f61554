import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { openFindings } from '#app/features/answers/open-findings.server.ts'
import { publicPointsById } from '#app/features/answers/public-points.server.ts'
import { unredactRange } from '#app/features/answers/redact-range.server.ts'
import { searchWords } from '#app/features/answers/search-words.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { redactWords } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { joinCampaign } from './campaign-letters.server.ts'
import { confirmCampaign } from './decide-campaign.server.ts'
import { findCampaigns } from './find-campaigns.server.ts'
import { splitCampaign } from './split-campaign.server.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
let official: Actor

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  process = await aProcess(db, municipality)
})

const letter = async (text: string) => (await aContribution(db, process, { text, name: '' })).id
async function pointIn(contributionId: string, text: string, words: string) {
  const range = { start: text.indexOf(words), end: text.indexOf(words) + words.length }
  return (await markPoint(db, official, { process, contributionId, range }, NOW)).id
}
/** A letter with a point of these words, or of all of it. */
const aPointOf = async (text: string, words = text) => pointIn(await letter(text), text, words)
const hide = (pointId: string, words: string) =>
  redactWords(db, official, { process, pointId, words, reason: 'personName' }, NOW)
const wordsOf = async (pointId: string) => (await publicPointsById(db, process, [pointId])).get(pointId)?.words ?? ''
async function foundAtTheGate() {
  await inTransaction(db, (trx) => searchWords(trx, process))
  return (await openFindings(db, process, rounds)).first.flatMap(({ findings }) => findings.map(({ text }) => text))
}

const BEL = 'Bel Harm Veenstra daarover.'
const HIDDEN = 'Bel [weggelaten: naam] daarover.'
const OWN = 'Ik woon hier al lang.'

describe('words of a stretch that is no point yet', () => {
  test.each([
    ['as a sentence', `${OWN} ${BEL}`, BEL, HIDDEN],
    ['as two sentences', `${OWN} ${BEL} Hij weet het.`, `${BEL} Hij weet het.`, `${HIDDEN} Hij weet het.`],
  ])('go out of letters that have it as a point: %s', async (_, text, said, shown) => {
    const others = [await aPointOf(said), await aPointOf(said.replace('Bel', 'BEL'))]
    const { letters } = await hide(await aPointOf(text, OWN), 'Harm Veenstra')
    expect(letters).toBe(2)
    expect(await wordsOf(others[0] ?? '')).toBe(shown)
    expect(await wordsOf(others[1] ?? '')).toBe(shown.replace('Bel', 'BEL'))
  })

  test('go out of them when it becomes a point, at the latest', async () => {
    const said = `${'Dat is zo. '.repeat(8)}${BEL}`
    const other = await aPointOf(said)
    const text = `${OWN} ${said} Groet.`
    const contributionId = await letter(text)
    await hide(await pointIn(contributionId, text, OWN), 'Harm Veenstra')
    expect(await wordsOf(other)).toContain('Veenstra')
    expect(await foundAtTheGate()).toEqual(['Harm Veenstra'])
    await pointIn(contributionId, text, said)
    expect(await wordsOf(other)).toContain(HIDDEN)
  })
})

/** Points that a campaign shares, as its split links them. */
async function shared(pointIds: readonly string[]) {
  const id = uuid()
  await sql`insert into campaign (municipality_id, process_id, id, state, name, found_at, decided_at, base_letter)
    select municipality_id, process_id, ${id}, 'confirmed', 'Molens', ${NOW}, ${NOW}, contribution_id from point where id = ${pointIds[0]}`.execute(
    db,
  )
  await sql`insert into campaign_point (municipality_id, process_id, campaign_id, point_id, shared_id)
    select ${process.municipalityId}, ${process.id}, ${id}, point_id, ${pointIds[0]} from unnest(${pointIds}::uuid[]) as point_id`.execute(
    db,
  )
}

test('words go out of what says the same as something that says the same, however many steps away', async () => {
  const first = await aPointOf(BEL)
  const second = await aPointOf('Bel Harm Veenstra, daarover!')
  const third = await aPointOf('Bel toch Harm Veenstra hierover.')
  const fourth = await aPointOf('Bel toch Harm Veenstra, hierover')
  const fifth = await aPointOf('Bel nu toch Harm Veenstra hierover.')
  const apart = await aPointOf('Bel niet met Harm Veenstra.')
  await shared([second, third])
  await shared([fourth, fifth])
  expect((await hide(first, 'Harm Veenstra')).letters).toBe(4)
  const all = await Promise.all([first, second, third, fourth, fifth].map(wordsOf))
  expect(all.filter((words) => words.includes('Veenstra'))).toEqual([])
  // What says something of its own is looked at by someone.
  expect(await wordsOf(apart)).toContain('Veenstra')
  expect(await foundAtTheGate()).toEqual(['Harm Veenstra'])
})

test.each([
  ['with a sentence of its own in between', 'Bel Harm Veenstra. Ik meen het. Hij woont op de Brink in Borger.'],
  ['with only the first of them', 'Bel Harm Veenstra. Ik meen het.'],
  ['with only the last of them', 'Ik meen het. Hij woont op de Brink in Borger.'],
])('of words over two sentences nothing becomes public in a letter %s', async (_, text) => {
  const one = await aPointOf('Bel Harm Veenstra. Hij woont op de Brink in Borger.')
  const other = await aPointOf(text)
  const inCampaign = await aPointOf(text.replace('Ik meen het', 'Dat meen ik'))
  await shared([one, inCampaign])
  await hide(one, 'Harm Veenstra. Hij woont op de Brink')
  const tells = /Veenstra|Brink/g
  expect((await wordsOf(inCampaign)).match(tells)).toBeNull()
  // In a letter that says something else too, the gate shows each.
  const found = await foundAtTheGate()
  expect(found.join().match(tells)).toEqual(text.match(tells))
  expect((await wordsOf(other)).match(tells)).toEqual(text.match(tells))
})

test('a new point loses what any of very many others lost, not only the first of them', async () => {
  const { id: pointId, contributionId } = await (async () => {
    const id = await letter(BEL)
    return { id: await pointIn(id, BEL, BEL), contributionId: id }
  })()
  await sql`insert into point (municipality_id, id, process_id, contribution_id, contributor_id, quote_start, quote_end, created_at)
    select municipality_id, gen_random_uuid(), process_id, id, contributor_id, 0, length(text), ${NOW} from contribution, generate_series(1, 400)
    where id = ${contributionId}`.execute(db)
  const last = await letter(BEL)
  await pointIn(last, BEL, BEL)
  // Of one letter only, as before they went together.
  const range = { start: 4, end: 17 }
  await inTransaction(db, (trx) =>
    leaveOut(trx, official, process, [{ contributionId: last, range, reason: 'personName' }], NOW),
  )
  expect(await wordsOf(pointId)).toBe(BEL)
  expect(await wordsOf(await aPointOf(BEL))).toBe(HIDDEN)
})

describe('what was given in another way and says the same', () => {
  const others = [
    ['an answer of a partner', 'partnerResponse', 'reaction'],
    ['a motivation of a council group', 'groupMotivation', 'groupMotivation'],
  ] as const
  const become = (kind: string, ...pointIds: string[]) =>
    sql`update contribution set kind = ${kind} where id in (select contribution_id from point where id = any(${pointIds}::uuid[]))`.execute(
      db,
    )

  test.each(others)('keeps its words, as %s', async (_, kind, otherKind) => {
    const [one, other] = [await aPointOf(BEL), await aPointOf(BEL)]
    await shared([await aPointOf('Bel dan Harm Veenstra daarover.'), await aPointOf('Bel dus Harm Veenstra daarover.')])
    await become(kind, other)
    await become(otherKind, one)
    expect((await hide(one, 'Harm Veenstra')).letters).toBe(0)
    expect(await wordsOf(one)).toBe(HIDDEN)
    expect(await wordsOf(other)).toBe(BEL)
  })

  test.each(others)('keeps its words when it becomes a point later, as %s', async (_, kind, otherKind) => {
    const late = await letter(BEL)
    await sql`update contribution set kind = ${kind} where id = ${late}`.execute(db)
    const one = await aPointOf(BEL)
    await become(otherKind, one)
    await hide(one, 'Harm Veenstra')
    expect(await wordsOf(await pointIn(late, BEL, BEL))).toBe(BEL)
    expect(await wordsOf(one)).toBe(HIDDEN)
  })

  test.each(others)(
    'keeps its words when what was left out before becomes a point, as %s',
    async (_, kind, otherKind) => {
      const other = await aPointOf(BEL)
      await become(kind, other)
      const late = await letter(`${OWN} ${BEL}`)
      await sql`update contribution set kind = ${otherKind} where id = ${late}`.execute(db)
      await hide(await pointIn(late, `${OWN} ${BEL}`, OWN), 'Harm Veenstra')
      expect(await wordsOf(await pointIn(late, `${OWN} ${BEL}`, BEL))).toBe(HIDDEN)
      expect(await wordsOf(other)).toBe(BEL)
    },
  )
})

test('more places than one statement puts back come back together', async () => {
  const text = 'Els zegt dat. '.repeat(1001).trim()
  const pointId = await aPointOf(text)
  const start = text.lastIndexOf('Els')
  const { contributionId } = await db
    .selectFrom('point')
    .select('contributionId')
    .where('id', '=', pointId)
    .executeTakeFirstOrThrow()
  const { ids } = await inTransaction(db, (trx) =>
    leaveOut(trx, official, process, [{ contributionId, range: { start, end: start + 3 }, reason: 'personName' }], NOW),
  )
  await sql`insert into redaction (municipality_id, id, process_id, contribution_id, range_start, range_end, reason, created_at, shared_id, is_carried)
    select municipality_id, gen_random_uuid(), process_id, contribution_id, n * 14, n * 14 + 3, reason, created_at, shared_id, true
    from redaction, generate_series(0, 999) as n where id = ${ids[0]}`.execute(db)
  expect(await wordsOf(pointId)).not.toContain('Els')
  await unredactRange(db, official, { process, redactionId: ids[0] ?? '' }, NOW)
  expect(await wordsOf(pointId)).toBe(text)
})

const daken = 'Er liggen nog veel daken leeg, zei Harm Veenstra van de Brink, en bel hem daar gerust eens over op.'
const velden = 'Een veld met panelen hoort niet vlak bij huizen en ook niet in het open land.'
const base = `Geacht college,\n\n${daken} ${velden}`

test('words that were left out of any letter before it was grouped go out of the whole campaign, and of what says the same beside it', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => letter(base)))
  const own = 'Ons dorp heeft een school, twee winkels en een brede weg waar het verkeer te hard over rijdt. '.repeat(4)
  const beside = await aPointOf(`${own}${daken}`, daken)
  const mistyped = daken.replace('liggen', 'ligen')
  const typed = await aPointOf(`${mistyped} ${own}`, mistyped)
  await findCampaigns(db, NOW)
  const { id, baseLetter } = await db
    .selectFrom('letter')
    .innerJoin('campaign', 'campaign.id', 'letter.campaignId')
    .select(['campaign.id', 'baseLetter'])
    .where('letter.contributionId', '=', ids[0] ?? '')
    .executeTakeFirstOrThrow()
  await confirmCampaign(db, official, { process, campaignId: id, name: 'Daken' }, NOW)
  await joinCampaign(db, official, { process, campaignId: id }, NOW)
  const { baseLetter: chosen } = await db
    .selectFrom('campaign')
    .select('baseLetter')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const contributionId = chosen ?? baseLetter ?? ''
  const other = ids.find((each) => each !== contributionId) ?? ''
  const longer = await pointIn(other, base, `${daken} ${velden}`)
  await hide(longer, 'Harm Veenstra')
  await pointIn(contributionId, base, daken)
  await pointIn(contributionId, base, velden)
  await splitCampaign(db, official, { process, campaignId: id, despiteOpen: true }, NOW)
  const points = await db.selectFrom('point').select('id').where('processId', '=', process.id).execute()
  const all = await Promise.all(points.map(async (point) => ({ id: point.id, words: await wordsOf(point.id) })))
  expect(all.length).toBeGreaterThan(2 * ids.length)
  // With a typing error, and in no campaign: the gate shows it.
  expect(all.filter(({ words }) => words.includes('Veenstra')).map(({ id }) => id)).toEqual([typed])
  expect(await foundAtTheGate()).toEqual(['Harm Veenstra'])
  expect(await wordsOf(beside)).not.toContain('Veenstra')
})
