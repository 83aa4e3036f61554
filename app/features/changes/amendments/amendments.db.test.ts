import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { isHeading } from '#app/features/plans/plan.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision, discardVersion } from '#app/features/plans/versions/begin-revision.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { removePart, writeAmendment, writeParagraph } from '#app/room-parts.server.ts'
import { exportedReason, reasonsOf } from '#app/features/changes/reasons.ts'
import { storedReasons } from '#app/features/changes/stored-reasons.server.ts'
import { aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { anAdoption } from '#tests/change-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { addAmendmentPart, changeAmendmentPart, removeAmendmentPart } from './amendment-parts.server.ts'
import { changeAmendment, enterAmendment } from './enter-amendment.server.ts'
import { shownAmendment } from './amendment-view.server.ts'
import { openAmendments } from './open-amendments.server.ts'
import { reopenAmendment, settleAmendment } from './settle-amendment.server.ts'
import {
  amendedPlan,
  markOfAmendment,
  markOfAmendmentPart,
  amendedPlaces,
  storedAmendment,
} from './stored-amendments.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const clerk = await anActor(db, municipality, { role: 'clerk', name: 'Griffier' })
const official = await anActor(db, municipality, { innerRoles: ['processor'] })
const facts = { title: 'Reiskosten', movers: 'Fractie A en fractie B', reason: 'Vrijwilligers leggen nu geld toe.' }
const DAY = '1 november 2016'

let process: { id: string; slug: string; municipalityId: string }
let paragraphs: string[]
beforeEach(async () => {
  process = await aProcess(db, municipality)
  paragraphs = (await aPlan(db, process)).paragraphs
})

const enter = async () => (await enterAmendment(db, clerk, { process, key: uuid(), ...facts }, NOW)).id
const ask = (amendmentId: string, kind: 'words' | 'added' | 'removed', at: number, words = '') =>
  addAmendmentPart(db, clerk, { process, amendmentId, kind, paragraphId: paragraphs[at] ?? '', words }, NOW)
const settle = (amendmentId: string, outcome: 'adopted' | 'rejected' | 'withdrawn' = 'adopted', decidedOn = DAY) =>
  settleAmendment(db, clerk, { process, amendmentId, outcome, decidedOn }, NOW)
const write = (amendmentId: string, parts: { partId: string; words?: string; seen?: string }[] = []) =>
  writeAmendment(db, official, { process, amendmentId, parts }, NOW)
const stored = (id: string) => storedAmendment(db, process, id)
const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.code : (error as Error).constructor.name),
  )
const texts = async () => ((await storedPlan(db, process))?.blocks ?? []).flatMap((b) => (isHeading(b) ? [] : [b.text]))
const idOf = async (text: string) =>
  (await storedPlan(db, process))?.blocks.find((block) => block.text === text)?.id ?? ''
/** What changed since the version before, with the reason that the export gives. */
const changes = async () => {
  const now = await storedPlan(db, process)
  const compared = now && (await compareVersions(db, process, now))
  if (!compared) throw new Error('no second version')
  const found = changesOf(compared.lines)
  const reasons = reasonsOf(found, compared, await storedReasons(db, process, compared))
  return found.map((change) => `${change.kind}: ${exportedReason(reasons.get(change))?.sentence ?? '-'}`)
}
/** The marks by which a form says what it showed of each part. */
const marks = async (id: string) => {
  const amendment = await stored(id)
  const places = amendedPlaces(amendment.parts, await amendedPlan(db, process, amendment))
  return amendment.parts.map((part) => {
    const place = places.get(part.id)
    return {
      partId: part.id,
      state: place?.state,
      present: place?.present,
      seen: place && markOfAmendmentPart(part, place),
    }
  })
}

describe('entering', () => {
  test('a clerk enters amendments, each with a number of its own', async () => {
    const key = uuid()
    const first = await enterAmendment(db, clerk, { process, key, ...facts }, NOW)
    expect(await enterAmendment(db, clerk, { process, key, ...facts }, NOW)).toEqual(first)
    expect((await stored(first.id)).number).toBe(1)
    expect((await stored(await enter())).number).toBe(2)
  })

  test('while the plan may still change there is nothing to amend', async () => {
    process = await aProcess(db, municipality, { state: 'draft' })
    await aPlan(db, process)
    expect(await refusal(enter())).toBe('noPlanYet')
    process = await aProcess(db, municipality)
    expect(await refusal(enter())).toBe('noPlanYet')
  })

  test('what is said of an amendment changes until it is settled, and not over what a colleague saved', async () => {
    const amendmentId = await enter()
    const seen = markOfAmendment(facts)
    const change = (title: string) => changeAmendment(db, clerk, { process, amendmentId, ...facts, title, seen }, NOW)
    await change('Reiskosten terug')
    expect((await stored(amendmentId)).title).toBe('Reiskosten terug')
    expect(await refusal(change('Iets anders'))).toBe('stale')
    await settle(amendmentId, 'rejected')
    expect(await refusal(change('Nog iets'))).toBe('settled')
  })

  test('a part asks for other words, a new paragraph, or that one goes', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Een **vette** eerste alinea.')
    const { partId } = await ask(id, 'added', 0, 'Een nieuwe alinea.')
    expect(await ask(id, 'added', 0, 'Een nieuwe alinea.')).toEqual({ partId })
    await ask(id, 'removed', 1)
    expect((await stored(id)).parts.map(({ kind, words }) => [kind, words])).toEqual([
      ['words', 'Een **vette** eerste alinea.'],
      ['added', 'Een nieuwe alinea.'],
      ['removed', ''],
    ])
    await removeAmendmentPart(db, clerk, { process, amendmentId: id, partId }, NOW)
    await removeAmendmentPart(db, clerk, { process, amendmentId: id, partId }, NOW)
    expect((await stored(id)).parts).toHaveLength(2)
  })

  test('a part without words, with the same words or on words that are asked for already is refused', async () => {
    const id = await enter()
    expect(await refusal(ask(id, 'words', 0, ' '))).toBe('nothingTyped')
    expect(await refusal(ask(id, 'words', 0, (await texts())[0]))).toBe('sameWords')
    expect(await refusal(ask(id, 'added', 0, '*a'.repeat(9000)))).toBe('unreadable')
    await ask(id, 'words', 0, 'Anders.')
    expect(await refusal(ask(id, 'removed', 0))).toBe('askedAlready')
    const missing = { process, amendmentId: id, kind: 'removed', paragraphId: uuid() } as const
    expect(await refusal(addAmendmentPart(db, clerk, missing, NOW))).toMatch(/NotFound/)
  })

  test('of a process that was withdrawn nothing changes any more', async () => {
    const id = await enter()
    await ask(id, 'removed', 0)
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    for (const doing of [enter, () => ask(id, 'removed', 1), () => settle(id), () => write(id)])
      expect(await refusal(doing())).toBe('withdrawn')
  })
})

describe('words that changed meanwhile', () => {
  test('the clerk sees both and makes the part on the new ones', async () => {
    const amendmentId = await enter()
    const { partId } = await ask(amendmentId, 'words', 0, 'Wat de raad wil.')
    await beginRevision(db, official, { process }, NOW)
    const change = async (words: string, seen?: string) =>
      changeAmendmentPart(db, clerk, { process, amendmentId, partId, words, ...(seen ? { seen } : {}) }, NOW)
    const [before] = await marks(amendmentId)
    const part = await idOf('Eerste alinea over gezin en sociaal netwerk.')
    await writeParagraph(db, official, { process, part, words: 'Wat het college wil.' }, NOW)
    expect(await refusal(change('Wat de raad nu wil.', before?.seen))).toBe('changedMeanwhile')
    const [now] = await marks(amendmentId)
    expect(now).toMatchObject({ state: 'changed', present: 'Wat het college wil.' })
    await change('Wat de raad nu wil.', now?.seen)
    expect((await stored(amendmentId)).parts[0]?.oldWords).toBe('Wat het college wil.')
    expect((await marks(amendmentId))[0]?.state).toBe('asMade')
    expect(await refusal(change('Wat het college wil.'))).toBe('sameWords')
  })

  test('an official writes the amendment only after seeing both', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Wat de raad wil.')
    await ask(id, 'removed', 1)
    await ask(id, 'words', 2, 'Dit blijft weg.')
    await settle(id)
    await beginRevision(db, official, { process }, NOW)
    const part = await idOf('Eerste alinea over gezin en sociaal netwerk.')
    await writeParagraph(db, official, { process, part, words: 'Wat het college wil.' }, NOW)
    const gone = await idOf('Eerste alinea over algemene voorzieningen.')
    await removePart(db, official, { process, part: gone }, NOW)
    expect(await refusal(write(id))).toBe('wordsChanged')
    expect((await texts())[0]).toBe('Wat het college wil.')
    const shown = await marks(id)
    expect(shown.map(({ state }) => state)).toEqual(['changed', 'asMade', 'gone'])
    const both = shown.map(({ partId, seen = '' }) => ({ partId, seen, words: 'Wat beiden willen.' }))
    expect(await refusal(write(id, [{ ...both[0], partId: both[0]?.partId ?? '', words: '' }, ...both.slice(1)]))).toBe(
      'nothingTyped',
    )
    const unreadable = both.map((one) => ({ ...one, words: '*a'.repeat(9000) }))
    expect(await refusal(write(id, unreadable))).toBe('unreadable')
    await write(id, both)
    expect(await texts()).toEqual([
      'Wat beiden willen.',
      'Wat beiden willen.',
      'Tweede alinea over algemene voorzieningen.',
    ])
  })
})

describe('an outcome', () => {
  test('has a day that was, and stays until it is taken back', async () => {
    const id = await enter()
    expect(await refusal(settle(id, 'adopted', '2 november 2016'))).toBe('notYet')
    expect(await refusal(settle(id, 'adopted'))).toBe('noParts')
    await settle(id, 'withdrawn')
    await settle(id, 'withdrawn')
    expect(await refusal(settle(id, 'rejected'))).toBe('otherOutcome')
    expect(await refusal(write(id))).toBe('notAdopted')
    expect(await reopenAmendment(db, clerk, { process, amendmentId: id }, NOW)).toEqual({ wasWritten: false })
    expect(await stored(id)).toMatchObject({ outcome: 'proposed', decidedOn: null })
  })

  test('an adopted amendment becomes changes of a next version, with itself as their reason', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Een.\n\nTwee.')
    await ask(id, 'added', 1, 'Drie.')
    await ask(id, 'removed', 2)
    await settle(id)
    expect(await write(id)).toEqual({ wrote: 3 })
    expect(await write(id)).toEqual({ wrote: 0 })
    expect(await texts()).toEqual([
      ...['Een.', 'Twee.', 'Tweede alinea over gezin en sociaal netwerk.', 'Drie.'],
      'Tweede alinea over algemene voorzieningen.',
    ])
    const reason = 'Amendement 1: Reiskosten'
    expect(await changes()).toEqual([`split: ${reason}`, `gone: ${reason}`, `new: ${reason}`])
    expect(await storedPlan(db, process, 'forReaders')).toMatchObject({ kind: 'concept' })
    const { parts, writtenAt } = await stored(id)
    expect(parts.map(({ written }) => written.length)).toEqual([2, 1, 0])
    expect(writtenAt).toEqual(NOW)
  })

  test('taken back, its words are a change without a reason; adopted again, it is the reason again', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Wat de raad wil.')
    await ask(id, 'removed', 2)
    await settle(id)
    await write(id)
    const again = { process, amendmentId: id }
    expect(await reopenAmendment(db, clerk, again, NOW)).toEqual({ wasWritten: true })
    expect(await reopenAmendment(db, clerk, again, NOW)).toEqual({ wasWritten: false })
    expect(await changes()).toEqual(['edited: -', 'gone: -'])
    await settle(id)
    await write(id)
    expect(await changes()).toEqual(['edited: Amendement 1: Reiskosten', 'gone: Amendement 1: Reiskosten'])
  })

  test('a draft that is thrown away takes what was written along, and it can be written again', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Wat de raad wil.')
    await settle(id)
    await write(id)
    const draft = await storedPlan(db, process)
    await discardVersion(db, official, { process, seen: draft?.seen }, NOW)
    expect((await stored(id)).writtenVersionId).toBeNull()
    expect(await write(id)).toEqual({ wrote: 1 })
  })

  test('what is taken out of the plan again is open until it is written anew, alone', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Wat de raad wil.')
    await ask(id, 'added', 1, 'Drie.')
    await ask(id, 'removed', 2)
    await settle(id)
    expect(await openAmendments(db, process)).toMatchObject({ unwritten: [{ number: 1 }] })
    await write(id)
    const done = { unwritten: [], undecided: [] }
    expect(await openAmendments(db, process)).toEqual(done)
    const change = async (from: string, words: string) =>
      writeParagraph(db, official, { process, part: await idOf(from), words }, NOW)
    await change('Drie.', 'Een nieuwe alinea van de raad.')
    expect(await openAmendments(db, process), 'words that are polished').toEqual(done)
    await change('Wat de raad wil.', 'Eerste alinea over gezin en sociaal netwerk.')
    expect(await openAmendments(db, process)).toMatchObject({ unwritten: [{ number: 1, title: 'Reiskosten' }] })
    const { amendment } = await shownAmendment(db, await processBySlug(db, municipality.id, process.slug), id, {
      seesDraft: true,
    })
    expect(amendment).toMatchObject({ written: null, takenOut: [(await stored(id)).parts[0]?.id] })
    expect(await write(id)).toEqual({ wrote: 1 })
    expect((await texts()).slice(0, 3)).toEqual([
      ...['Wat de raad wil.', 'Tweede alinea over gezin en sociaal netwerk.', 'Een nieuwe alinea van de raad.'],
    ])
    await removePart(db, official, { process, part: await idOf('Een nieuwe alinea van de raad.') }, NOW)
    expect(await write(id)).toEqual({ wrote: 1 })
    expect((await texts())[2]).toBe('Drie.')
    expect(await openAmendments(db, process)).toEqual(done)
  })

  test('of an adopted plan it lies fast', async () => {
    const id = await enter()
    await ask(id, 'words', 0, 'Wat de raad wil.')
    await settle(id)
    await beginRevision(db, official, { process }, NOW)
    await anAdoption(db, process)
    expect(await refusal(write(id))).toBe('planAdopted')
    expect(await refusal(reopenAmendment(db, clerk, { process, amendmentId: id }, NOW))).toBe('planAdopted')
  })
})
