import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import { settleDoubts, settleOrigin } from '#app/features/plans/versions/settle-origins.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { adoptPlan, describeFigures, releaseRevision, writeParagraph } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { AFTER_POST, anUndescribedPicture, aRevisedPlan } from '#tests/revised-plan.ts'
import { planGate } from './plan-gate.server.ts'

const { db } = await testDatabase()
const TERM = { secondStartsOn: '5 december 2016', secondLastDay: '' }
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let made: Awaited<ReturnType<typeof aRevisedPlan>>

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  made = await aRevisedPlan(db, municipality, by)
})

const release = (given: object = {}, now = AFTER_POST) =>
  releaseRevision(db, by, { process: made.process, gapsSigned: true, ...given }, now)
const found = () => processBySlug(db, municipality.id, made.process.slug)
const read = async () => (await exportPlan(db, made.process))?.onderdelen[0]?.alineas[0]?.tekst
const announced = async () =>
  (
    await db
      .selectFrom('planAnnouncement')
      .select(['kind', 'planVersionId'])
      .where('processId', '=', made.process.id)
      .execute()
  ).map(({ kind, planVersionId }) => [kind, planVersionId])
const set = (values: object) => db.updateTable('process').set(values).where('id', '=', made.process.id).execute()

test('a revised plan that is released is what people read from then on, fixed and dated', async () => {
  expect(await read()).toMatch(/^Eerste alinea/)
  const gate = await planGate(db, made.process)
  expect(gate).toMatchObject({ changes: 1, doubtful: 0, counts: { edited: 1, new: 0, gone: 0 } })
  await release({ seen: gate?.seen })
  expect(await read()).toBe('Heel andere woorden over hulp.')
  const version = await db
    .selectFrom('planVersion')
    .select(['isForReaders', 'isForEditors', 'fixedAt', 'releasedAt', 'releasedBy', 'datedOn', 'kind'])
    .where('id', '=', made.planVersionId)
    .executeTakeFirstOrThrow()
  expect(version).toEqual({
    ...{ isForReaders: true, isForEditors: true, kind: 'revised', datedOn: '2016-11-28' },
    ...{ fixedAt: AFTER_POST, releasedAt: AFTER_POST, releasedBy: by.id },
  })
  expect(await announced()).toEqual([['released', made.planVersionId]])
  const words = { process: made.process, part: made.paragraphs[0] ?? '', words: 'Toch anders.' }
  await expect(writeParagraph(db, by, words, AFTER_POST)).rejects.toMatchObject({ code: 'versionFixed' })
})

test('people find the words of the version that they read', async () => {
  const entries = async () =>
    (
      await db
        .selectFrom('searchEntry')
        .select('id')
        .where('processId', '=', made.process.id)
        .where('kind', '=', 'paragraph')
        .execute()
    ).map(({ id }) => id)
  expect((await entries()).sort()).toEqual([...made.concept.paragraphs].sort())
  await release()
  expect((await entries()).sort()).toEqual([...made.paragraphs].sort())
})

describe('with a second inspraak', () => {
  test('the round is on the new text, about what changed, and those who reacted are told of both at once', async () => {
    await release({ round: 'changed', ...TERM })
    expect(await found()).toMatchObject({
      ...{ secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16', secondScope: 'changed', state: 'released' },
    })
    expect(await announced()).toEqual([['secondRound', made.planVersionId]])
  })

  test('a process of which the answers were public goes on again', async () => {
    made = await aRevisedPlan(db, municipality, by, { state: 'answered' })
    await release({ round: 'all', ...TERM })
    expect(await found()).toMatchObject({ state: 'released', secondScope: 'all' })
  })

  test.each([
    [{ secondStartsOn: '' }, 'noFirstDay'],
    [{ secondStartsOn: '15 november 2016' }, 'beforeTheEnd'],
    [{ secondLastDay: '1 december 2016' }, 'endsBeforeBegin'],
    [{ secondLastDay: '10 januari 2017' }, 'tooShort'],
    [{ secondStartsOn: '21 november 2016' }, 'onlineTooLate'],
  ])('%j is refused as %s, and nothing is public', async (given, code) => {
    await expect(release({ round: 'changed', ...TERM, ...given })).rejects.toMatchObject({ code })
    expect(await read()).toMatch(/^Eerste alinea/)
    expect(await announced()).toEqual([])
  })

  test('without a number of days in the rules it needs a last day', async () => {
    await set({ regime: 'informal', termDays: null })
    await expect(release({ round: 'all', ...TERM })).rejects.toMatchObject({ code: 'noLastDay' })
  })
})

describe('is refused', () => {
  test('while answers and changes do not fit, until the approver says to have seen that', async () => {
    expect((await planGate(db, made.process))?.gaps).toMatchObject({ withoutReason: 1 })
    await expect(release({ gapsSigned: false })).rejects.toMatchObject({ code: 'gaps', field: 'gapsSigned' })
    await release({ gapsSigned: true })
  })

  test('while changed words may tell of a person what people do not read yet, until the approver says that it may be public', async () => {
    const [first = '', second = ''] = made.paragraphs
    const write = (part: string, words: string) => writeParagraph(db, by, { process: made.process, part, words }, NOW)
    await write(first, 'Bel Jan: 06 12345678.')
    expect(await planGate(db, made.process)).toMatchObject({
      telling: [{ id: first, number: '1', found: '1 telefoonnummer' }],
    })
    await expect(release()).rejects.toMatchObject({ code: 'personInPlan', field: 'personSigned' })
    const old = await db
      .selectFrom('paragraph')
      .select(['id', 'text'])
      .where('id', '=', made.concept.paragraphs[2] ?? '')
      .executeTakeFirstOrThrow()
    const reads = (text: string) => db.updateTable('paragraph').set({ text }).where('id', '=', old.id).execute()
    await reads(`${old.text} 06-12345678`)
    expect((await planGate(db, made.process))?.telling, 'people read it already, elsewhere').toEqual([])
    await reads(old.text)
    const shown = await planGate(db, made.process)
    await write(second, 'Mail iemand@voorbeeld.example.')
    await expect(release({ personSigned: true, seen: shown?.seen })).rejects.toMatchObject({ code: 'stale' })
    await release({ personSigned: true, seen: (await planGate(db, made.process))?.seen })
    expect(await read()).toBe('Bel Jan: 06 12345678.')
  })

  test('of a plan that a colleague changed meanwhile', async () => {
    const gate = await planGate(db, made.process)
    const words = { process: made.process, part: made.paragraphs[1] ?? '', words: 'Ook deze alinea is anders.' }
    await writeParagraph(db, by, words, NOW)
    await expect(release({ seen: gate?.seen })).rejects.toMatchObject({ code: 'stale' })
  })

  test('while people react to the text that is there', async () => {
    await expect(release({}, NOW)).rejects.toMatchObject({ code: 'roundRuns', facts: '2016-11-15' })
    await set({ secondStartsOn: '2016-11-21', secondLastDay: '2017-01-03', secondClosesAt: new Date('2017-01-04') })
    await expect(release()).rejects.toMatchObject({ code: 'roundRuns', facts: '2017-01-03' })
  })

  test('while it is doubtful where words went, since old addresses lead there', async () => {
    await db.updateTable('paragraphOrigin').set({ isDoubtful: true }).execute()
    await expect(release()).rejects.toMatchObject({ code: 'doubtful', facts: made.paragraphs.length })
    await settleDoubts(db, by, { process: made.process }, NOW)
    await release()
    const settle = { process: made.process, part: made.paragraphs[0] ?? '', answer: 'new' as const }
    await expect(settleOrigin(db, by, settle, AFTER_POST)).rejects.toMatchObject({ code: 'versionFixed' })
  })

  test('while a picture of this version is not described, whatever the version that people read has', async () => {
    const { process, paragraphs, concept } = made
    const part = paragraphs[1] ?? ''
    await anUndescribedPicture(db, part)
    expect(await planGate(db, process)).toMatchObject({ undescribed: 1 })
    await expect(release()).rejects.toMatchObject({ code: 'undescribed', facts: { count: 1, isFixed: false } })
    await describeFigures(db, by, { process, parts: [part], descriptions: ['De brug'] }, AFTER_POST)
    await anUndescribedPicture(db, concept.paragraphs[1] ?? '')
    await release()
  })

  test('where nothing changed, or there is no other version', async () => {
    const same = { process: made.process, part: made.paragraphs[0] ?? '' }
    await writeParagraph(db, by, { ...same, words: 'Eerste alinea over gezin en sociaal netwerk.' }, NOW)
    await expect(release()).rejects.toMatchObject({ code: 'nothingChanged' })
    await writeParagraph(db, by, { ...same, words: 'Nieuwe woorden.' }, NOW)
    await release()
    await expect(release()).rejects.toMatchObject({ code: 'noRevision' })
  })

  test('of a text that is meant as the adopted plan, of one that was adopted, and of what was withdrawn', async () => {
    const version = db.updateTable('planVersion').where('id', '=', made.planVersionId)
    await version.set({ kind: 'adopted' }).execute()
    await expect(release()).rejects.toMatchObject({ code: 'isDecision' })
    const decision = { gapsSigned: true, body: 'de raad', decidedOn: '24 november 2016', decision: '2016-88' }
    await adoptPlan(db, by, { process: made.process, ...decision }, AFTER_POST)
    await expect(release()).rejects.toMatchObject({ code: 'adopted' })
    await set({ state: 'withdrawn' })
    await expect(release()).rejects.toMatchObject({ code: 'withdrawn' })
  })

  test('before the concept was released, and of who may not sign', async () => {
    await set({ releasedAt: null })
    await expect(release()).rejects.toMatchObject({ code: 'notReleased' })
    const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
    await expect(releaseRevision(db, processor, { process: made.process }, AFTER_POST)).rejects.toThrow(/rol/)
    const process = await aProcess(db, municipality)
    await aPlan(db, process)
    await expect(releaseRevision(db, by, { process }, AFTER_POST)).rejects.toMatchObject({ code: 'noRevision' })
  })
})
