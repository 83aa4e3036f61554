import type { Disposition } from '#app/features/points/disposition.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db, Trx } from '#db/client.server.ts'
import type { AnswerScope } from './scope.ts'

export type StoredAnswer = {
  id: string
  disposition: Disposition
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
  const { municipalityId } = process
  const answer = await db
    .selectFrom('answer')
    .leftJoin('account', (join) =>
      join.onRef('account.municipalityId', '=', 'answer.municipalityId').onRef('account.id', '=', 'answer.updatedBy'),
    )
    .select(['answer.id', 'disposition', 'reply', 'forwardedTo', 'scope', 'updatedAt', 'account.name as updatedByName'])
    .where('answer.municipalityId', '=', municipalityId)
    .where('answer.processId', '=', process.id)
    .where('answer.id', '=', answerId)
    .executeTakeFirst()
  if (!answer) return null
  const points = await db
    .selectFrom('answerPoint')
    .select('pointId')
    .where('municipalityId', '=', municipalityId)
    .where('answerId', '=', answerId)
    .orderBy('pointId')
    .execute()
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
  return {
    ...answer,
    // The checks on these columns in the database name the same dispositions and scopes.
    disposition: answer.disposition as Disposition,
    scope: answer.scope as AnswerScope,
    pointIds: points.map(({ pointId }) => pointId),
    sectionIds: sections.map(({ sectionId }) => sectionId),
    paragraphIds: paragraphs.map(({ id }) => id),
    mark: answerMark(answer),
  }
}

/** The answer that a point has, if any. */
export async function answerOfPoint(db: Db | Trx, process: ProcessRef, pointId: string): Promise<StoredAnswer | null> {
  const link = await db
    .selectFrom('answerPoint')
    .select('answerId')
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('pointId', '=', pointId)
    .executeTakeFirst()
  return link ? answerOf(db, process, link.answerId) : null
}

/** What a form keeps to know whether the answer is still the one it showed. */
export function answerMark({ id, updatedAt }: { id: string; updatedAt: Date }): string {
  return `${id}.${updatedAt.getTime()}`
}
