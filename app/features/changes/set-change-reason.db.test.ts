import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { makeCurrent } from '#app/features/plans/versions/current-version.server.ts'
import { addParagraphs, correctPlan, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { answered } from '#tests/workflow-factories.ts'
import { aNumberedPoint, aRevision, whyChanged } from '#tests/change-factories.ts'
import { linkPoints } from './link-points.server.ts'
import { markOfReason, setChangeReason } from './set-change-reason.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
const approver = await anActor(db, municipality, { innerRoles: ['approver'] })

/** A revision of which the first paragraph says something else, with three points. */
async function aChange() {
  const revision = await aRevision(db, processor)
  const { process, part } = revision
  await writeParagraph(db, processor, { process, part: part(0), words: 'Een heel andere eerste zin.' }, NOW)
  const points = [
    await aNumberedPoint(db, processor, process, 'Meer bankjes.'),
    await aNumberedPoint(db, processor, process, 'Een bus.'),
  ]
  const say = (
    input: Omit<Parameters<typeof setChangeReason>[2], 'process' | 'part'> & { part?: string },
    by = processor,
  ) => setChangeReason(db, by, { process, part: part(0), ...input }, NOW)
  const own = (sentence: string) => say({ because: ['ownInitiative'], sentence })
  return { ...revision, points, say, own }
}

const NONE = { points: [], sentence: null, amendments: [] }

const codeOf = async (refused: Promise<unknown>) => {
  const error = await refused.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof Refused ? error.code : error
}

async function anAmendment(
  { process, planVersionId }: { process: Process; planVersionId: string },
  number: number,
): Promise<string> {
  const [{ municipalityId, id: processId }, id] = [process, uuid()]
  const said = {
    title: `Titel ${number}`,
    reason: 'Omdat het moet.',
    movers: 'Groep 1',
    enteredAt: NOW,
    outcome: 'adopted',
    decidedOn: '2016-11-01',
    planVersionId,
    idempotencyKey: id,
  }
  await db
    .insertInto('amendment')
    .values({ municipalityId, processId, id, number, ...said })
    .execute()
  return id
}

describe('an official says why a paragraph changed', () => {
  test('for points, for reasons of the executive itself, or both', async () => {
    const { process, points, say } = await aChange()
    await say({ because: ['points'], points })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1'])
    await say({ because: ['points', 'ownInitiative'], sentence: ' Dit was onduidelijk. ' })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1 Dit was onduidelijk.'])
    await say({ because: ['ownInitiative'], sentence: 'De wet veranderde.' })
    expect(await whyChanged(db, process)).toEqual(['edited: De wet veranderde.'])
    expect(await say({ because: [] })).toMatchObject({ changed: true, hasReason: false })
    expect(await whyChanged(db, process)).toEqual(['edited: -'])
  })

  test('of the points that were there a form takes away what it showed and was not ticked', async () => {
    const { process, points, say } = await aChange()
    const [first = '', second = ''] = points
    await say({ because: ['points'], points })
    await say({ because: ['points'], points: [], shown: [first] })
    expect(await whyChanged(db, process)).toEqual(['edited: 2.1'])
    await say({ because: ['points'], points: [first], shown: [second] })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1'])
  })

  test('all points with the same answer come along when that is asked', async () => {
    const { process, points, say } = await aChange()
    const [first = '', second = ''] = points
    await answered(db, processor, process, points)
    await say({ because: ['points'], points: [first] })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1'])
    await say({ because: ['points'], points: [first], along: [first, second] })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1'])
  })

  test('a change has one reason, whichever of its paragraphs is named', async () => {
    const { process, points, part, old, say, own } = await aChange()
    await say({ because: ['points'], points })
    await writeParagraph(db, processor, { process, part: part(1), words: 'Ook hier andere woorden.' }, NOW)
    await say({ part: old(1), because: ['ownInitiative'], sentence: 'Dit stond er dubbel.' })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1', 'edited: Dit stond er dubbel.'])
    await correctPlan(db, processor, { process, correction: 'merge', part: part(1) }, NOW)
    expect(await whyChanged(db, process)).toEqual(['merged: 1.1 2.1 Dit stond er dubbel.'])
    await own('Dit hoort bij elkaar.')
    expect(await whyChanged(db, process)).toEqual(['merged: Dit hoort bij elkaar.'])
    expect(
      await db
        .selectFrom('changePoint')
        .selectAll()
        .where('planVersionId', '=', (await storedPlan(db, process))?.versionId ?? '')
        .execute(),
    ).toEqual([])
  })

  test('what is gone, new or split has a reason too', async () => {
    const { process, part, old, say } = await aChange()
    await removePart(db, processor, { process, part: part(0) }, NOW)
    await writeParagraph(db, processor, { process, part: part(1), words: 'Eén.\n\nTwee die erbij komt.' }, NOW)
    const { part: added } = await addParagraphs(db, processor, { process, part: part(3), words: 'Iets nieuws.' }, NOW)
    const own = (part: string, sentence: string) => say({ part, because: ['ownInitiative'], sentence })
    await own(old(0), 'De regeling stopt.')
    await own(old(1), 'Dit leest beter.')
    await own(added, 'De raad vroeg dit.')
    expect(await whyChanged(db, process)).toEqual([
      'gone: De regeling stopt.',
      'split: Dit leest beter.',
      'new: De raad vroeg dit.',
    ])
  })

  test('an amendment is a reason, as many as the change has paragraphs', async () => {
    const change = await aChange()
    const { process, say } = change
    const [one, two, three] = [await anAmendment(change, 1), await anAmendment(change, 2), await anAmendment(change, 3)]
    await say({ because: ['amendments'], amendments: [one] })
    expect(await whyChanged(db, process)).toEqual(['edited: Amendement 1: Titel 1'])
    expect(await codeOf(say({ because: ['amendments'], amendments: [one, two, three] }))).toBe('manyAmendments')
    const other = await aChange()
    expect(await codeOf(other.say({ because: ['amendments'], amendments: [one] }))).toBeInstanceOf(NotFound)
  })

  test('saying the same again changes nothing', async () => {
    const { points, say } = await aChange()
    expect(await say({ because: ['points'], points })).toMatchObject({ changed: true, points: 2 })
    expect(await say({ because: ['points'], points })).toMatchObject({ changed: false, points: 2 })
  })
})

describe('why a paragraph changed is refused', () => {
  test('where nothing changed', async () => {
    const { part, say } = await aChange()
    expect(await codeOf(say({ part: part(2), because: [] }))).toBe('sameWords')
    expect(await codeOf(say({ part: uuid(), because: [] }))).toBe('sameWords')
  })

  test('when it says nothing', async () => {
    const { say } = await aChange()
    expect(await codeOf(say({ because: ['points'] }))).toBe('noPoints')
    expect(await codeOf(say({ because: ['ownInitiative'], sentence: '  ' }))).toBe('noSentence')
    expect(await codeOf(say({ because: ['amendments'] }))).toBe('noAmendment')
  })

  test('for an amendment that the council did not adopt; one of which the outcome was taken back shows no more', async () => {
    const change = await aChange()
    const { process, say } = change
    const id = await anAmendment(change, 1)
    const set = (outcome: string) => {
      const decidedOn = outcome === 'proposed' ? null : '2016-11-01'
      return db.updateTable('amendment').set({ outcome, decidedOn }).where('id', '=', id).execute()
    }
    const asReason = () => say({ because: ['amendments'], amendments: [id] })
    for (const outcome of ['proposed', 'rejected', 'withdrawn']) {
      await set(outcome)
      expect(await codeOf(asReason()), outcome).toBe('notAdopted')
    }
    await set('adopted')
    await asReason()
    expect(await whyChanged(db, process)).toEqual(['edited: Amendement 1: Titel 1'])
    await set('proposed')
    expect(await whyChanged(db, process)).toEqual(['edited: -'])
    expect(
      await codeOf(say({ because: ['ownInitiative'], sentence: 'Dit leest beter.', seen: markOfReason(NONE) })),
    ).toBeNull()
    expect(await whyChanged(db, process)).toEqual(['edited: Dit leest beter.'])
  })

  test('when a colleague said something else meanwhile', async () => {
    const { say } = await aChange()
    await say({ because: ['ownInitiative'], sentence: 'De wet veranderde.' })
    expect(await codeOf(say({ because: ['ownInitiative'], sentence: 'Anders.', seen: 'x' }))).toBe('stale')
  })

  test('for a point of another process', async () => {
    const { say } = await aChange()
    const other = await aChange()
    expect(await codeOf(say({ because: ['points'], points: other.points }))).toBeInstanceOf(NotFound)
  })

  test('once people read the version, but for an approver', async () => {
    const { process, planVersionId, say } = await aChange()
    const own = (sentence: string) => ({ because: ['ownInitiative' as const], sentence })
    await makeCurrent(db, process, planVersionId, 'readers')
    expect(await codeOf(say(own('De wet veranderde.')))).toBe('readAlready')
    await say(own('De wet veranderde.'), approver)
    expect(await whyChanged(db, process)).toEqual(['edited: De wet veranderde.'])
  })

  test('of a process that was withdrawn', async () => {
    const { process, say } = await aChange()
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    expect(await codeOf(say({ because: [] }))).toBe('withdrawn')
  })
})

test('an act that changes a paragraph links points in the same transaction, of its own process only', async () => {
  const { process, planVersionId, part, points } = await aChange()
  const link = (paragraphId: string, pointIds: string[]) =>
    inTransaction(db, (trx) =>
      linkPoints(trx, process, { planVersionId, paragraphId }, pointIds, { by: processor, now: NOW }),
    )
  await link(part(0), points.slice(0, 1))
  await link(part(0), points)
  expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1'])
  const other = await aChange()
  await expect(link(part(0), other.points)).rejects.toBeInstanceOf(NotFound)
})
