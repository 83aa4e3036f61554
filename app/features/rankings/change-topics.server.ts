import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy, type ActEvent } from '#app/acts/act.server.ts'
import { refuseStale, staleRefusal } from '#app/acts/stale.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { seen } from '#app/forms/typed.ts'
import { fold } from '#app/fold.ts'
import type { Trx } from '#db/client.server.ts'
import type { RankingSession, SessionRow } from './queries.server.ts'
import { rankingMarks } from './ranking-marks.server.ts'
import { byClerk, rankingToChange } from './ranking-to-change.server.ts'
import { rankingTopic, topicNames, type Topic } from './ranking.schema.ts'
import { MOST_TOPICS, stateRefusal } from './session.ts'

type AtField = { field: string }

const topicRefusals = {
  nameTaken: {
    says: ({ name }: AtField & { name: string }) => `Er is al een onderwerp “${name}”. Kies een andere naam.`,
    at: ({ field }: AtField) => field,
  },
}
const addingRefusals = {
  ...topicRefusals,
  tooManyTopics: {
    says: (_: AtField) => `Er passen hooguit ${MOST_TOPICS} onderwerpen in een ranglijst.`,
    at: ({ field }: AtField) => field,
  },
}

/** Adds topics behind the others, in the order given. */
export const addTopics = act({
  name: 'addTopics',
  by: byClerk,
  on: 'process',
  input: z.object({ topics: z.array(rankingTopic), seen }),
  refusals: { ...stateRefusal, ...addingRefusals },
  async run({ trx, by, process }, { topics, seen }) {
    const ranking = await rankingToChange(trx, by, process, 'prepare')
    if (wereAdded(ranking, topics, seen)) return changedNothing<string[]>([])
    refuseToAdd(topics, ranking.topics, (part, at) => `topics[${at}].${part}`)
    return did(...(await insertTopics(trx, ranking, topics)))
  },
})

/** Adds topics by a list of their names that was pasted. The record keeps it as `addTopics`. */
export const pasteTopics = act({
  name: 'pasteTopics',
  by: byClerk,
  on: 'process',
  input: z.object({ names: topicNames, seen }),
  refusals: { ...stateRefusal, ...addingRefusals },
  async run({ trx, by, process }, { names, seen }) {
    const ranking = await rankingToChange(trx, by, process, 'prepare')
    const topics = topicsOfNames(names)
    if (wereAdded(ranking, topics, seen)) return changedNothing<string[]>([])
    refuseToAdd(topics, ranking.topics, () => 'names')
    return did(...(await insertTopics(trx, ranking, topics)))
  },
})

/** Changes a topic. */
export const changeTopic = act({
  name: 'changeTopic',
  by: byClerk,
  on: 'process',
  input: rankingTopic.extend({ topicId: z.string(), seen }),
  refusals: {
    ...stateRefusal,
    stale: staleRefusal,
    ...topicRefusals,
  },
  async run({ trx, by, process }, { topicId, seen, ...topic }) {
    const { topics, municipalityId } = await rankingToChange(trx, by, process, 'prepare')
    const stored = topics.find(({ id }) => id === topicId)
    if (!stored) throw new NotFound()
    const mark = rankingMarks.topic(stored)
    if (rankingMarks.topic(topic) === mark) return changedNothing({ topicId })
    refuseStale(seen, mark)
    refuseTaken(
      topic,
      topics.filter((other) => other !== stored),
      (part) => part,
    )
    await trx
      .updateTable('topic')
      .set(topic)
      .where('municipalityId', '=', municipalityId)
      .where('id', '=', topicId)
      .execute()
    return did({ topicId }, { subject: { kind: 'topic', id: topicId } })
  },
})

/** Takes a topic away, with what groups were already tried out on it. One that is gone is what was asked. */
export const removeTopic = act({
  name: 'removeTopic',
  by: byClerk,
  on: 'process',
  input: z.object({ topicId: z.string() }),
  refusals: stateRefusal,
  async run({ trx, by, process }, { topicId }) {
    const { topics, municipalityId } = await rankingToChange(trx, by, process, 'prepare')
    if (!topics.some(({ id }) => id === topicId)) return changedNothing(undefined)
    await trx.deleteFrom('topic').where('municipalityId', '=', municipalityId).where('id', '=', topicId).execute()
    return did(undefined, { subject: { kind: 'topic', id: topicId } })
  },
})

/** Topics of which only the name is known. */
export const topicsOfNames = (names: readonly string[]): Topic[] =>
  names.map((name) => ({ name, description: '', aliases: [], link: '' }))

/** Stores topics behind the others of a ranking that is held. Gives their ids, and what the record keeps of it. */
export async function insertTopics(
  trx: Trx,
  { municipalityId, id: sessionId }: SessionRow,
  topics: readonly Topic[],
): Promise<[string[], ActEvent]> {
  const last = await trx
    .selectFrom('topic')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('municipalityId', '=', municipalityId)
    .where('sessionId', '=', sessionId)
    .executeTakeFirst()
  const behind = (last?.position ?? 0) + 1
  const rows = topics.map((topic, at) => ({ municipalityId, id: uuid(), sessionId, position: behind + at, ...topic }))
  if (rows.length > 0) await trx.insertInto('topic').values(rows).execute()
  const subject = { kind: 'rankingSession', id: sessionId }
  return [rows.map(({ id }) => id), { as: 'addTopics', subject, detail: { added: rows.length } }]
}

/** Whether this very form was sent before: its topics are there, while the form says that they were not. */
function wereAdded(ranking: RankingSession, topics: readonly Topic[], seen: string | undefined): boolean {
  const there = new Set(ranking.topics.map(({ name }) => fold(name)))
  const isOlder = seen !== undefined && seen !== rankingMarks.topics(ranking)
  return isOlder && topics.every(({ name }) => there.has(fold(name)))
}

type Names = Pick<Topic, 'name' | 'aliases'>
/** The field in which a part of a topic is filled in; `at` is its place among those that are added. */
type FieldOf = (part: 'name' | 'aliases', at: number) => string

/** Refuses topics that cannot all be put behind those that are there. */
function refuseToAdd(topics: readonly Names[], there: readonly Names[], fieldOf: FieldOf): void {
  if (there.length + topics.length > MOST_TOPICS)
    throw refusedBy(addingRefusals, 'tooManyTopics', { field: fieldOf('name', 0) })
  for (const [at, topic] of topics.entries())
    refuseTaken(topic, [...there, ...topics.slice(0, at)], (part) => fieldOf(part, at))
}

/** Refuses a name that another topic has: two with the same name could not be distinguished in a file, nor in a motivation. */
function refuseTaken(
  { name, aliases }: Names,
  others: readonly Names[],
  fieldOf: (part: 'name' | 'aliases') => string,
) {
  const taken = new Set(others.flatMap((other) => [other.name, ...other.aliases]).map(fold))
  const clash = [name, ...aliases].find((one) => taken.has(fold(one)))
  if (clash === undefined) return
  throw refusedBy(topicRefusals, 'nameTaken', { name: clash, field: fieldOf(clash === name ? 'name' : 'aliases') })
}
