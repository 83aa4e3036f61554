import { describe, expect, test } from 'vitest'
import { NotFound } from '#app/errors.server.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { lastEdit } from '#app/features/plans/editing/undo-edit.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import {
  addParagraphs,
  correctPlan,
  movePart,
  redoEdit,
  removePart,
  undoEdit,
  writeParagraph,
} from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { aNumberedPoint, aRevision, whyChanged } from '#tests/change-factories.ts'
import { planOfPoint } from './plan-of-point.server.ts'
import { setChangeReason } from './set-change-reason.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const processor = await anActor(db, municipality, { innerRoles: ['processor'] })

/** A revision in which nothing changed yet, with a point at its first paragraph, and the acts of an official who came from that point. */
async function fromPoint() {
  const revision = await aRevision(db, processor)
  const { process, part, old } = revision
  const point = await aNumberedPoint(db, processor, process, 'Meer bankjes.', { placeId: old(0) })
  const write = (at: number, words: string, more: { point?: string } = { point }) =>
    writeParagraph(db, processor, { process, part: part(at), words, ...more }, NOW)
  return { ...revision, point, write }
}

async function takeBack(process: Process, act: typeof undoEdit | typeof redoEdit, edit: string) {
  await act(db, processor, { process, edit }, NOW)
  return whyChanged(db, process)
}

/** The edit of the official that can be taken back. */
async function edited(process: Process): Promise<string> {
  const plan = await storedPlan(db, process)
  return (plan && (await lastEdit(db, process, plan, processor))?.id) ?? ''
}

describe('an act of who came from a point puts the point behind the change', () => {
  test('when a paragraph gets other words, or is parted', async () => {
    const { process, write } = await fromPoint()
    await write(0, 'Een heel andere eerste zin.')
    await write(1, 'Tweede alinea over gezin.\n\nEn sociaal netwerk.')
    expect(await whyChanged(db, process)).toEqual(['edited: 1.1', 'split: 1.1'])
  })

  test('when paragraphs are added, also where no other one changes', async () => {
    const { process, part, point } = await fromPoint()
    const words = 'Er komen bankjes.'
    await addParagraphs(db, processor, { process, part: part(0), words, point }, NOW)
    expect(await whyChanged(db, process)).toEqual(['new: 1.1'])
  })

  test('when a paragraph goes, moves, or joins the one before it', async () => {
    const { process, part, point } = await fromPoint()
    await removePart(db, processor, { process, part: part(0), point }, NOW)
    expect(await whyChanged(db, process)).toEqual(['gone: 1.1'])
    const other = await fromPoint()
    const { process: moving, part: at } = other
    await movePart(
      db,
      processor,
      { process: moving, part: at(0), to: 'behind', behind: at(3), point: other.point },
      NOW,
    )
    expect(await whyChanged(db, moving)).toEqual(['moved: 1.1'])
    const third = await fromPoint()
    const { process: joining } = third
    await correctPlan(
      db,
      processor,
      { process: joining, correction: 'merge', part: third.part(1), point: third.point },
      NOW,
    )
    expect(await whyChanged(db, joining)).toEqual(['merged: 1.1'])
  })

  test('and not when nothing changes, or the point is of another process', async () => {
    const { process, write, point } = await fromPoint()
    expect(await write(0, 'Eerste alinea over gezin en sociaal netwerk.')).toMatchObject({ changed: false })
    await write(0, 'Een heel andere eerste zin.', {})
    expect(await whyChanged(db, process)).toEqual(['edited: -'])
    const other = await fromPoint()
    await expect(write(1, 'Ook anders.', { point: other.point })).rejects.toBeInstanceOf(NotFound)
    const elsewhere = { process: other.process, part: other.part(0), words: 'Er komen bankjes.', point }
    await expect(addParagraphs(db, processor, elsewhere, NOW)).rejects.toBeInstanceOf(NotFound)
    expect(await whyChanged(db, process)).toEqual(['edited: -'])
    expect(await whyChanged(db, other.process)).toEqual([])
  })
})

describe('taking an edit back', () => {
  test('takes the point back with the words, and doing it again brings both', async () => {
    const { process, write } = await fromPoint()
    await write(0, 'Een heel andere eerste zin.')
    const edit = await edited(process)
    expect(await takeBack(process, undoEdit, edit)).toEqual([])
    expect(await takeBack(process, redoEdit, edit)).toEqual(['edited: 1.1'])
  })

  test('gives each paragraph that joined, or went, its own reason again', async () => {
    const { process, part, write } = await fromPoint()
    await write(0, 'Een heel andere eerste zin.')
    await write(1, 'Ook hier andere woorden.', {})
    const sentence = 'Dit stond er dubbel.'
    await setChangeReason(db, processor, { process, part: part(1), because: ['ownInitiative'], sentence }, NOW)
    const apart = ['edited: 1.1', `edited: ${sentence}`]
    expect(await whyChanged(db, process)).toEqual(apart)
    await correctPlan(db, processor, { process, correction: 'merge', part: part(1) }, NOW)
    expect(await whyChanged(db, process)).toEqual([`merged: 1.1 ${sentence}`])
    expect(await takeBack(process, undoEdit, await edited(process))).toEqual(apart)
    await removePart(db, processor, { process, part: part(0) }, NOW)
    expect(await whyChanged(db, process)).toEqual(['gone: 1.1', `edited: ${sentence}`])
    expect(await takeBack(process, undoEdit, await edited(process))).toEqual(apart)
  })
})

describe('the plan, at a point', () => {
  test('is not there while its first version may change; then a version begins, is open, and is adopted', async () => {
    const { slug } = await aProcess(db, municipality, { state: 'draft' })
    const process = await processBySlug(db, municipality.id, slug)
    await aPlan(db, process)
    const editing = async (of: Process, point: string) => (await planOfPoint(db, of, point))?.editing ?? null
    const begins = await aNumberedPoint(db, processor, process, 'Meer bankjes.')
    expect(await editing(process, begins)).toBe(null)
    await db.updateTable('process').set({ state: 'released', releasedAt: NOW }).where('id', '=', process.id).execute()
    const released = await processBySlug(db, municipality.id, slug)
    expect(await editing(released, begins)).toBe('begins')
    const open = await fromPoint()
    expect(await editing(open.process, open.point)).toBe('open')
    await db
      .updateTable('planVersion')
      .set({ kind: 'adopted', fixedAt: NOW })
      .where('id', '=', open.planVersionId)
      .execute()
    expect(await editing(open.process, open.point)).toBe('adopted')
  })

  test('says what changed for it, and which paragraphs its answer may name', async () => {
    const { process, part, old, point, write } = await fromPoint()
    expect(await planOfPoint(db, process, point)).toEqual({
      ...{ changes: [], editing: 'open', linkable: [] },
      part: part(0),
    })
    await write(0, 'Een heel andere eerste zin.')
    await removePart(db, processor, { process, part: part(2), point }, NOW)
    const plan = await planOfPoint(db, process, point)
    const shown = { ordinal: 2, isForEditors: true, isOpen: true }
    const text = 'Eerste alinea over gezin en sociaal netwerk.'
    expect(plan?.changes).toEqual([
      {
        ...{ ...shown, kind: 'edited', part: part(0) },
        olds: [{ id: old(0), number: '1', text }],
        news: [{ id: part(0), number: '1', text: 'Een heel andere eerste zin.' }],
      },
      {
        ...{ ...shown, kind: 'gone', part: old(2), news: [] },
        olds: [{ id: old(2), number: '3', text: 'Eerste alinea over algemene voorzieningen.' }],
      },
    ])
    expect(plan?.linkable).toEqual([old(0), old(2)])
  })

  test('is opened where its words are now: its place, what was reacted to, the heading, or nowhere', async () => {
    const { process, part, old, point, write } = await fromPoint()
    const partOf = async (id: string) => (await planOfPoint(db, process, id))?.part
    await write(0, 'Een heel andere eerste zin.', {})
    expect(await partOf(point)).toBe(part(0))
    const unplaced = await aNumberedPoint(db, processor, process, 'Een bus.')
    expect(await partOf(unplaced)).toBe(null)
    const { contributionId } = await db
      .selectFrom('point')
      .select('contributionId')
      .where('id', '=', unplaced)
      .executeTakeFirstOrThrow()
    const reacted = { paragraphId: old(3) }
    await db.updateTable('contribution').set(reacted).where('id', '=', contributionId).execute()
    expect(await partOf(unplaced)).toBe(part(3))
    await removePart(db, processor, { process, part: part(0) }, NOW)
    const heading = (await storedPlan(db, process))?.blocks.find(({ kind }) => kind === 'heading')?.id
    expect(await partOf(point)).toBe(heading)
  })
})
