import { v7 as uuid } from 'uuid'
import { expect, test, vi } from 'vitest'
import { saveQuestionnaire } from '#app/features/partners/asking/save-questionnaire.server.ts'
import type { LiveEvent } from '#app/live/live-feed.server.ts'
import { NOW } from '#tests/factories.ts'
import { anInvitation } from '#tests/partner-invitation.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { responseChanged, responseFeeds, responseScreen, someoneTypes } from './notice.server.ts'
import { responseView } from './response-view.server.ts'
import { saveAnswer } from './save-answer.server.ts'

const { db, pool } = await testDatabase()

/** A screen at a response, with all that it got. */
function screen(
  of: { responseId: string; questionnaireId: string },
  load: () => Promise<unknown> = async () => of.responseId,
) {
  const got: LiveEvent[] = []
  const stop = responseFeeds(pool).follow(responseScreen(of, load), (event) => got.push(event))
  return { got, stop }
}

/** Once this has come, everything that was told before it has. */
async function allHeard() {
  const of = { responseId: uuid(), questionnaireId: uuid() }
  const end = screen(of)
  await vi.waitFor(() => expect(end.got).not.toEqual([]))
  const before = end.got.length
  await db.transaction().execute((trx) => responseChanged(trx, of.responseId))
  await vi.waitFor(() => expect(end.got.length).toBeGreaterThan(before))
  end.stop()
}

async function aScreenEach() {
  const it = await anInvitation(db)
  const { questionnaireId } = it
  const own = screen({ responseId: it.responseId, questionnaireId }, () =>
    responseView(db, { municipalityId: it.municipality.id, id: it.responseId }, NOW),
  )
  const other = screen({ responseId: it.otherResponseId, questionnaireId })
  // A site that begins to listen reads all once more.
  await allHeard()
  await vi.waitFor(() => expect([own.got, other.got]).not.toContainEqual([]))
  const before = [own.got.length, other.got.length]
  const since = () => [own, other].map(({ got }, at) => got.slice(before[at]))
  return { ...it, since, stop: () => [own, other].forEach(({ stop }) => stop()) }
}

test('what someone saves is on the screens of the organisation once it is kept, and on those of no other', async () => {
  const it = await aScreenEach()
  const broken = db.transaction().execute(async (trx) => {
    await saveAnswer(
      trx,
      it.lead,
      { responseId: it.responseId, number: 1, items: [{ id: uuid(), text: 'Niet bewaard', seen: '' }] },
      NOW,
    )
    throw new Error('what this test breaks on purpose')
  })
  await expect(broken).rejects.toThrow('on purpose')
  await allHeard()
  expect(it.since()).toEqual([[], []])
  await it.save(it.lead, 1, 'Wel bewaard')
  await allHeard()
  const [own, other] = it.since()
  expect(own?.map(({ event }) => event)).toEqual(['view'])
  expect(JSON.parse(own?.[0]?.data ?? '{}')).toMatchObject({
    questions: [{ answer: { items: [{ text: 'Wel bewaard', by: 'Collega A' }] } }, {}, {}, {}, {}],
  })
  expect(other).toEqual([])
  it.stop()
})

test('that someone types is told to the organisation alone, and nothing is read for it', async () => {
  const it = await aScreenEach()
  await db.transaction().execute((trx) => someoneTypes(trx, it.responseId, { accountId: it.lead.id, questionId: null }))
  await allHeard()
  expect(it.since()).toEqual([
    [{ event: 'typing', data: JSON.stringify({ accountId: it.lead.id, questionId: null }) }],
    [],
  ])
  it.stop()
})

test('a last day that moves is on the screens of every organisation that was asked, and of no other list', async () => {
  const [it, elsewhere] = [await aScreenEach(), await aScreenEach()]
  await saveQuestionnaire(db, it.official, { process: it.process, intro: '', closesOn: '2016-11-20' }, NOW)
  await allHeard()
  const [own, other] = it.since()
  expect(own?.map(({ data }) => (JSON.parse(data) as { closesOn: string }).closesOn)).toEqual(['2016-11-20'])
  expect(other).toHaveLength(1)
  expect(elsewhere.since()).toEqual([[], []])
  it.stop()
  elsewhere.stop()
})
