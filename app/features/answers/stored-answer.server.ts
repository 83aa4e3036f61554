import type { Decision } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { AnswerScope } from './scope.ts'

export type StoredAnswer = {
  id: string
  disposition: Decision
  reply: string
  forwardedTo: string
  scope: AnswerScope
  sectionIds: string[]
  paragraphIds: string[]
  pointIds: string[]
  updatedAt: Date
  /** Who saved it last; null for the command line. */
  updatedByName: string | null
  /** What a form keeps to know whether this is still the answer it showed. */
  mark: string
}

/** An answer of this process with its points and plan links; null when it is not there. */
export async function answerOf(db: Db | Trx, process: ProcessRef, answerId: string): Promise<StoredAnswer | null> {
  const answer = await wordsOf(db, process, answerId)
  if (!answer) return null
  const points = await db
    .selectFrom('answerPoint')
    .select('pointId')
    .where('municipalityId', '=', process.municipalityId)
    .where('answerId', '=', answerId)
    .orderBy('pointId')
    .execute()
  return { ...answer, pointIds: points.map(({ pointId }) => pointId) }
}

/** What an answer says, with its plan links. */
async function wordsOf(
  db: Db | Trx,
  process: ProcessRef,
  answerId: string,
): Promise<Omit<StoredAnswer, 'pointIds'> | null> {
  const { municipalityId } = process
  const answer = await db
    .selectFrom('answer')
    .leftJoin('account', (join) =>
      join.onRef('account.municipalityId', '=', 'answer.municipalityId').onRef('account.id', '=', 'answer.updatedBy'),
    )
    .select(['answer.id', 'decision', 'reply', 'forwardedTo', 'scope', 'updatedAt', 'account.name as updatedByName'])
    .where('answer.municipalityId', '=', municipalityId)
    .where('answer.processId', '=', process.id)
    .where('answer.id', '=', answerId)
    .executeTakeFirst()
  if (!answer) return null
  const sections = await db
    .selectFrom('answerSection')
    .innerJoin('section', (join) =>
      join
        .onRef('section.municipalityId', '=', 'answerSection.municipalityId')
        .onRef('section.id', '=', 'answerSection.sectionId'),
    )
    .select('sectionId')
    .where('answerSection.municipalityId', '=', municipalityId)
    .where('answerId', '=', answerId)
    .orderBy('section.position')
    .execute()
  const paragraphs = await db
    .selectFrom('answerParagraph')
    .innerJoin('paragraph', (join) =>
      join
        .onRef('paragraph.municipalityId', '=', 'answerParagraph.municipalityId')
        .onRef('paragraph.planVersionId', '=', 'answerParagraph.planVersionId')
        .onRef('paragraph.lineageId', '=', 'answerParagraph.lineageId'),
    )
    .select('paragraph.id')
    .where('answerParagraph.municipalityId', '=', municipalityId)
    .where('answerId', '=', answerId)
    .orderBy('paragraph.position')
    .execute()
  const { decision, ...said } = answer
  return {
    ...said,
    // The checks on these columns in the database name the same dispositions and scopes.
    disposition: decision as Decision,
    scope: said.scope as AnswerScope,
    sectionIds: sections.map(({ sectionId }) => sectionId),
    paragraphIds: paragraphs.map(({ id }) => id),
    mark: answerMark(said),
  }
}

/** An answer as it is shown at one of its points. */
export type ShownAnswer = Omit<StoredAnswer, 'pointIds'> & {
  /** How many points have it, at most one more than `MOST_SHARES`. */
  shares: number
}

/** Of an answer that more points share than this is said that they are more. */
const MOST_SHARES = 1000

/** The answer of a point to show: however many points share it, they are not all read. Null when it has none. */
export async function answerToShow(db: Db | Trx, process: ProcessRef, pointId: string): Promise<ShownAnswer | null> {
  const answerId = await answerIdOf(db, process, pointId)
  const answer = answerId === null ? null : await wordsOf(db, process, answerId)
  if (!answer) return null
  const shares = await db
    .selectFrom(
      db
        .selectFrom('answerPoint')
        .select('pointId')
        .where('municipalityId', '=', process.municipalityId)
        .where('answerId', '=', answer.id)
        .limit(MOST_SHARES + 1)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return { ...answer, shares: Number(shares.count) }
}

/** The answer that a point has, if any. */
export async function answerOfPoint(db: Db | Trx, process: ProcessRef, pointId: string): Promise<StoredAnswer | null> {
  const answerId = await answerIdOf(db, process, pointId)
  return answerId === null ? null : answerOf(db, process, answerId)
}

async function answerIdOf(db: Db | Trx, process: ProcessRef, pointId: string): Promise<string | null> {
  const link = await db
    .selectFrom('answerPoint')
    .select('answerId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  return link?.answerId ?? null
}

/** What a form keeps to know whether the answer is still the one it showed. */
export function answerMark({ id, updatedAt }: { id: string; updatedAt: Date }): string {
  return `${id}.${updatedAt.getTime()}`
}
