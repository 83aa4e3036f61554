import { answeredProcesses, type AnsweredProcess } from '#app/features/processes/public-queries.server.ts'
import type { Db } from '#db/client.server.ts'

type FinishedProcess = AnsweredProcess & {
  contributors: number
  points: number
  /** Points by what was done with them. */
  counts: { disposition: string; count: number }[]
}

/** Processes whose answers are public, the latest first, with what was done with the points; `total` counts all. */
export async function finishedProcesses(
  db: Db,
  municipalityId: string,
  page: { limit: number; offset?: number },
): Promise<{ processes: FinishedProcess[]; total: number }> {
  const { processes, total } = await answeredProcesses(db, municipalityId, page)
  const counted = await countsOf(
    db,
    municipalityId,
    processes.map(({ id }) => id),
  )
  return { processes: processes.map((process) => ({ ...process, ...counted(process.id) })), total }
}

async function countsOf(db: Db, municipalityId: string, processIds: string[]) {
  if (processIds.length === 0) return () => ({ contributors: 0, points: 0, counts: [] })
  const [counts, contributors] = await Promise.all([
    db
      .selectFrom('answerPoint')
      .innerJoin('answer', (join) =>
        join
          .onRef('answer.municipalityId', '=', 'answerPoint.municipalityId')
          .onRef('answer.id', '=', 'answerPoint.answerId'),
      )
      .where('answerPoint.municipalityId', '=', municipalityId)
      .where('answerPoint.processId', 'in', processIds)
      .groupBy(['answerPoint.processId', 'answer.disposition'])
      .select((eb) => ['answerPoint.processId', 'answer.disposition', eb.fn.countAll<string>().as('count')])
      .execute(),
    db
      .selectFrom('contribution')
      .where('municipalityId', '=', municipalityId)
      .where('processId', 'in', processIds)
      .groupBy('processId')
      .select((eb) => ['processId', eb.fn.count<string>('contributorId').distinct().as('count')])
      .execute(),
  ])
  return (processId: string) => {
    const own = counts
      .filter((row) => row.processId === processId)
      .map(({ disposition, count }) => ({ disposition, count: Number(count) }))
    return {
      contributors: Number(contributors.find((row) => row.processId === processId)?.count ?? 0),
      points: own.reduce((sum, { count }) => sum + count, 0),
      counts: own,
    }
  }
}
