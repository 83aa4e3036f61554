import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { addGroup, changeGroup } from '#app/features/rankings/change-groups.server.ts'
import { openRanking } from '#app/features/rankings/change-state.server.ts'
import { addTopics } from '#app/features/rankings/change-topics.server.ts'
import { createRanking } from '#app/features/rankings/create-ranking.server.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { action as program } from './board-act.ts'
import { action as form } from './board.tsx'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const host = 'ons.example'
const ours = await aMunicipality(db, { host })
const clerk = await someone(ours, host, 'clerk', 'Griffier')
const member = await someone(ours, host, 'councilMember', 'Raadslid A')
const other = await someone(ours, host, 'councilMember', 'Raadslid B')
const process = await aProcess(db, ours, { state: 'draft' })
const by = clerk.actor
await createRanking(db, by, { processSlug: process.slug }, NOW)
const names = ['Zorg', 'Sport', 'Wonen', 'Vervoer', 'Onderwijs']
const topics = await addTopics(db, by, { process, topics: names.map((name) => ({ name })) }, NOW)
const [topicId = '', second = ''] = topics
const { id: groupId } = await addGroup(db, by, { process, name: 'Groep 1' }, NOW)
await changeGroup(db, by, { process, groupId, name: 'Groep 1', memberIds: [member.actor.id] }, NOW)
await openRanking(db, by, { process }, NOW)

const at = { slug: process.slug, groupId }
const send = async (fields: Record<string, string>, who = member) => {
  const { outcome } = await call(program, at, who, formOf(fields))
  const response = outcome as Response
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, ...(isJson ? ((await response.json()) as FormAnswer) : {}) }
}

test('the board hears the version that has its move, once for a move that is sent twice', async () => {
  const move = { act: 'placeTopic', topicId, rank: '1', key: uuid() }
  for (let times = 0; times < 2; times++)
    expect(await send(move)).toMatchObject({ status: 200, shown: { version: 1, dropped: null } })
  expect(await send({ act: 'placeTopic', topicId: second, rank: '6', key: uuid() })).toMatchObject({
    ...{ status: 409, code: 'noSuchPlace', errors: { rank: 'Er zijn 5 plaatsen.' }, shown: null },
  })
  expect(await send({ act: 'takeTopicOff', topicId: second, key: uuid() })).toMatchObject({ shown: { version: 1 } })
})

test('two who wrote at once: the second hears both texts', async () => {
  const text = { act: 'writeMotivation', topicId, motivation: 'Een\r\ntwee', seen: '' }
  expect(await send(text)).toMatchObject({ status: 200 })
  expect(await send({ ...text, motivation: 'Anders' })).toMatchObject({
    ...{ status: 409, code: 'stale', facts: { topicId, theirs: 'Een\ntwee', yours: 'Anders' } },
  })
  expect(await send({ ...text, motivation: 'Samen', seen: 'Een\r\ntwee' })).toMatchObject({ status: 200 })
})

test('who types is shown to the group by who may see its board', async () => {
  expect(await send({ act: 'showTypingOnBoard', topicId })).toMatchObject({ status: 200 })
  expect(await send({ act: 'showTypingOnBoard', topicId: '' }, clerk)).toMatchObject({ status: 200 })
  expect(await send({ act: 'showTypingOnBoard', topicId }, other)).toEqual({ status: 404 })
})

test('fields of an older version of the board are refused, and change nothing', async () => {
  expect(await send({ actie: 'zet', onderwerp: topicId, plaats: '3', sleutel: uuid() })).toMatchObject({ status: 400 })
})

test('without JavaScript the same forms lead back to the board, or say on it why not', async () => {
  const submit = async (fields: Record<string, string>) => (await call(form, at, member, formOf(fields))).outcome
  expect(leadsTo(await submit({ act: 'placeTopic', topicId: second, rank: '1' }))).toBe('/')
  expect(leadsTo(await submit({ act: 'undoMove' }))).toBe('/')
  const refused = await submit({ act: 'writeMotivation', topicId, motivation: 'x'.repeat(10_001), seen: '' })
  expect(statusOf(refused)).toBe(400)
  expect((refused as { data: FormAnswer }).data.errors).toEqual({
    motivation: 'Uw motivatie heeft 10001 tekens. Het mogen er 10000 zijn.',
  })
})
