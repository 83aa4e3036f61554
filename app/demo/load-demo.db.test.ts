import { reasonsOf } from '#app/features/changes/reasons.ts'
import { storedReasons } from '#app/features/changes/stored-reasons.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { changesOf } from '#app/features/plans/versions/change-lines.ts'
import { compareVersions } from '#app/features/plans/versions/compare-versions.server.ts'
import { rounds } from '#app/features/contributions/round.ts'
import { describe, expect, test } from 'vitest'
import { publicationGaps } from '#app/features/answers/publication-gate.server.ts'
import { readAppendix } from '#app/features/partners/appendix/read-appendix.server.ts'
import { realCase } from '#app/features/partners/import/real-case-input.fixture.ts'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { standOf } from '#app/features/partners/questionnaire.ts'
import { dispositions } from '#app/features/points/disposition.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { addDays, today } from '#app/local-date.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { loadDemo } from './load-demo.server.ts'

const { db } = await testDatabase()
await loadDemo({ db }, 'http://localhost:3000', NOW)
const municipality = await db.selectFrom('municipality').select('id').executeTakeFirstOrThrow()

describe('what partners sent in 2016', () => {
  const read = async () => readAppendix(db, await processBySlug(db, municipality.id, 'sociaal-domein'))
  const pointsOf = (input: Awaited<ReturnType<typeof read>>) =>
    input.flatMap(({ questions }) => questions.flatMap(({ points }) => points))

  test('is the pattern of the appendix: who answered which question, under which printed number', async () => {
    const pattern = (await read()).map(({ name, role, questions }) => [
      name,
      role,
      questions.map(({ number, printedNumber, words }) => [
        number,
        printedNumber,
        ...(words === '1. Vanuit het werkveld' ? [words] : []),
      ]),
    ])
    expect(pattern).toEqual(
      realCase.map(({ name, role = '', questions }) => [
        // The three groups of the council came before the partners.
        name === 'Gezin Nieuw-Buinen' ? 'Inspreker 4' : name,
        role,
        typeof questions === 'number'
          ? [[null, null]]
          : questions.map(([printed, asked]) => [
              Number.parseInt(asked, 10),
              printed,
              ...(asked.length > 1 ? [asked] : []),
            ]),
      ]),
    )
  })

  test('was registered before the plan, and every point has a theme and an answer', async () => {
    const { id } = await processBySlug(db, municipality.id, 'sociaal-domein')
    const given = db.selectFrom('contribution').select(['receivedAt', 'timeliness']).where('processId', '=', id)
    const received = await given.where('kind', 'in', ['partnerResponse', 'conversationReport']).execute()
    expect(received.map(({ receivedAt, timeliness }) => [today(receivedAt), timeliness])).toEqual(
      realCase.map(() => ['2016-08-31', 'early']),
    )
    const points = pointsOf(await read())
    expect(points.length).toBeGreaterThanOrEqual(60)
    for (const { words, theme, answer } of points)
      expect([words, theme, answer?.reply]).toEqual([words, expect.any(String), expect.stringMatching(/\S/)])
    expect(new Set(points.map(({ answer }) => answer?.disposition))).toEqual(new Set(dispositions))
  })

  test('an answer that adopts a point, or finds it in the plan already, says where in the plan', async () => {
    const changed = pointsOf(await read()).filter(
      ({ answer }) => answer && ['adopted', 'partlyAdopted', 'alreadyInPlan'].includes(answer.disposition),
    )
    expect(changed.filter(({ answer }) => answer?.sections.length === 0).map(({ words }) => words)).toEqual([])
  })

  test('one answer is about question 4, printed as 3, of the PlusBus; others are about a point, or about everything that one partner sent', async () => {
    const input = await read()
    const bus = input.find(({ name }) => name === 'Coördinator Boodschappen PlusBus')
    const under = bus?.questions.find(({ number }) => number === 4)
    expect(new Set(under?.points.map(({ answer }) => answer?.id)).size).toBe(1)
    expect(under?.points[0]?.answer?.scopeWords).toBe('over wat onder vraag 3 (vraag 4 van de lijst) staat')
    const scopes = input.map(
      ({ questions }) => new Set(questions.flatMap(({ points }) => points.map(({ answer }) => answer?.scope))),
    )
    expect(scopes.filter((own) => own.has('contribution')).map((own) => [...own])).toEqual([
      ['contribution'],
      ['contribution'],
      ['contribution'],
    ])
    expect(scopes.filter((own) => own.has('question')).length).toBeGreaterThanOrEqual(4)
  })

  test('is answered completely, and the answers are public', async () => {
    const process = await processBySlug(db, municipality.id, 'sociaal-domein')
    const gaps = await publicationGaps(db, process, rounds, {
      kind: 'command',
      id: null,
      municipalityId: municipality.id,
    })
    expect([process.state, gaps.unsplit.count, gaps.unanswered.count, gaps.incomplete.count]).toEqual([
      'answered',
      0,
      0,
      0,
    ])
  })
})

test('today organisations are asked about cycling: one has yet to look, one has looked, one is writing', async () => {
  const process = await processBySlug(db, municipality.id, 'veilig-fietsen')
  const questionnaire = await questionnaireOf(db, process)
  expect(questionnaire).toMatchObject({
    closesOn: addDays(today(NOW), 21),
    questions: [{ kind: 'points' }, { kind: 'choice' }, { kind: 'scale' }, { kind: 'text' }],
  })
  expect(questionnaire && standOf(questionnaire, today(NOW))).toBe('open')
  const asked = await db
    .selectFrom('response')
    .innerJoin('partnerPerson', 'partnerPerson.partnerId', 'response.partnerId')
    .leftJoin('account', 'account.email', 'partnerPerson.email')
    .select(['response.state', 'openedAt', 'account.email as account', 'isCoordinator'])
    .where('response.questionnaireId', '=', questionnaire?.id ?? '')
    .orderBy('account')
    .execute()
  expect(asked.map(({ openedAt, ...row }) => ({ ...row, isOpened: openedAt !== null }))).toEqual([
    { state: 'invited', isOpened: false, account: 'collega@andes.example', isCoordinator: false },
    { state: 'invited', isOpened: false, account: 'partner@andes.example', isCoordinator: true },
    { state: 'draft', isOpened: true, account: 'platform@fietsenhondsrug.example', isCoordinator: true },
    { state: 'invited', isOpened: true, account: 'secretaris@dorpsbelangenexloo.example', isCoordinator: true },
  ])
  const written = await db
    .selectFrom('responseItem')
    .innerJoin('question', 'question.id', 'responseItem.questionId')
    .select(({ fn }) => ['number', fn.countAll<string>().as('items')])
    .groupBy('number')
    .orderBy('number')
    .execute()
  expect(written.map(({ number, items }) => [number, Number(items)])).toEqual([
    [1, 3],
    [2, 1],
    [4, 1],
  ])
})

test('everyone who is asked about cycling got an invitation, and what they did is in the record', async () => {
  const { id: processId } = await processBySlug(db, municipality.id, 'veilig-fietsen')
  const mails = await db
    .selectFrom('notification')
    .select(['recipient', 'template'])
    .where('template', 'like', 'partner%')
    .orderBy('recipient')
    .execute()
  expect(mails).toEqual(
    [
      'collega@andes.example',
      'partner@andes.example',
      'platform@fietsenhondsrug.example',
      'secretaris@dorpsbelangenexloo.example',
    ].map((recipient) => ({
      ...{ recipient, template: 'partnerInvitation' },
    })),
  )
  const acts = await db.selectFrom('event').select('act').distinct().where('processId', '=', processId).execute()
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining([
      'createQuestionnaire',
      'saveQuestionnaire',
      'invitePartners',
      'openQuestionnaire',
      'openResponse',
      'beginResponse',
      'setAnswerState',
    ]),
  )
})

test('one meeting about the playgrounds was held and its report waits to be split; another is planned', async () => {
  const process = await processBySlug(db, municipality.id, 'speelplekken-nieuw-buinen')
  const meetings = await db
    .selectFrom('meeting')
    .leftJoin('contribution', 'contribution.id', 'reportContributionId')
    .select(['meeting.state', 'startsAt', 'isPublic', 'timeliness', 'splitDoneAt'])
    .where('meeting.processId', '=', process.id)
    .orderBy('startsAt')
    .execute()
  expect(meetings.map(({ startsAt, ...meeting }) => ({ ...meeting, on: today(startsAt) }))).toEqual([
    { state: 'held', on: addDays(today(NOW), -4), isPublic: true, timeliness: 'onTime', splitDoneAt: null },
    { state: 'planned', on: addDays(today(NOW), 9), isPublic: true, timeliness: null, splitDoneAt: null },
  ])
  const came = await db
    .selectFrom('meetingRegistration')
    .select(['state', 'attended'])
    .where('attended', 'is not', null)
    .orderBy('id')
    .execute()
  expect(came.map(({ attended }) => attended)).toEqual([true, true, true, false])
})

test('the council adopted the plan: each change says why, one of them by an amendment', async () => {
  const process = await processBySlug(db, municipality.id, 'sociaal-domein')
  const plan = await storedPlan(db, process, 'forReaders')
  expect(plan?.kind).toBe('adopted')
  const compared = plan && (await compareVersions(db, process, plan, 'first'))
  if (!compared) throw new Error('there is no concept')
  const changes = changesOf(compared.lines)
  const reasons = reasonsOf(changes, compared, await storedReasons(db, process, compared))
  const because = changes.map((change) => {
    const reason = reasons.get(change)
    if (!reason) return [change.kind]
    const { points, ownInitiative, amendments } = reason
    return [
      ...[change.kind, ...points.map(({ number }) => (number === null ? 'no number' : 'point'))],
      ...[...ownInitiative.map(() => 'own initiative'), ...amendments.map(({ number }) => `amendment ${number}`)],
    ]
  })
  expect(because).toEqual([
    ['edited', 'point'],
    ['edited', 'own initiative'],
    ['new', 'amendment 1'],
    ['split', 'own initiative'],
    ['moved', 'own initiative'],
    ['edited', 'point'],
    ['gone', 'own initiative'],
  ])
})
