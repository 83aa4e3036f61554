import { v7 as uuid } from 'uuid'
import { describe, expect, test } from 'vitest'
import { NotAllowed, NotFound } from '#app/errors.server.ts'
import { createProcess } from '#app/features/processes/create-process.server.ts'
import { correctPlan, importPlan } from '#app/room-parts.server.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { isHeading } from './plan.ts'
import { storedPlan } from './stored-plan.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor'] })

const text = `# Zorg

Wie hulp nodig heeft

krijgt die in het eigen dorp.

# Mantelzorg

De gemeente steunt wie zorgt.

## Rust

Een avond vrij.

# Leeg
`

type Correction = Omit<Parameters<typeof correctPlan>[2], 'process'>

async function aDraftWithPlan() {
  const process = await createProcess(db, official, { title: `Traject ${uuid()}` }, NOW)
  await importPlan(db, official, { process, file: new File([text], 'plan.md') }, NOW)
  const plan = async () => {
    const stored = await storedPlan(db, process)
    if (!stored) throw new Error('no plan')
    return stored
  }
  const id = async (words: string) => (await plan()).blocks.find((block) => block.text === words)?.id ?? uuid()
  const correct = (given: Correction, seen?: string) => correctPlan(db, official, { process, ...given, seen }, NOW)
  const outline = async () =>
    (await plan()).blocks.map((block) =>
      isHeading(block) ? `${block.number} ${block.text}` : `[${block.number}] ${block.kind} ${block.text}`,
    )
  return { process, plan, id, correct, outline }
}

describe('an official corrects the headings', () => {
  test('a heading goes down with what stands under it, and up again; numbers follow and ids stay', async () => {
    const { plan, id, correct, outline } = await aDraftWithPlan()
    const before = (await plan()).blocks.map((block) => block.id)
    await correct({ correction: 'demote', part: await id('Mantelzorg') })
    expect((await outline()).filter((line) => !line.startsWith('['))).toEqual([
      '1 Zorg',
      '1.1 Mantelzorg',
      '1.1.1 Rust',
      '2 Leeg',
    ])
    expect((await plan()).blocks.map((block) => block.id)).toEqual(before)
    await correct({ correction: 'promote', part: await id('Mantelzorg') })
    expect((await outline()).filter((line) => !line.startsWith('['))).toEqual([
      '1 Zorg',
      '2 Mantelzorg',
      '2.1 Rust',
      '3 Leeg',
    ])
  })

  test('a heading becomes a paragraph with the same id, and a heading again', async () => {
    const { id, correct, outline } = await aDraftWithPlan()
    const rest = await id('Rust')
    await correct({ correction: 'toParagraph', part: rest })
    expect((await outline()).slice(3)).toEqual([
      '2 Mantelzorg',
      '[3] text De gemeente steunt wie zorgt.',
      '[4] text Rust',
      '[5] text Een avond vrij.',
      '3 Leeg',
    ])
    expect(await id('Rust')).toBe(rest)
    await correct({ correction: 'toHeading', part: rest })
    expect((await outline()).slice(3)).toEqual([
      '2 Mantelzorg',
      '[3] text De gemeente steunt wie zorgt.',
      '3 Rust',
      '[4] text Een avond vrij.',
      '4 Leeg',
    ])
    expect(await id('Rust')).toBe(rest)
  })

  test('a heading gets other words', async () => {
    const { id, correct, outline } = await aDraftWithPlan()
    await correct({ correction: 'rename', part: await id('Zorg'), heading: 'Zorg dichtbij' })
    expect((await outline()).filter((line) => !line.startsWith('['))).toEqual([
      '1 Zorg dichtbij',
      '2 Mantelzorg',
      '2.1 Rust',
      '3 Leeg',
    ])
    await expect(correct({ correction: 'rename', part: await id('Rust'), heading: ' ' })).rejects.toMatchObject({
      field: 'heading',
    })
  })
})

describe('an official corrects the paragraphs', () => {
  test('two halves become one with the id of the first, and what was about the second is about that one', async () => {
    const { process, id, correct, outline } = await aDraftWithPlan()
    const [first, second] = [await id('Wie hulp nodig heeft'), await id('krijgt die in het eigen dorp.')]
    const ids = { municipalityId: municipality.id, processId: process.id }
    const [contributorId, reaction] = [uuid(), uuid()]
    await db
      .insertInto('contributor')
      .values({ ...ids, id: contributorId, kind: 'organisation' })
      .execute()
    await db
      .insertInto('contribution')
      .values({
        ...ids,
        id: reaction,
        contributorId,
        kind: 'partnerResponse',
        channel: 'email',
        receivedAt: NOW,
        timeliness: 'early',
        text: 'x',
        paragraphId: second,
      })
      .execute()
    await correct({ correction: 'merge', part: second })
    expect((await outline()).slice(0, 2)).toEqual([
      '1 Zorg',
      '[1] text Wie hulp nodig heeft krijgt die in het eigen dorp.',
    ])
    expect(await id('Wie hulp nodig heeft krijgt die in het eigen dorp.')).toBe(first)
    expect(
      await db
        .selectFrom('contribution')
        .select(['paragraphId', 'sectionId'])
        .where('id', '=', reaction)
        .executeTakeFirst(),
    ).toEqual({
      paragraphId: first,
      sectionId: await id('Zorg'),
    })
  })

  test('a paragraph becomes an action item; saying so twice is no error', async () => {
    const { id, correct, outline } = await aDraftWithPlan()
    const evening = await id('Een avond vrij.')
    await correct({ correction: 'setKind', part: evening, kind: 'action_item' })
    await correct({ correction: 'setKind', part: evening, kind: 'action_item' })
    expect((await outline()).slice(-2)).toEqual(['[4] action_item Een avond vrij.', '3 Leeg'])
    await expect(correct({ correction: 'setKind', part: evening, kind: 'table' })).rejects.toMatchObject({
      field: 'kind',
    })
  })

  test('an answer that named a heading names the one above it when that heading becomes text', async () => {
    const { process, id, correct } = await aDraftWithPlan()
    const [rest, above] = [await id('Rust'), await id('Mantelzorg')]
    const answerId = uuid()
    const { municipalityId, id: processId } = process
    await db
      .insertInto('answer')
      .values({ municipalityId, processId, id: answerId, disposition: 'adopted', reply: 'Ja.', updatedAt: NOW })
      .execute()
    await db.insertInto('answerSection').values({ municipalityId, answerId, sectionId: rest }).execute()
    await correct({ correction: 'toParagraph', part: rest })
    expect(await db.selectFrom('answerSection').select('sectionId').where('answerId', '=', answerId).execute()).toEqual(
      [{ sectionId: above }],
    )
  })
})

describe('a correction is refused', () => {
  test('when it is impossible, with the reason', async () => {
    const { id, correct } = await aDraftWithPlan()
    await expect(correct({ correction: 'promote', part: await id('Zorg') })).rejects.toThrow(/hoogste niveau/)
    await expect(correct({ correction: 'demote', part: await id('Zorg') })).rejects.toThrow(/lager/)
    await expect(correct({ correction: 'merge', part: await id('Wie hulp nodig heeft') })).rejects.toThrow(
      /bij de vorige/,
    )
    await expect(correct({ correction: 'toParagraph', part: await id('Een avond vrij.') })).rejects.toThrow(
      /al een alinea/,
    )
    await expect(correct({ correction: 'toHeading', part: await id('Zorg') })).rejects.toThrow(/kan geen kop worden/)
    await expect(
      correct({ correction: 'rename', part: await id('Een avond vrij.'), heading: 'Avond' }),
    ).rejects.toMatchObject({ code: 'notAHeading', field: 'heading' })
  })

  test('when the form is out of date, so that a form sent twice moves a heading once', async () => {
    const { plan, id, correct, outline } = await aDraftWithPlan()
    const { seen } = await plan()
    const correction: Correction = { correction: 'demote', part: await id('Mantelzorg') }
    await correct(correction, seen)
    await expect(correct(correction, seen)).rejects.toThrow(/collega/)
    expect((await outline()).filter((line) => !line.startsWith('['))).toEqual([
      '1 Zorg',
      '1.1 Mantelzorg',
      '1.1.1 Rust',
      '2 Leeg',
    ])
  })

  test('after the release, by others, and for what is not in this plan', async () => {
    const released = await aProcess(db, municipality)
    const { sections } = await aPlan(db, released)
    const correction: Correction = { correction: 'demote', part: sections[1] ?? '' }
    await expect(correctPlan(db, official, { process: released, ...correction }, NOW)).rejects.toThrow(/ligt vast/)
    const { process, id } = await aDraftWithPlan()
    const own: Correction = { correction: 'demote', part: await id('Mantelzorg') }
    const stranger = await anActor(db, await aMunicipality(db))
    const reader = await anActor(db, municipality, { innerRoles: ['approver'] })
    await expect(correctPlan(db, stranger, { process, ...own }, NOW)).rejects.toThrow(NotFound)
    await expect(correctPlan(db, reader, { process, ...own }, NOW)).rejects.toThrow(NotAllowed)
    const gone = correctPlan(db, official, { process, ...correction }, NOW)
    await expect(gone).rejects.toMatchObject({ code: 'partGone' })
    const bare = await createProcess(db, official, { title: 'Zonder plan' }, NOW)
    await expect(correctPlan(db, official, { process: bare, ...own }, NOW)).rejects.toThrow(NotFound)
  })
})
