import { v4 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import type { Round } from '#app/features/contributions/round.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { closeRanking, openRanking, reopenRanking } from '#app/features/rankings/change-state.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile, realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { finishProcess, publicationParts, publishPublication } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aProcess, NOW } from '#tests/factories.ts'
import { aPartner, aQuestionnaire, aResponse } from '#tests/partner-factories.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answerPoints } from './answer-points.server.ts'
import { createPublication } from './draft-publication.server.ts'
import { publicationsView } from './publications-view.server.ts'
import { publishView } from './publish-view.server.ts'

const { db } = await testDatabase()
const AFTER_POST = new Date('2016-12-05T12:00:00+01:00')
const baseUrl = 'https://saomen.example'

let by: Actor
let clerk: Actor
let process: Awaited<ReturnType<typeof aProcess>>

beforeEach(async () => {
  const municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  clerk = await anActor(db, municipality, { role: 'clerk', name: 'Griffier G' })
  process = await aProcess(db, municipality)
})

async function handled(given: NonNullable<Parameters<typeof aContribution>[2]>) {
  const { id: contributionId, text } = await aContribution(db, process, { text: 'De bus rijdt niet.', ...given })
  const range = { start: 0, end: text.length }
  const { id: pointId } = await markPoint(db, by, { process, contributionId, range }, NOW)
  await answerPoints(db, by, { process, pointIds: [pointId], disposition: 'noted', reply: 'Wij lezen het.' }, NOW)
  await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
}
const publish = (rounds: Round[], now = AFTER_POST) => publishAnswers(db, by, { process, baseUrl, rounds }, now)
const finish = (now = AFTER_POST) => finishProcess(db, by, { process, words: 'De raad koos.' }, now)
/** A ranking in each of its states. */
const inState = {
  prepared: () => createRanking(db, clerk, { processSlug: process.slug }, NOW),
  closed: () => importLists(db, clerk, { process, file: listsFile(realCaseCsv) }, NOW),
  open: async () => {
    await inState.closed()
    await reopenRanking(db, clerk, { process }, NOW)
  },
  published: async () => {
    await inState.closed()
    await publishRanking(db, clerk, { process }, NOW)
  },
}
const stateOf = async () => (await processBySlug(db, process.municipalityId, process.slug)).state
const asDraft = () =>
  db
    .updateTable('process')
    .set({ state: 'draft', releasedAt: null, startsOn: null, lastDay: null, closesAt: null })
    .where('id', '=', process.id)
    .execute()

describe('a publication of what the council chose', () => {
  test.each([
    ['prepared', null],
    ['open', 'nog open: de groepen zijn bezig'],
    ['closed', 'gesloten, maar de uitslag is nog niet openbaar'],
    ['published', null],
  ] as const)('meets a ranking that is %s, and waits: %s', async (state, words) => {
    await inState[state]()
    const rounds: Round[] = ['priorities']
    const { id } = await createPublication(db, by, { process, key: uuid(), rounds, title: '' }, NOW)
    const found = await processBySlug(db, process.municipalityId, process.slug)
    const seenBy = (reader: Actor) => publishView(db, found, id, reader, NOW, publicationParts)
    const { blocked } = await seenBy(by)
    const sign = () => publishPublication(db, by, { process, publicationId: id, baseUrl }, NOW)
    if (words === null) {
      expect(blocked).toBeNull()
      await expect(sign()).rejects.not.toMatchObject({ code: 'notNow' })
      return
    }
    expect(blocked?.says).toContain(words)
    expect(blocked?.says).toContain('Griffier G')
    expect(blocked?.at, 'an official may not go there').toBeNull()
    const both = await seenBy({ ...by, roles: ['official', 'clerk'] })
    expect(both.blocked?.at).toMatchObject({ to: `/raad/ranglijsten/${process.slug}`, label: 'Naar de ranglijst' })
    await expect(sign()).rejects.toMatchObject({ code: 'notNow', message: expect.stringContaining(words) })
  })

  test('does not keep the answers of the inspraak waiting, and the process goes on', async () => {
    await handled({})
    await inState.open()
    expect(await publish(['inspraak'])).toMatchObject({ published: true, finished: false })
    expect(await stateOf()).toBe('released')
    await expect(finish()).rejects.toMatchObject({ code: 'notNow' })
    await closeRanking(db, clerk, { process }, NOW)
    await publishRanking(db, clerk, { process }, NOW)
    await expect(finish(), 'the motivations wait for an answer').rejects.toMatchObject({ code: 'waits' })
  })
})

describe('a process without inspraak', () => {
  beforeEach(asDraft)

  test.each(['open', 'closed'] as const)('is not finished while its ranking is %s', async (state) => {
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    await publish(['partners'])
    await inState[state]()
    await expect(finish()).rejects.toMatchObject({ code: 'notNow' })
    const found = await processBySlug(db, process.municipalityId, process.slug)
    const view = await publicationsView(db, found, by, NOW, publicationParts)
    expect(view).toMatchObject({ canFinish: true, goesOn: { says: expect.stringContaining('ranglijst') } })
    expect(await stateOf()).toBe('draft')
  })

  test('is finished when nothing was ranked, and then no ranking opens', async () => {
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    await publish(['partners'])
    await inState.prepared()
    await finish()
    expect(await stateOf()).toBe('answered')
    await expect(openRanking(db, clerk, { process }, NOW)).rejects.toMatchObject({ code: 'tooLate' })
  })
})

describe('a process with inspraak', () => {
  test('is not finished by its last publication while organisations may still send, and by an act when none did', async () => {
    await handled({})
    const list = await aQuestionnaire(db, by, process)
    await aResponse(db, by, process, list, await aPartner(db, { id: by.municipalityId }))
    await db.updateTable('questionnaire').set({ closesOn: '2016-12-20' }).where('processId', '=', process.id).execute()
    expect(await publish(['inspraak'])).toMatchObject({ published: true, finished: false })
    await expect(finish()).rejects.toMatchObject({ code: 'notNow', message: expect.stringMatching(/20.december/) })
    const found = await processBySlug(db, process.municipalityId, process.slug)
    const view = await publicationsView(db, found, by, AFTER_POST, publicationParts)
    expect(view.goesOn?.at?.to).toBe(`/ambtenaar/trajecten/${process.slug}/partners`)
    await finish(new Date('2016-12-22T12:00:00+01:00'))
    expect(await stateOf()).toBe('answered')
  })

  test('is not finished by an act before its inspraak is public', async () => {
    await handled({ kind: 'organisation', organisation: 'Dorpskamer', round: 'partners' })
    await publish(['partners'])
    await expect(finish()).rejects.toMatchObject({ code: 'hasInspraak' })
  })

  test('that ended opens no ranking again', async () => {
    await inState.open()
    await db.deleteFrom('rankingEntry').execute()
    await closeRanking(db, clerk, { process }, NOW)
    await handled({})
    expect(await publish(['inspraak'])).toMatchObject({ finished: true })
    await expect(reopenRanking(db, clerk, { process }, NOW)).rejects.toMatchObject({ code: 'tooLate' })
  })
})
