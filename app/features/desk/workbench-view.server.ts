import type { Process } from '#app/features/processes/queries.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { deskQuery, type DeskFilter } from './desk-filter.ts'
import { deskPage, type PageStart } from './desk-list.server.ts'

export type WorkbenchView = Awaited<ReturnType<typeof workbenchView>>

/** The list of the workbench and what stands around it. */
export async function workbenchView(db: Db, process: Process, filter: DeskFilter, by: Looking, start: PageStart) {
  const [counts, page] = await Promise.all([workCounts(db, process), deskPage(db, process, filter, by, start)])
  return {
    process: { slug: process.slug, title: process.title },
    counts,
    filter,
    query: deskQuery(filter),
    ...page,
    rows: page.rows.map(({ receivedAt, ...row }) => ({ ...row, receivedOn: today(receivedAt) })),
  }
}
