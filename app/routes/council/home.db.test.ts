import { describe, expect, test } from 'vitest'
import { placeTopic } from '#app/features/rankings/board/place-topic.server.ts'
import { writeMotivation } from '#app/features/rankings/board/write-motivation.server.ts'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { closeRanking, openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import type { CouncilRankings } from '#app/features/rankings/clerk/council-rankings.server.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { saveRankingRules } from '#app/features/rankings/save-ranking-rules.server.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf, type Person } from '#tests/staff-visits.ts'
import { action as homeAction, loader as homeLoader } from './home.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const [ours, theirs] = [
  await aMunicipality(db, { host: 'ons.example' }),
  await aMunicipality(db, { host: 'hun.example' }),
]
const clerk = await someone(ours, 'ons.example', 'clerk', 'Griffier')
const member = await someone(ours, 'ons.example', 'councilMember', 'Raadslid A')
const official = await someone(ours, 'ons.example', 'official', 'Ambtenaar A')
const theirClerk = await someone(theirs, 'hun.example', 'clerk', 'Griffier')

const start = async (by: Person, of: string) =>
  (await call(homeAction, {}, by, formOf({ act: 'createRanking', processSlug: of }))).outcome

describe('the first page of the council', () => {
  const rankings = async (by: Person) =>
    ((await call(homeLoader, {}, by)).outcome as { rankings: CouncilRankings }).rankings

  test('a clerk starts a ranking for a draft too, once, and sees its next step', async () => {
    const draft = await aProcess(db, ours, { state: 'draft', title: 'Nog een concept' })
    const before = await rankings(clerk)
    expect(before.for === 'clerk' && before.candidates).toContainEqual({
      value: draft.slug,
      label: 'Nog een concept (concept)',
    })
    for (let times = 0; times < 2; times++)
      expect(leadsTo(await start(clerk, draft.slug))).toBe(`/raad/ranglijsten/${draft.slug}`)
    const after = await rankings(clerk)
    expect(after.for === 'clerk' && after.candidates.map(({ value }) => value)).not.toContain(draft.slug)
    expect(after.rows.find((row) => row.slug === draft.slug)).toMatchObject({
      label: 'In voorbereiding',
      next: 'Vul de onderwerpen in: ten minste twee.',
    })
    expect(await start(clerk, '')).toMatchObject({
      data: { errors: { processSlug: 'Kies het traject waar de ranglijst bij hoort.' } },
      init: { status: 400 },
    })
    const late = await aProcess(db, ours, { state: 'answered' })
    expect(await start(clerk, late.slug)).toMatchObject({
      data: { code: 'tooLate', errors: { processSlug: expect.stringContaining('al openbaar') } },
      init: { status: 409 },
    })
  })

  test('nobody else may start one, and one of elsewhere is not there', async () => {
    const { slug: free } = await aProcess(db, ours)
    expect(statusOf(await start(member, free))).toBe(403)
    expect(statusOf(await start(official, free))).toBe(404)
    expect(statusOf(await start(theirClerk, free))).toBe(404)
  })

  test('a council member sees the rankings of their own groups and what is public, and nothing of others', async () => {
    const process = await aProcess(db, ours)
    const { slug } = process
    await start(clerk, slug)
    const by = clerk.actor
    const mine = async () => (await rankings(member)).rows.find((row) => row.slug === slug)
    const next = async () => (await rankings(clerk)).rows.find((row) => row.slug === slug)
    const [topicId = ''] = await addTopics(db, by, { process, topics: [{ name: 'Zorg' }, { name: 'Sport' }] }, NOW)
    await saveRankingRules(db, by, { process, k: 1, unrankedRank: 2, tieChain: [], heldOn: null, meetingKind: '' }, NOW)
    const { id: groupId } = await addGroup(db, by, { process, name: 'Groep 1' }, NOW)
    const board = `/raad/ranglijsten/${slug}/groep/${groupId}`
    expect(await mine()).toBeUndefined()
    expect(await next()).toMatchObject({ next: 'Klaar om te openen: 2 onderwerpen, 1 groep.' })
    await changeGroup(db, by, { process, groupId, name: 'Groep 1', memberIds: [member.actor.id] }, NOW)
    expect(await mine()).toMatchObject({
      label: 'In voorbereiding',
      says: 'U zit in Groep 1. De griffier opent de ranglijst straks.',
      href: board,
    })

    await openRanking(db, by, { process }, NOW)
    expect(await mine()).toMatchObject({ label: 'Open', href: board })
    await placeTopic(db, member.actor, { process, groupId, topicId, rank: 1 }, NOW)
    expect(await next(), 'a place without a reason is not ready').toMatchObject({ next: '0 van 1 groep klaar.' })
    await writeMotivation(db, member.actor, { process, groupId, topicId, motivation: 'Omdat het telt.', seen: '' }, NOW)
    expect(await next()).toMatchObject({ next: 'Alle groepen zijn klaar. U kunt sluiten.' })

    await closeRanking(db, by, { process }, NOW)
    expect(await mine()).toMatchObject({ label: 'Gesloten', href: board })
    await publishRanking(db, by, { process }, NOW)
    expect(await mine()).toMatchObject({ label: 'Openbaar', href: `/trajecten/${slug}/top-vijf` })
    const other = await someone(ours, 'ons.example', 'councilMember', 'Raadslid B')
    expect((await rankings(other)).rows, 'what is public is there for who was in no group').toMatchObject([
      { slug, says: 'Iedereen kan de uitslag lezen.' },
    ])
    expect((await rankings(theirClerk)).rows).toEqual([])
  })
})
