import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Actor } from '#app/features/accounts/account.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { finishSplit } from '#app/features/points/finish-split.server.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { processBySlug, type Process } from '#app/features/processes/queries.server.ts'
import { changePoint, publicationParts } from '#app/room-parts.server.ts'
import { publishAnswers } from '#tests/publish-answers.ts'
import { aContribution, aMunicipality, anActor, aPlan, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { answeredProcess, answeredView } from './answered-view.server.ts'
import { answerView } from './answer-view.server.ts'
import { answerWithoutPoints } from './answer-without-points.server.ts'
import { answerPoint } from './answer-point.server.ts'
import type { FoundInReply } from './unseen-findings.server.ts'
import { answerPoints } from './answer-points.server.ts'
import { removeAnswer } from './remove-answer.server.ts'
import { publishView } from './publish-view.server.ts'
import { publicPointsById } from './public-points.server.ts'
import { answerOfPoint } from './stored-answer.server.ts'

const { db } = await testDatabase()
const LATER = new Date('2016-12-05T09:00:00+01:00')
let by: Actor
let process: Process
let themeId: string
let points: string[]
let contributions: string[]

beforeAll(async () => {
  by = await anActor(db, await aMunicipality(db))
})

beforeEach(async () => {
  const { slug } = await aProcess(db, { id: by.municipalityId })
  process = await processBySlug(db, by.municipalityId, slug)
  themeId = (await addTheme(db, by, { process, name: 'Mobiliteit' }, NOW)).id
  points = []
  contributions = []
  for (const summary of ['Bus', 'Veld', 'Bank']) {
    const { id: contributionId } = await aContribution(db, process, { name: 'Inwoner A' })
    contributions.push(contributionId)
    points.push((await markPoint(db, by, { process, contributionId, summary }, NOW)).id)
  }
})

const at = (index: number) => points[index] ?? ''
async function finishAll(): Promise<void> {
  for (const contributionId of contributions)
    await finishSplit(db, by, { process, contributionId, despiteOpen: true }, NOW)
}
type Answer = Omit<Parameters<typeof answerPoint>[2], 'process' | 'pointId'>
const send = (answer: Answer, index = 0) =>
  answerPoint(db, by, { process, pointId: at(index), seen: '', ...answer }, NOW)
const refusedOf = (sent: Promise<unknown>): Promise<Refused> =>
  sent.then(
    () => expect.fail('This was kept.'),
    (error: unknown) => (error instanceof Refused ? error : expect.fail(String(error))),
  )

describe('the form to answer a point', () => {
  test('stores theme, decision and answer for the chosen points', async () => {
    const typed = {
      themeId,
      disposition: 'adopted' as const,
      reply: 'Wij doen het.\r\nEcht.',
      otherPointIds: [at(1)],
      next: true,
    }
    expect(await send(typed)).toEqual({ pointId: at(0), next: true, step: null })
    expect(await answerOfPoint(db, process, at(1))).toMatchObject({
      reply: 'Wij doen het.\nEcht.',
      pointIds: points.slice(0, 2).sort(),
    })
    expect((await answerView(db, process, at(0))).point).toMatchObject({ theme: 'Mobiliteit', label: '1.1', asked: '' })
  })

  test('is refused with every error at its field', async () => {
    const wrong = await refusedOf(
      send({ themeId, disposition: 'forwarded', reply: ' ', forwardedTo: '', otherPointIds: [at(1)] }),
    )
    expect(wrong.byField).toEqual({ reply: expect.any(String), forwardedTo: expect.any(String) })
    const tooLong = await refusedOf(send({ disposition: 'adopted', reply: 'x'.repeat(20_001) }))
    expect(tooLong.byField).toEqual({ reply: expect.stringContaining('20.001') })
    expect(await answerOfPoint(db, process, at(0))).toBeNull()
    // The theme belongs to the same save: it is not kept when the answer is refused.
    expect((await answerView(db, process, at(0))).point.theme).toBeNull()
  })

  test('shows both texts when a colleague was first, and saves after that', async () => {
    await answerPoints(
      db,
      await anActor(db, { id: by.municipalityId }, { name: 'Ambtenaar B' }),
      { process, pointIds: [at(0)], disposition: 'noted', reply: 'Van B.' },
      NOW,
    )
    const mine = { disposition: 'adopted', reply: 'Van mij.' } as const
    const { code, facts } = await refusedOf(send({ ...mine, seen: '' }))
    const { mark } = (await answerOfPoint(db, process, at(0))) ?? expect.fail('there is one')
    expect({ code, facts }).toEqual({
      code: 'stale',
      facts: { seen: mark, current: { updatedByName: 'Ambtenaar B', reply: 'Van B.', disposition: 'noted' } },
    })
    expect(await send({ ...mine, seen: mark })).toEqual({ pointId: at(0), next: false, step: null })
    expect(await answerOfPoint(db, process, at(0))).toMatchObject({ reply: 'Van mij.' })
  })

  test('is for all open points of a theme when that is chosen: those with an answer of their own keep it, and its words name the theme', async () => {
    const { id: contributionId } = await aContribution(db, process, { name: 'Inwoner B' })
    const { id: late } = await markPoint(db, by, { process, contributionId, summary: 'Trein' }, NOW)
    for (const pointId of [at(0), at(1), late]) await changePoint(db, by, { process, pointId, themeId }, NOW)
    await answerPoints(db, by, { process, pointIds: [at(1)], disposition: 'noted', reply: 'Een eigen antwoord.' }, NOW)
    expect((await answerView(db, process, at(0))).scopes).toEqual([
      { scope: 'point', label: 'Alleen dit punt', count: 1 },
      { scope: 'theme', label: 'Alle open punten met het thema Mobiliteit', count: 2 },
    ])
    expect(await send({ themeId, disposition: 'adopted', reply: 'Wij doen het.', scope: 'theme' })).toEqual({
      pointId: at(0),
      next: false,
      step: null,
    })
    const words = 'over meer punten samen, met het thema Mobiliteit'
    expect(await answerOfPoint(db, process, late)).toMatchObject({ scope: 'theme', pointIds: [at(0), late].sort() })
    expect((await answerView(db, process, late)).answer?.scopeWords).toBe(words)
    const shown = await publicPointsById(db, process, [...points, late])
    expect([at(0), at(1), at(2), late].map((id) => [shown.get(id)?.reply, shown.get(id)?.scopeWords])).toEqual([
      ['Wij doen het.', words],
      ['Een eigen antwoord.', ''],
      ['', ''],
      ['Wij doen het.', words],
    ])
    await changePoint(db, by, { process, pointId: late, themeId: null }, NOW)
    expect((await publicPointsById(db, process, [at(0)])).get(at(0))?.scopeWords).toBe('over meer punten samen')
  })

  test('says how many points share the answer, and saving it again lets none of them go', async () => {
    const { id: contributionId } = await aContribution(db, process, { name: 'Inwoner B' })
    const many = []
    for (let number = 0; number < 65; number++)
      many.push((await markPoint(db, by, { process, contributionId, summary: `Punt ${number}` }, NOW)).id)
    const { mark } = await answerPoints(
      db,
      by,
      { process, pointIds: [at(0), ...many], disposition: 'noted', reply: 'Dank.' },
      NOW,
    )
    expect((await answerView(db, process, at(0))).answer?.shares).toBe(66)
    await send({ disposition: 'noted', reply: 'Dank u wel.', seen: mark })
    expect((await answerOfPoint(db, process, many[64] ?? ''))?.pointIds).toHaveLength(66)
  })

  test('never swallows the answer of another point', async () => {
    await send({ disposition: 'adopted', reply: 'Ja.' })
    await send({ disposition: 'notAdopted', reply: 'Nee.' }, 1)
    const both = send({ disposition: 'noted', reply: 'Dank.', otherPointIds: [at(1)], seen: undefined })
    await expect(both).rejects.toMatchObject({ code: 'differentAnswers', field: 'otherPointIds' })
    expect(await answerOfPoint(db, process, at(1))).toMatchObject({ reply: 'Nee.' })
  })

  test('takes an answer away', async () => {
    const { mark } = await answerPoints(
      db,
      by,
      { process, pointIds: [at(0)], disposition: 'noted', reply: 'Dank.' },
      NOW,
    )
    await removeAnswer(db, by, { process, pointId: at(0), seen: mark }, NOW)
    expect(await answerOfPoint(db, process, at(0))).toBeNull()
  })

  test('is not there for a point of elsewhere', async () => {
    const { slug } = await aProcess(db, { id: by.municipalityId })
    const other = await processBySlug(db, by.municipalityId, slug)
    await expect(answerView(db, other, at(0))).rejects.toThrow(NotFound)
    await expect(
      answerPoint(db, by, { process: other, pointId: at(0), disposition: 'noted', reply: 'x' }, NOW),
    ).rejects.toThrow(NotFound)
    await expect(answerView(db, process, 'x')).rejects.toThrow(NotFound)
  })
})

describe('the public page', () => {
  const found = async () => {
    const it = await findPublicProcess(db, process.municipalityId, process.slug, { drafts: false })
    if (!it) throw new NotFound()
    return it
  }

  test('and its downloads are not there before publication, for a draft, or on another site', async () => {
    const open = (municipalityId: string, slug: string) => answeredProcess(db, municipalityId, slug)
    await expect(open(process.municipalityId, process.slug)).rejects.toThrow(NotFound)
    const draft = await aProcess(db, { id: by.municipalityId }, { state: 'draft' })
    await expect(open(draft.municipalityId, draft.slug)).rejects.toThrow(NotFound)
    const answered = await aProcess(db, { id: by.municipalityId }, { state: 'answered' })
    expect((await open(answered.municipalityId, answered.slug)).id).toBe(answered.id)
    await expect(open((await aMunicipality(db)).id, answered.slug)).rejects.toThrow(NotFound)
  })

  test('leads to the place in the plan, offers what there is to choose, and keeps the filter', async () => {
    const plan = await aPlan(db, process)
    await finishAll()
    const answer = {
      process,
      disposition: 'alreadyInPlan' as const,
      reply: 'Staat er.',
      sectionIds: [plan.sections[1] ?? ''],
    }
    await answerPoints(db, by, { ...answer, pointIds: [at(0)] }, NOW)
    await answerPoints(db, by, { process, pointIds: [at(1), at(2)], disposition: 'noted', reply: 'Dank.' }, NOW)
    const { id: contributionId } = await aContribution(db, process, {
      kind: 'organisation',
      organisation: 'Dorpskamer',
    })
    await answerWithoutPoints(db, by, { process, contributionId }, NOW)
    const { publicationId } = await publishAnswers(db, by, { process, baseUrl: 'https://saomen.example' }, LATER)
    expect((await publishView(db, process, publicationId, by, LATER, publicationParts)).gaps.unsplit.count).toBe(0)

    const view = await answeredView(
      db,
      await found(),
      new URLSearchParams('hoofdstuk=2&besluit=al-voorzien-in-het-plan'),
    )
    expect(view).toMatchObject({
      people: 4,
      all: 4,
      total: 1,
      query: 'besluit=al-voorzien-in-het-plan&hoofdstuk=2',
      kinds: ['inwoner', 'organisatie'],
    })
    expect(view.contributors[0]?.points[0]?.links).toEqual([
      {
        href: `/trajecten/${process.slug}/plan/2-algemene-voorzieningen#onderdeel-2`,
        label: '2 Algemene voorzieningen',
      },
    ])

    // An answer that names a paragraph leads to that, with what stands there.
    const { id, text, number } = await db
      .selectFrom('paragraph')
      .select(['id', 'text', 'number'])
      .where('sectionId', '=', plan.sections[1] ?? '')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('answerParagraph')
      .columns(['municipalityId', 'answerId', 'planVersionId', 'lineageId'])
      .expression((eb) =>
        eb
          .selectFrom('answerSection')
          .innerJoin('paragraph', 'paragraph.sectionId', 'answerSection.sectionId')
          .select(['answerSection.municipalityId', 'answerId', 'planVersionId', 'lineageId'])
          .where('paragraph.id', '=', id),
      )
      .execute()
    const renewed = await answeredView(db, await found(), new URLSearchParams('besluit=al-voorzien-in-het-plan'))
    expect(renewed.contributors[0]?.points[0]?.links).toEqual([
      {
        href: `/trajecten/${process.slug}/plan/alinea/${id}`,
        label: `2 Algemene voorzieningen, alinea ${number}`,
        words: text,
      },
    ])
    const page = await answeredView(db, await found(), new URLSearchParams())
    expect(page.contributors.at(-1)).toMatchObject({
      name: 'Dorpskamer',
      points: [{ number: '4.1', disposition: 'noSpecificPoints' }],
    })
  })
})

describe('a reply that tells of a person', () => {
  const reply = { disposition: 'noted', reply: 'Beste Inwoner A, bel Piet op 06-12345678.' } as const

  test('comes back once, with all that was typed, and is kept when it is sent again', async () => {
    // What this refusal found is declared with the act.
    const found = async (answer: Answer) => {
      const { code, field, message, facts } = await refusedOf(send(answer))
      expect({ code, field }).toEqual({ code: 'tellsOfPerson', field: 'reply' })
      return { message, ...(facts as FoundInReply) }
    }
    const first = await found(reply)
    expect(first.message).toContain('1 telefoonnummer')
    expect(first.found).toEqual(expect.arrayContaining([expect.objectContaining({ text: '06-12345678' })]))
    expect(await answerOfPoint(db, process, at(0))).toBeNull()
    await found({ ...reply, reply: 'Bel 06-87654321.', foundSeen: first.foundSeen })
    // Who takes some of it out is not asked again about the rest.
    const more = await found({ ...reply, reply: `${reply.reply} Of mail jan@voorbeeld.nl.` })
    expect(await send({ ...reply, foundSeen: more.foundSeen })).toEqual({ pointId: at(0), next: false, step: null })
    const kept = await answerOfPoint(db, process, at(0))
    expect(kept?.reply).toBe(reply.reply)
    expect(await send({ ...reply, reply: `${reply.reply} Dank u.`, seen: kept?.mark ?? '' })).toEqual({
      pointId: at(0),
      next: false,
      step: null,
    })
  })

  test('is kept at once with the number of the municipality itself', async () => {
    expect(await send({ ...reply, reply: 'Bel 0591 000000 of mail inspraak@gemeente.example.' })).toEqual({
      pointId: at(0),
      next: false,
      step: null,
    })
  })

  test('and a text that does, has its marks beside the answer', async () => {
    const { id: contributionId } = await aContribution(db, process, { text: 'Bel 06-12345678.', name: 'Jan' })
    const { id } = await markPoint(db, by, { process, contributionId, range: { start: 0, end: 16 } }, NOW)
    expect((await answerView(db, process, id)).contribution.findings).toEqual([
      { kind: 'phone', start: 4, end: 15, text: '06-12345678' },
    ])
  })
})
