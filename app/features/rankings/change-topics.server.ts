import { validate, v7 as uuid } from 'uuid'
import { NotFound, Refused } from '#app/errors.server.ts'
import type { Doer } from '#app/features/accounts/account.ts'
import { record } from '#app/features/record/record.server.ts'
import { fold } from '#app/fold.ts'
import { inTransaction, type Db, type Trx } from '#db/client.server.ts'
import type { SessionRow } from './queries.server.ts'
import { rankingTopic, type TopicInput } from './ranking.schema.ts'
import { sessionToChange } from './session-to-change.server.ts'
import { MOST_TOPICS } from './session.ts'

type Of = { processId: string }

/** Adds topics behind the others, in the order given. Refused for a name that is there already. */
export async function addTopics(
  db: Db | Trx,
  by: Doer,
  { processId, topics }: Of & { topics: readonly TopicInput[] },
  now: Date,
): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    const there = await topicsOf(trx, session)
    if (there.length + topics.length > MOST_TOPICS)
      throw new Refused(`Er passen hooguit ${MOST_TOPICS} onderwerpen in een ranglijst.`, 'name')
    const added: string[] = []
    for (const input of topics) {
      const topic = checkedTopic(input)
      refuseTaken(topic, there)
      const id = uuid()
      const position = (there.at(-1)?.position ?? 0) + 1
      await trx
        .insertInto('topic')
        .values({ municipalityId: session.municipalityId, id, sessionId: session.id, position, ...topic })
        .execute()
      there.push({ id, position, name: topic.name, aliases: topic.aliases })
      added.push(id)
    }
    await record(trx, {
      ...{
        municipalityId: session.municipalityId,
        at: now,
        by,
        act: 'addTopics',
        subject: { kind: 'rankingSession', id: session.id },
        processId,
      },
      detail: { added: added.length },
    })
    return added
  })
}

/** Changes a topic. Refused for a name that another has. */
export async function changeTopic(
  db: Db | Trx,
  by: Doer,
  { processId, topicId, topic: input }: Of & { topicId: string; topic: TopicInput },
  now: Date,
) {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    const there = await topicsOf(trx, session)
    if (!there.some(({ id }) => id === topicId)) throw new NotFound()
    const topic = checkedTopic(input)
    refuseTaken(
      topic,
      there.filter(({ id }) => id !== topicId),
    )
    await trx
      .updateTable('topic')
      .set(topic)
      .where('municipalityId', '=', session.municipalityId)
      .where('id', '=', topicId)
      .execute()
    await recordTopic(trx, session, by, 'changeTopic', topicId, now)
  })
}

/** Takes a topic away, with what groups were already tried out on it. */
export async function removeTopic(db: Db | Trx, by: Doer, { processId, topicId }: Of & { topicId: string }, now: Date) {
  await inTransaction(db, async (trx) => {
    const session = await sessionToChange(trx, by, processId, 'prepare')
    if (!validate(topicId)) throw new NotFound()
    const { numDeletedRows } = await trx
      .deleteFrom('topic')
      .where('municipalityId', '=', session.municipalityId)
      .where('sessionId', '=', session.id)
      .where('id', '=', topicId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound()
    await recordTopic(trx, session, by, 'removeTopic', topicId, now)
  })
}

const topicsOf = (trx: Trx, session: SessionRow) =>
  trx
    .selectFrom('topic')
    .select(['id', 'position', 'name', 'aliases'])
    .where('municipalityId', '=', session.municipalityId)
    .where('sessionId', '=', session.id)
    .orderBy('position')
    .execute()

function checkedTopic(input: TopicInput) {
  const checked = rankingTopic.safeParse(input)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw new Refused(issue?.message ?? 'Controleer het onderwerp.', String(issue?.path[0] ?? 'name'))
}

/** Two topics that are called alike could not be told apart in a file, nor in a motivation. */
function refuseTaken(topic: { name: string; aliases: string[] }, others: { name: string; aliases: string[] }[]) {
  const taken = new Set(others.flatMap(({ name, aliases }) => [name, ...aliases]).map(fold))
  const clash = [topic.name, ...topic.aliases].find((name) => taken.has(fold(name)))
  if (clash !== undefined)
    throw new Refused(
      `Er is al een onderwerp “${clash}”. Kies een andere naam.`,
      clash === topic.name ? 'name' : 'aliases',
    )
}

function recordTopic(trx: Trx, session: SessionRow, by: Doer, act: string, topicId: string, now: Date) {
  const { municipalityId, processId } = session
  return record(trx, { municipalityId, at: now, by, act, subject: { kind: 'topic', id: topicId }, processId })
}
