import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import { answerPoints } from '#app/features/answers/answer-points.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { correctError } from '#app/features/plans/errata/correct-error.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { beginRevision, discardVersion } from '#app/features/plans/versions/begin-revision.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { importLists } from '#app/features/rankings/files/import-lists.server.ts'
import { listsFile, realCaseCsv } from '#app/features/rankings/files/real-case-lists.fixture.ts'
import { publishRanking } from '#app/features/rankings/publish-ranking.server.ts'
import { rankingOf } from '#app/features/rankings/queries.server.ts'
import { correctPlan, removePart, writeParagraph } from '#app/room-parts.server.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { anAdoption } from '#tests/change-factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { councilFiles } from './council-files.server.ts'
import { councilFile, officialFile } from './file-page.server.ts'
import { handOverFile, handOverState } from './hand-over.server.ts'
import { matchMotivation, unmatchMotivation } from './match-motivation.server.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const official = await anActor(db, municipality, { innerRoles: ['processor', 'approver'], name: 'Ambtenaar A' })
const clerk = await anActor(db, municipality, { role: 'clerk' })
const member = await anActor(db, municipality, { role: 'councilMember' })
const MEETING = '15 december 2016'
const FIRST = 'Eerste alinea over gezin en sociaal netwerk.'
const LAST = 'Tweede alinea over algemene voorzieningen.'

let process: Process
let paragraphs: string[]
beforeEach(async () => {
  const made = await aProcess(db, municipality)
  paragraphs = (await aPlan(db, made)).paragraphs
  process = await processBySlug(db, municipality.id, made.slug)
})

const refusal = (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.code : (error as Error).constructor.name),
  )
const idOf = async (text: string) =>
  (await storedPlan(db, process))?.blocks.find((block) => block.text === text)?.id ?? ''
const write = async (text: string, words: string) =>
  writeParagraph(db, official, { process, part: await idOf(text), words }, NOW)
const asked = { municipality, now: NOW, chapter: 'alles' }
const asOfficial = () => officialFile(db, process, { ...asked, actor: official, mayMatch: true })
const asCouncil = (actor = member) => councilFile(db, process, { ...asked, actor })
const hand = (given: { meetsOn?: string; signed?: boolean; seen?: string } = {}) =>
  handOverFile(db, official, { process, meetsOn: MEETING, signed: true, ...given }, NOW)

/** A point of a contributor of its own with an answer that names a section. */
async function aPoint(
  words: string,
  given: { kind?: string; organisation?: string; disposition?: 'adopted' | 'notAdopted' | 'partlyAdopted' } = {},
): Promise<string> {
  const { kind = 'resident', organisation = '', disposition } = given
  const { id: contributionId } = await aContribution(db, process, {
    name: 'Inwoner A',
    kind,
    organisation,
    text: words,
  })
  const { id } = await markPoint(db, official, { process, contributionId, summary: words }, NOW)
  await finishSplit(db, official, { process, contributionId, despiteOpen: true }, NOW)
  if (!disposition) return id
  const section = await db
    .selectFrom('section')
    .innerJoin('planVersion', (join) => join.onRef('planVersion.id', '=', 'section.planVersionId'))
    .select('section.id')
    .where('processId', '=', process.id)
    .where('ordinal', '=', 1)
    .where('number', '=', '2')
    .executeTakeFirstOrThrow()
  const answer = { disposition, reply: `Antwoord op: ${words}`, forwardedTo: '', sectionIds: [section.id] }
  await answerPoints(db, official, { process, pointIds: [id], ...answer }, NOW)
  return id
}

/** Says that a point is behind a paragraph of the version that officials work on. */
async function behind(pointId: string, text: string) {
  const plan = await storedPlan(db, process)
  const row = { municipalityId: municipality.id, planVersionId: plan?.versionId ?? '', paragraphId: await idOf(text) }
  await db
    .insertInto('changePoint')
    .values({ ...row, pointId, linkedAt: NOW })
    .execute()
}

/** The ranking of the council with its outcome, public or not. */
async function aRanking(isPublic = true) {
  await importLists(db, clerk, { process, file: listsFile(realCaseCsv) }, NOW)
  if (isPublic) await publishRanking(db, clerk, { process }, NOW)
  const ranking = await rankingOf(db, process)
  const group = ranking?.groups[1]
  const entry = group?.entries.find(({ rank }) => rank === 1)
  const empty = group?.entries.find(({ rank }) => rank === null)
  const topics = ranking?.topics ?? []
  const none = empty ?? { topicId: topics.find(({ id }) => !group?.entries.some((each) => each.topicId === id))?.id }
  return { motivation: `${group?.id} ${entry?.topicId}`, without: `${group?.id} ${none.topicId}`, group: group?.name }
}

describe('what it says', () => {
  test('old and new text per chapter, with who asked, and what was not adopted with the reply', async () => {
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Eerste alinea over gezin en een sterk netwerk.')
    await removePart(db, official, { process, part: await idOf(LAST) }, NOW)
    const first = await aPoint('Noem het netwerk', { disposition: 'adopted' })
    await behind(first, 'Eerste alinea over gezin en een sterk netwerk.')
    await aPoint('Bouw een zwembad', { kind: 'organisation', organisation: 'Sportclub B', disposition: 'notAdopted' })
    await aPoint('Nog niet beantwoord')
    const { file } = await asOfficial()
    expect(file?.counts).toMatchObject({
      ...{ changes: 2, points: 1, refused: 1, reasons: { points: 1, ownInitiative: 0, amendment: 0, unknown: 1 } },
      kinds: { edited: 1, gone: 1, unchanged: 2 },
    })
    const [one, two] = file?.chapters ?? []
    expect(one).toMatchObject({ number: '1', counts: { changes: 1, points: 1, refused: 0 } })
    expect(one?.changes[0]).toMatchObject({ number: '1', kind: 'edited', reason: { who: '1 inspreker', hidden: 0 } })
    expect(one?.changes[0]?.reason.points).toEqual([{ id: first, number: '1.1', who: 'Inspreker 1' }])
    expect(two?.changes[0]).toMatchObject({ number: '4', kind: 'gone', old: LAST, now: '' })
    expect(two?.refused).toMatchObject([
      { number: '2.1', who: 'Sportclub B', words: 'Bouw een zwembad', reply: 'Antwoord op: Bouw een zwembad' },
    ])
  })

  test('a chapter at a time, the first one when the address asks for none', async () => {
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Heel anders.')
    await write(LAST, 'Ook anders.')
    const view = (chapter: string | null) =>
      officialFile(db, process, { ...asked, chapter, actor: official, mayMatch: false })
    const shown = (await view('2')).file?.chapters.map(({ changes }) => changes.length)
    expect(shown).toEqual([0, 1])
    for (const chapter of [null, 'bestaat niet']) expect((await view(chapter)).chapter).toBe('1')
    expect((await view(null)).file?.chapters.map(({ changes }) => changes.length)).toEqual([1, 0])
  })
})

describe('handing over', () => {
  test('council members read nothing before it, and exactly that version and those points after it', async () => {
    expect((await asCouncil()).file).toBeNull()
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Zoals de raad het krijgt.')
    await behind(await aPoint('Doe dit', { disposition: 'adopted' }), 'Zoals de raad het krijgt.')
    const late = await aPoint('Nog geen antwoord')
    await behind(late, 'Zoals de raad het krijgt.')
    await aPoint('Doe dat niet', { disposition: 'notAdopted' })
    expect((await asCouncil()).file).toBeNull()
    const draft = await storedPlan(db, process)
    const { seen } = await handOverState(db, process, draft ?? never(), official)
    expect(await refusal(hand({ signed: false, seen }))).toBe('notSigned')
    expect(await hand({ seen })).toEqual({ number: 1 })
    expect(await hand()).toEqual({ number: 1 })
    expect(await storedPlan(db, process)).toMatchObject({ fixedAt: NOW })

    await beginRevision(db, official, { process }, NOW)
    await write('Zoals de raad het krijgt.', 'Wat officials daarna schreven.')
    const { file, meeting } = await asCouncil()
    expect(meeting).toMatch(/^vergadering van 15\sdecember 2016$/)
    expect(file?.chapters[0]?.changes[0]).toMatchObject({
      ...{ now: 'Zoals de raad het krijgt.', reason: { hidden: 1, points: [{ number: '1.1' }] } },
    })
    expect(file?.chapters[1]?.refused.map(({ words }) => words)).toEqual(['Doe dat niet'])
    expect((await councilFiles(db, member)).find(({ slug }) => slug === process.slug)?.says).toMatch(
      /15\sdecember 2016/,
    )

    const after = await storedPlan(db, process)
    await discardVersion(db, official, { process, seen: after?.seen }, NOW)
    expect(await storedPlan(db, process), 'what the council has stays as it is').toMatchObject({ fixedAt: NOW })
  })

  test('an error that is corrected in the text that people read is corrected in the file too, which says so', async () => {
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Zoals de raad het krijgt.')
    const draft = (await storedPlan(db, process)) ?? never()
    await hand({ seen: (await handOverState(db, process, draft, official)).seen })
    expect((await asCouncil()).errata).toEqual([])
    const part = (await storedPlan(db, process, 'forReaders'))?.blocks.find(({ text }) => text === LAST)?.id ?? ''
    await correctError(db, official, { process, part, words: 'Zonder fout.', reason: 'Een typefout.' }, NOW)
    const { file, errata } = await asCouncil()
    expect(errata).toMatchObject([{ reason: 'Een typefout.', words: { old: LAST, now: 'Zonder fout.' } }])
    expect(file?.counts.changes).toBe(1)
  })

  test('of a process that is not public the council hears nothing', async () => {
    const draft = await aProcess(db, municipality, { state: 'draft' })
    await aPlan(db, draft)
    process = await processBySlug(db, municipality.id, draft.slug)
    await expect(asCouncil()).rejects.toBeInstanceOf(NotFound)
    expect((await councilFiles(db, clerk)).some(({ slug }) => slug === draft.slug)).toBe(false)
  })

  test('is refused without a next version, for a meeting that was, and on something that changed since it was shown', async () => {
    expect(await refusal(hand())).toBe('nothingYet')
    await beginRevision(db, official, { process }, NOW)
    expect(await refusal(hand())).toBe('notReady')
    await write(FIRST, 'Anders.')
    expect(await refusal(hand({ meetsOn: '31 oktober 2016' }))).toBe('meetingWas')
    const plan = await storedPlan(db, process)
    const { seen } = await handOverState(db, process, plan ?? never(), official)
    await write('Anders.', 'Weer anders.')
    expect(await refusal(hand({ seen }))).toBe('stale')
    await anAdoption(db, process)
    expect((await asOfficial()).adopted?.says).toMatch(/^de gemeenteraad, 30\soktober 2016, besluit 17$/)
    expect(await refusal(hand())).toBe('planAdopted')
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    expect(await refusal(hand())).toBe('withdrawn')
  })

  test('asks to sign for changed words that may tell who someone is', async () => {
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Bel 06 12345678.')
    const plan = await storedPlan(db, process)
    const { misses } = await handOverState(db, process, plan ?? never(), official)
    expect(misses).toContain(
      'In 1 gewijzigde alinea staat misschien iets van een persoon: alinea 1 (1 telefoonnummer).',
    )
    expect(await refusal(hand({ signed: false }))).toBe('notSigned')
  })

  test('waits while words may tell who someone is', async () => {
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Anders.')
    await aPoint('Bel mij op 06 12345678', { disposition: 'adopted' })
    expect(await refusal(hand())).toBe('notReady')
  })
})

describe('what the council wrote', () => {
  test('an official links it to a change, and the link goes with the words', async () => {
    const { motivation, group } = await aRanking()
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Wat een groep vroeg.')
    const paragraphId = await idOf('Wat een groep vroeg.')
    const match = { process, paragraphId, motivation }
    await matchMotivation(db, official, match, NOW)
    await matchMotivation(db, official, match, NOW)
    const matches = async () =>
      (await asOfficial()).file?.chapters.flatMap(({ changes }) => changes.flatMap((change) => change.matches)) ?? []
    expect(await matches()).toMatchObject([
      { group, says: expect.stringMatching(/^Gekoppeld door Ambtenaar A op 1\snovember 2016$/) },
    ])
    const { file } = await asOfficial()
    expect(Object.values(file?.ranking?.matched ?? {})).toEqual([
      [{ chapter: '1', change: paragraphId, label: 'alinea 1' }],
    ])
    await correctPlan(
      db,
      official,
      { process, correction: 'merge', part: await idOf('Tweede alinea over gezin en sociaal netwerk.') },
      NOW,
    )
    expect(await matches()).toHaveLength(1)
    const [here] = await matches()
    await unmatchMotivation(db, official, { process, paragraphId: here?.paragraphId ?? '', motivation }, NOW)
    await unmatchMotivation(db, official, { process, paragraphId: here?.paragraphId ?? '', motivation }, NOW)
    expect(await matches()).toEqual([])
  })

  test('what is gone keeps its link, at the words that were there', async () => {
    const { motivation } = await aRanking()
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Wat een groep vroeg.')
    await matchMotivation(db, official, { process, paragraphId: await idOf('Wat een groep vroeg.'), motivation }, NOW)
    await removePart(db, official, { process, part: await idOf('Wat een groep vroeg.') }, NOW)
    const { file } = await asOfficial()
    expect(file?.chapters[0]?.changes[0]).toMatchObject({ kind: 'gone', matches: [{ paragraphId: paragraphs[0] }] })
  })

  test('a link is refused before the outcome is public, on a group that wrote nothing, and on what does not change', async () => {
    const hidden = await aRanking(false)
    await beginRevision(db, official, { process }, NOW)
    await write(FIRST, 'Anders.')
    const match = (motivation: string, paragraphId: string) =>
      refusal(matchMotivation(db, official, { process, paragraphId, motivation }, NOW))
    const changed = await idOf('Anders.')
    expect(await match(hidden.motivation, changed)).toBe('notPublic')
    await publishRanking(db, clerk, { process }, NOW)
    expect(await match(hidden.without, changed)).toBe('nothingWritten')
    expect(await match(`${uuid()} ${uuid()}`, changed)).toBe('NotFound')
    expect(await match(hidden.motivation, await idOf(LAST))).toBe('unchanged')
    expect(await match('', changed)).toBe('wrongInput')
    await db.updateTable('process').set({ state: 'withdrawn' }).where('id', '=', process.id).execute()
    expect(await match(hidden.motivation, changed)).toBe('withdrawn')
  })
})

function never(): never {
  throw new Error('there is a plan')
}
