import { beforeEach, describe, expect, test } from 'vitest'
import { NotAllowed, Refused } from '#app/errors.server.ts'
import { answerOfPoint } from '#app/features/answers/stored-answer.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { leaveOut } from '#app/features/points/leave-out.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { removePart, takeOverProposal, writeParagraph } from '#app/room-parts.server.ts'
import { inTransaction } from '#db/client.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aNumberedPoint, whyChanged } from '#tests/change-factories.ts'
import { aProposal } from '#tests/proposal-factories.ts'
import { proposalView } from './proposal-view.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
const reviewer = await anActor(db, municipality, { innerRoles: ['reviewer'] })

const OLD = 'Eerste alinea over gezin en sociaal netwerk.'
const WORDS = 'Eerste alinea over het gezin en zijn buren.'
let process: Awaited<ReturnType<typeof processBySlug>>
let plan: Awaited<ReturnType<typeof aPlan>>

beforeEach(async () => {
  const made = await aProcess(db, municipality)
  plan = await aPlan(db, made)
  process = await processBySlug(db, municipality.id, made.slug)
})

const propose = (given: Partial<Parameters<typeof aProposal>[3]> = {}) =>
  aProposal(db, process, { id: plan.paragraphs[0] ?? '', number: 1 }, { words: WORDS, ...given })
const shown = async (pointId: string) => {
  const view = await proposalView(db, process, pointId)
  if (!view) throw new Error('the point proposes words')
  return view
}
const REPLY = 'Wij nemen uw woorden over.'

/** What the form of the first place holds, and more. */
async function take(pointId: string, more: Partial<Parameters<typeof takeOverProposal>[2]> = {}, by = processor) {
  const [place] = (await shown(pointId)).places
  const form = {
    pointId,
    part: place?.id ?? '',
    how: more.words === undefined ? ('whole' as const) : ('part' as const),
    seen: place?.seen,
    reply: REPLY,
    answerSeen: '',
  }
  return takeOverProposal(db, by, { process, ...form, ...more }, NOW)
}

async function textsNow() {
  const now = await storedPlan(db, process)
  return { kind: now?.kind, texts: (now?.blocks ?? []).flatMap((block) => (isHeading(block) ? [] : [block.text])) }
}

const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.code : error),
  )

describe('an official takes proposed words over', () => {
  test('in one act the next version begins, its paragraph changes, the point stands behind it and has its answer', async () => {
    const pointId = await propose({ reason: 'Buren horen erbij.' })
    expect(await shown(pointId)).toMatchObject({ beginsVersion: true, isTaken: false, reason: 'Buren horen erbij.' })
    expect(await take(pointId)).toMatchObject({ isWhole: true })
    expect(await textsNow()).toMatchObject({
      kind: 'revised',
      texts: [WORDS, expect.anything(), expect.anything(), expect.anything()],
    })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1'])
    const [paragraph] = plan.paragraphs
    expect(await answerOfPoint(db, process, pointId)).toMatchObject({
      ...{ disposition: 'adopted', reply: REPLY, paragraphIds: [paragraph], updatedBy: processor.id },
    })
    expect(await shown(pointId)).toMatchObject({ beginsVersion: false, isTaken: true })
    const history = await db.selectFrom('pointHistory').select('field').where('pointId', '=', pointId).execute()
    expect(history.length).toBeGreaterThan(0)
    expect((await storedPlan(db, process, 'forReaders'))?.blocks).toMatchObject([{}, { text: OLD }, {}, {}, {}, {}])
  })

  test('in part: the words as they were edited, and the answer says that it is a part', async () => {
    const pointId = await propose()
    const words = 'Eerste alinea over het gezin en sociaal netwerk.'
    expect(await take(pointId, { words, reply: 'Alleen het gezin.' })).toMatchObject({ isWhole: false })
    expect((await textsNow()).texts[0]).toBe(words)
    expect(await answerOfPoint(db, process, pointId)).toMatchObject({
      disposition: 'partlyAdopted',
      reply: 'Alleen het gezin.',
    })
  })

  test('that are none: the paragraph goes, with the point behind that', async () => {
    const pointId = await propose({ words: '' })
    expect(await shown(pointId)).toMatchObject({ removes: true, changes: { says: 'De hele alinea weg' } })
    expect(await take(pointId)).toMatchObject({ isWhole: true, part: null })
    expect((await textsNow()).texts).not.toContain(OLD)
    expect(await whyChanged(db, process)).toEqual(['gone: 1.1'])
    expect(await take(pointId), 'sent twice').toMatchObject({ isWhole: true })
  })

  test('of two people who propose the same, both stand behind the change', async () => {
    const [one, other] = [await propose(), await propose({ name: 'Inspreker B' })]
    await take(one)
    expect((await shown(other)).places[0]?.changes).toMatchObject({ pieces: null })
    expect(await take(other)).toMatchObject({ isWhole: true })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1 2.1'])
  })

  test('a form that is sent twice acts once', async () => {
    const pointId = await propose()
    const [place] = (await shown(pointId)).places
    const form = {
      process,
      pointId,
      part: place?.id ?? '',
      how: 'whole' as const,
      seen: place?.seen,
      reply: REPLY,
      answerSeen: '',
    }
    await takeOverProposal(db, processor, form, NOW)
    expect(await takeOverProposal(db, processor, form, NOW)).toMatchObject({ isWhole: true })
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1'])
  })

  test('other points that share the answer keep it', async () => {
    const [one, other] = [await propose(), await propose({ words: 'Iets anders over de eerste.' })]
    const shared = { disposition: 'noted' as const, reply: 'Gelezen.', pointIds: [one, other] }
    const { mark } = await answerPoints(db, processor, { process, ...shared }, NOW)
    await take(one, { answerSeen: mark })
    expect(await answerOfPoint(db, process, other)).toMatchObject({ disposition: 'noted', pointIds: [other] })
    expect(await answerOfPoint(db, process, one)).toMatchObject({ disposition: 'adopted', pointIds: [one] })
  })
})

describe('what changed meanwhile', () => {
  test('a colleague changed the paragraph: nothing is stored, and both are shown', async () => {
    const pointId = await propose()
    await take(await propose({ words: 'Een begin over gezin en sociaal netwerk.' }))
    const before = await shown(pointId)
    const [place] = before.places
    expect(place?.changes).toMatchObject({ says: expect.stringContaining('nieuw') })
    await writeParagraph(db, processor, { process, part: place?.id ?? '', words: 'Weer anders.' }, NOW)
    expect(await codeOf(take(pointId, { seen: place?.seen }))).toBe('changedMeanwhile')
    expect(await answerOfPoint(db, process, pointId)).toBeNull()
    expect(await take(pointId)).toMatchObject({ isWhole: true })
  })

  test('the paragraph was split or went: it is said where the words are, and a part that is not theirs is refused', async () => {
    const pointId = await propose()
    await take(await propose({ words: `${OLD} Meer.` }))
    const [place] = (await shown(pointId)).places
    await writeParagraph(
      db,
      processor,
      { process, part: place?.id ?? '', words: 'Eerste alinea.\n\nOver het gezin.' },
      NOW,
    )
    const { places } = await shown(pointId)
    expect(places.map(({ number }) => number)).toEqual(['1', '2'])
    const second = (await storedPlan(db, process))?.blocks.find(
      ({ number, kind }) => kind !== 'heading' && number === '3',
    )
    expect(await codeOf(take(pointId, { part: second?.id ?? '' }))).toBe('elsewhere')
    for (const { id } of places) await removePart(db, processor, { process, part: id }, NOW)
    expect((await shown(pointId)).places).toEqual([])
  })

  test('a colleague answered: nothing is stored', async () => {
    const pointId = await propose()
    await answerPoints(db, processor, { process, disposition: 'noted', reply: 'Gelezen.', pointIds: [pointId] }, NOW)
    expect(await codeOf(take(pointId))).toBe('stale')
    expect((await textsNow()).kind).toBe('concept')
  })
})

describe('what is left out of the proposed words', () => {
  const words = 'Eerste alinea over het gezin van Harm Jansen.'
  const hide = (pointId: string, piece: string) =>
    inTransaction(db, async (trx) => {
      const { contributionId, text } = await trx
        .selectFrom('point')
        .innerJoin('contribution', 'contribution.id', 'point.contributionId')
        .select(['contribution.id as contributionId', 'contribution.text'])
        .where('point.id', '=', pointId)
        .executeTakeFirstOrThrow()
      const range = { start: text.indexOf(piece), end: text.indexOf(piece) + piece.length }
      await leaveOut(trx, processor, process, [{ contributionId, range, reason: 'personName' }], NOW)
    })

  test.each(['provisional', 'final'])('comes not into the plan, %s: only other words do', async (state) => {
    const pointId = await propose({ words, reason: 'Harm Jansen vroeg dit.' })
    await hide(pointId, 'Harm Jansen')
    await db.updateTable('redaction').set({ state }).where('processId', '=', process.id).execute()
    const view = await shown(pointId)
    expect(view.leavesOut).toBe(true)
    expect(JSON.stringify([view.changes, view.places])).not.toContain('Harm')
    expect(view.places[0]?.words).toContain('weggelaten: naam')
    expect(await codeOf(take(pointId))).toBe('leavesOut')
    expect(await codeOf(take(pointId, { words: view.places[0]?.words ?? '' }))).toBe('stillLeftOut')
    expect(await textsNow()).toMatchObject({ kind: 'concept' })
    const other = 'Eerste alinea over het gezin.'
    expect(await take(pointId, { words: other })).toMatchObject({ isWhole: false })
    expect((await textsNow()).texts[0]).toBe(other)
  })

  test('typed again, it is shown before it comes into the plan', async () => {
    const pointId = await propose({ words })
    await hide(pointId, 'Harm Jansen')
    expect(await codeOf(take(pointId, { words }))).toBe('wordsTellOfPerson')
  })

  test('of the reason alone: that shows it, and the words can be taken over', async () => {
    const pointId = await propose({ reason: 'Dat vroeg Harm Jansen.' })
    await hide(pointId, 'Harm Jansen')
    expect(await shown(pointId)).toMatchObject({ leavesOut: false, reason: 'Dat vroeg [weggelaten: naam].' })
    expect(await take(pointId)).toMatchObject({ isWhole: true })
  })
})

describe('it is refused', () => {
  test('without words, with the words that are there, with marks that can not be read, and without a reply', async () => {
    const pointId = await propose()
    expect(await codeOf(take(pointId, { words: ' ' }))).toBe('nothingTyped')
    expect(await codeOf(take(pointId, { words: OLD }))).toBe('nothingChanges')
    expect(await codeOf(take(pointId, { words: '*a'.repeat(9000) }))).toBe('unreadable')
    expect(await codeOf(take(pointId, { reply: '' }))).toBe('wrongInput')
    expect(await textsNow()).toMatchObject({ kind: 'concept' })
  })

  test('for a point that proposes nothing, and after the plan was adopted', async () => {
    const pointId = await propose()
    const [place] = (await shown(pointId)).places
    const point = await aNumberedPoint(db, processor, process, 'Meer bankjes.')
    const other = { pointId: point, part: place?.id ?? '', words: WORDS }
    expect(await codeOf(takeOverProposal(db, processor, { process, ...other, reply: REPLY }, NOW))).toBe('noProposal')
    await db.updateTable('planVersion').set({ kind: 'adopted' }).where('processId', '=', process.id).execute()
    expect(await codeOf(take(pointId))).toBe('adopted')
  })

  test('when the reply tells of a person what was not seen yet, and to who does not process', async () => {
    const pointId = await propose()
    const reply = 'Bel mij op 06 12345678.'
    expect(await codeOf(take(pointId, { reply }))).toBe('tellsOfPerson')
    expect(await codeOf(take(pointId, {}, reviewer))).toBeInstanceOf(NotAllowed)
  })

  test('when the words tell of a person what was not seen yet; seen, in words and reply, it is taken over', async () => {
    const words = 'Eerste alinea over gezin. Bel 06 12345678.'
    const pointId = await propose({ words })
    const facts = async (more: object) => {
      const refused = await take(pointId, more).then(
        () => null,
        (error: unknown) => error,
      )
      if (!(refused instanceof Refused)) throw new Error('it was taken over')
      return { code: refused.code, ...(refused.facts as { foundSeen: string }) }
    }
    const reply = 'Mail naar iemand@voorbeeld.example.'
    const first = await facts({ reply })
    expect(first).toMatchObject({ code: 'wordsTellOfPerson', found: [{ kind: 'phone', text: '06 12345678' }] })
    const second = await facts({ reply, foundSeen: first.foundSeen })
    expect(second).toMatchObject({ code: 'tellsOfPerson', found: [{ kind: 'email' }] })
    expect((await textsNow()).kind).toBe('concept')
    expect(await take(pointId, { reply, foundSeen: second.foundSeen })).toMatchObject({ isWhole: true })
    expect(await codeOf(take(await propose({ words: `${words} Of mail.` }))), 'it stands there already').toBeNull()
  })
})
