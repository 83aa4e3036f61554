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
  const rows = await db
    .selectFrom('publishedCount')
    .select(['processId', 'counted', 'value', 'count'])
    .where('municipalityId', '=', municipalityId)
    .where('processId', 'in', processIds)
    .where('counted', 'in', ['contributors', 'disposition'])
    .execute()
  return (processId: string) => {
    const of = (counted: string) => rows.filter((row) => row.processId === processId && row.counted === counted)
    const sum = (counted: string) => of(counted).reduce((total, { count }) => total + count, 0)
    return {
      contributors: sum('contributors'),
      points: sum('disposition'),
      counts: of('disposition').map(({ value, count }) => ({ disposition: value, count })),
    }
  }
}
