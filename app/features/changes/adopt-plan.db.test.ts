import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#app/features/accounts/account.ts'
import { planSecondInspraak } from '#app/features/contributions/plan-second-inspraak.server.ts'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import { exportPlan } from '#app/features/plans/export-plan.server.ts'
import { beginRevision } from '#app/features/plans/versions/begin-revision.server.ts'
import { whereWordsWent } from '#app/features/plans/versions/where-words-went.server.ts'
import { setChangeReason } from './set-change-reason.server.ts'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { withdrawProcess } from '#app/features/processes/withdraw-process.server.ts'
import { adoptPlan, releaseRevision, writeAmendment, writeParagraph } from '#app/room-parts.server.ts'
import { aMunicipality, anActor, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { AFTER_POST, anUndescribedPicture, aRevisedPlan } from '#tests/revised-plan.ts'
import { addAmendmentPart } from './amendments/amendment-parts.server.ts'
import { enterAmendment } from './amendments/enter-amendment.server.ts'
import { settleAmendment } from './amendments/settle-amendment.server.ts'
import { adoptionGate } from './plan-gate.server.ts'

const { db } = await testDatabase()
const DECISION = {
  gapsSigned: true,
  body: 'de gemeenteraad',
  decidedOn: '24 november 2016',
  decision: 'raadsbesluit 2016-88',
}
let by: Actor
let municipality: Awaited<ReturnType<typeof aMunicipality>>
let made: Awaited<ReturnType<typeof aRevisedPlan>>

beforeEach(async () => {
  municipality = await aMunicipality(db)
  by = await anActor(db, municipality, { innerRoles: ['processor', 'approver'] })
  made = await aRevisedPlan(db, municipality, by)
})

const adopt = (given: object = {}, now = AFTER_POST) =>
  adoptPlan(db, by, { process: made.process, ...DECISION, ...given }, now)
const versions = () =>
  db
    .selectFrom('planVersion')
    .select(['kind', 'ordinal', 'isForReaders', 'isForEditors', 'datedOn'])
    .where('processId', '=', made.process.id)
    .orderBy('ordinal')
    .execute()
const set = (values: object) => db.updateTable('process').set(values).where('id', '=', made.process.id).execute()

test('the version that officials work on becomes the adopted plan, with body, date and decision', async () => {
  const url = 'https://raad.example/2016-88'
  await adopt({ note: 'Met twee amendementen.', decisionUrl: url, seen: (await adoptionGate(db, made.process))?.seen })
  expect(await adoptionOf(db, made.process)).toEqual({
    ...{ planVersionId: made.planVersionId, body: 'de gemeenteraad', decidedOn: '2016-11-24' },
    ...{ decision: 'raadsbesluit 2016-88', note: 'Met twee amendementen.', decisionUrl: url, recordedAt: AFTER_POST },
  })
  expect(await versions()).toEqual([
    { kind: 'concept', ordinal: 1, isForReaders: false, isForEditors: false, datedOn: null },
    { kind: 'adopted', ordinal: 2, isForReaders: true, isForEditors: true, datedOn: '2016-11-24' },
  ])
  const announced = await db.selectFrom('planAnnouncement').select(['kind', 'planVersionId']).execute()
  expect(announced).toContainEqual({ kind: 'adopted', planVersionId: made.planVersionId })
})

test('of a plan that people read already a copy is adopted, so that the released one stays what it was', async () => {
  await releaseRevision(db, by, { process: made.process, gapsSigned: true }, AFTER_POST)
  const before = await exportPlan(db, made.process)
  const { planVersionId } = await adopt()
  expect((await versions()).map(({ kind, isForReaders }) => [kind, isForReaders])).toEqual([
    ['concept', false],
    ['revised', false],
    ['adopted', true],
  ])
  const texts = (plan: typeof before) => plan?.onderdelen.flatMap(({ alineas }) => alineas.map(({ tekst }) => tekst))
  expect(texts(await exportPlan(db, made.process))).toEqual(texts(before))
  const went = await whereWordsWent(db, made.process, made.concept.paragraphs)
  expect([...went.values()].map(({ now, made }) => now.map(({ number }) => number === made.number))).toEqual(
    made.concept.paragraphs.map(() => [true]),
  )
  expect((await adoptionOf(db, made.process))?.planVersionId).toBe(planVersionId)
})

test('after it nothing of the plan changes any more, except an error that is corrected in the open', async () => {
  await adopt()
  const { process, paragraphs } = made
  const part = paragraphs[1] ?? ''
  const refused = { code: 'versionFixed' }
  await expect(writeParagraph(db, by, { process, part, words: 'Anders.' }, AFTER_POST)).rejects.toMatchObject(refused)
  await expect(beginRevision(db, by, { process }, AFTER_POST)).rejects.toMatchObject({ code: 'alreadyAdopted' })
  const days = { secondStartsOn: '5 december 2016', secondLastDay: '20 januari 2017' }
  const adopted = { code: 'adopted' }
  await expect(planSecondInspraak(db, by, { process, ...days }, AFTER_POST)).rejects.toMatchObject(adopted)
  await expect(withdrawProcess(db, by, { process, reason: 'Toch niet.' }, AFTER_POST)).rejects.toMatchObject(adopted)
  const words = 'Tweede alinea over gezin en netwerk.'
  await correctError(db, by, { process, part, words, reason: 'Een woord te veel.' }, AFTER_POST)
  expect((await exportPlan(db, process))?.onderdelen[0]?.alineas[1]?.tekst).toBe(words)
})

/** An amendment that asks for other words for the second paragraph; `outcome` is what became of it. */
async function anAmendment(
  outcome?: 'adopted' | 'rejected',
): Promise<{ amendmentId: string; settle: () => Promise<void> }> {
  const clerk = await anActor(db, municipality, { role: 'clerk' })
  const { process } = made
  const said = { title: 'Reiskosten', movers: 'Fractie A', reason: 'Vrijwilligers leggen nu geld toe.' }
  const { id: amendmentId } = await enterAmendment(db, clerk, { process, key: uuid(), ...said }, AFTER_POST)
  const asked = { kind: 'words' as const, paragraphId: made.concept.paragraphs[1] ?? '', words: 'Wat de raad wil.' }
  await addAmendmentPart(db, clerk, { process, amendmentId, ...asked }, AFTER_POST)
  const settled = { process, amendmentId, outcome: outcome ?? 'adopted', decidedOn: '24 november 2016' }
  const settle = () => settleAmendment(db, clerk, settled, AFTER_POST)
  if (outcome) await settle()
  return { amendmentId, settle }
}

describe('with amendments', () => {
  test('what the council adopted has to be in the plan first, also where no newer version is open', async () => {
    await anAmendment('rejected')
    const { amendmentId } = await anAmendment('adopted')
    const refused = { code: 'unwritten', facts: [2], message: /: amendement 2\. .*in het plan/ }
    await expect(adopt()).rejects.toMatchObject(refused)
    await releaseRevision(db, by, { process: made.process, gapsSigned: true }, AFTER_POST)
    await expect(adopt()).rejects.toMatchObject(refused)
    await writeAmendment(db, by, { process: made.process, amendmentId, parts: [] }, AFTER_POST)
    await adopt()
    const adopted = await exportPlan(db, made.process)
    expect(adopted?.onderdelen[0]?.alineas[1]?.tekst).toBe('Wat de raad wil.')
  })

  test('an approver signs for those without an outcome, and for those that were there', async () => {
    const gate = await adoptionGate(db, made.process)
    const { settle } = await anAmendment()
    await expect(adopt({ seen: gate?.seen })).rejects.toMatchObject({ code: 'stale' })
    const now = await adoptionGate(db, made.process)
    expect(now?.amendments).toMatchObject({ unwritten: [], undecided: [{ number: 1, title: 'Reiskosten' }] })
    // Nothing else misses, so it is the amendment that is signed for.
    const { process, paragraphs } = made
    const reason = { because: ['ownInitiative' as const], sentence: 'Zo is het duidelijker.' }
    await setChangeReason(db, by, { process, part: paragraphs[0] ?? '', ...reason }, AFTER_POST)
    await expect(adopt({ gapsSigned: false })).rejects.toMatchObject({
      ...{ code: 'undecided', facts: [1], field: 'gapsSigned', message: /ingevuld: amendement 1\./ },
    })
    await settle()
    await expect(adopt({ seen: now?.seen })).rejects.toMatchObject({ code: 'unwritten' })
  })

  test('an undecided one does not stop who signs for it', async () => {
    await anAmendment()
    await adopt({ seen: (await adoptionGate(db, made.process))?.seen })
    const { detail } = await db
      .selectFrom('event')
      .select('detail')
      .where('processId', '=', made.process.id)
      .where('act', '=', 'adoptPlan')
      .executeTakeFirstOrThrow()
    expect(detail).toMatchObject({ undecided: 1 })
  })
})

describe('is refused', () => {
  test('while a picture of the version that becomes public is not described', async () => {
    await anUndescribedPicture(db, made.paragraphs[1] ?? '')
    expect(await adoptionGate(db, made.process)).toMatchObject({ undescribed: 1 })
    await expect(adopt()).rejects.toMatchObject({ code: 'undescribed', message: /^1 afbeelding .* Beschrijf ze eerst/ })
    const handedOver = db.updateTable('planVersion').where('id', '=', made.planVersionId)
    await handedOver.set({ fixedAt: NOW }).execute()
    await expect(adopt()).rejects.toMatchObject({ code: 'undescribed', message: /ligt vast.*volgende versie/ })
  })

  test('of a plan that is adopted already', async () => {
    await adopt()
    await expect(adopt()).rejects.toMatchObject({ code: 'alreadyAdopted', message: /24 november 2016/ })
  })

  test('while people may react, or post may come that counts', async () => {
    await expect(adopt({}, NOW)).rejects.toMatchObject({ code: 'roundRuns', facts: '2016-11-15' })
    const inWeek = new Date('2016-11-20T12:00:00+01:00')
    await expect(adopt({}, inWeek)).rejects.toMatchObject({ code: 'postMayArrive', facts: '2016-11-22' })
    await set({ secondStartsOn: '2016-12-05', secondLastDay: '2017-01-16', secondClosesAt: new Date('2017-01-17') })
    await expect(adopt()).rejects.toMatchObject({ code: 'notNow', message: /tweede inspraak loopt van 5 december/ })
    const during = new Date('2016-12-10T12:00:00+01:00')
    await expect(adopt({}, during)).rejects.toMatchObject({ code: 'roundRuns', facts: '2017-01-16' })
    const after = new Date('2017-01-20T12:00:00+01:00')
    await expect(adopt({}, after)).rejects.toMatchObject({ code: 'notNow', message: /post komen/ })
  })

  test('by a decision that was not taken yet, or was before the end of the inspraak', async () => {
    await expect(adopt({ decidedOn: '1 december 2016' })).rejects.toMatchObject({ code: 'inFuture' })
    await expect(adopt({ decidedOn: '15 november 2016' })).rejects.toMatchObject({ code: 'beforeTheEnd' })
  })

  test('while a colleague changed the draft meanwhile, gaps are not signed for, or it is doubtful where words went', async () => {
    const gate = await adoptionGate(db, made.process)
    const words = { process: made.process, part: made.paragraphs[1] ?? '', words: 'Ook deze alinea is anders.' }
    await writeParagraph(db, by, words, NOW)
    await expect(adopt({ seen: gate?.seen })).rejects.toMatchObject({ code: 'stale' })
    await expect(adopt({ gapsSigned: false })).rejects.toMatchObject({ code: 'gaps' })
    await db.updateTable('paragraphOrigin').set({ isDoubtful: true }).execute()
    await expect(adopt()).rejects.toMatchObject({ code: 'doubtful' })
  })

  test('while changed words may tell of a person, until the approver says that it may be public', async () => {
    const words = { process: made.process, part: made.paragraphs[1] ?? '', words: 'Bel 06 12345678.' }
    await writeParagraph(db, by, words, NOW)
    await expect(adopt()).rejects.toMatchObject({ code: 'personInPlan', field: 'personSigned' })
    await adopt({ personSigned: true })
  })

  test('of what was never released or was withdrawn, and of who may not sign', async () => {
    await set({ releasedAt: null })
    await expect(adopt()).rejects.toMatchObject({ code: 'notReleased' })
    await set({ state: 'withdrawn' })
    await expect(adopt()).rejects.toMatchObject({ code: 'withdrawn' })
    const processor = await anActor(db, municipality, { innerRoles: ['processor'] })
    const given = { process: made.process, ...DECISION }
    await expect(adoptPlan(db, processor, given, AFTER_POST)).rejects.toThrow(/rol/)
  })

  test.each([
    [{ body: ' ' }, 'body'],
    [{ decidedOn: '' }, 'decidedOn'],
    [{ decision: '' }, 'decision'],
    [{ decisionUrl: 'raad.example' }, 'decisionUrl'],
  ])('%j is said at its field', async (given, field) => {
    await expect(adopt(given)).rejects.toMatchObject({ byField: { [field]: expect.any(String) } })
  })
})
