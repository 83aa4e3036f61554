import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { pointList } from '#app/features/answers/point-queries.server.ts'
import { PointsPage, type PointsView } from '#app/features/answers/PointsPage.tsx'
import { filterFrom } from '#app/features/answers/processed-filter.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { pageFrom } from '#app/features/points/register-filter.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import pointsStyles from '#app/features/answers/points.css?url'

export const links = () => stylesheets(workStyles, pointsStyles)

const PER_PAGE = 50

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Punten, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url }): Promise<PointsView> => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const filter = filterFrom(url.searchParams)
  const page = pageFrom(url.searchParams)
  const { rows, total, counts } = await pointList(db, process, filter, {
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  })
  return {
    process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
    counts: await workCounts(db, process),
    themes: (await themesOf(db, process)).map(({ name }) => name),
    ...{ filter, decided: counts, total, page, pages: Math.ceil(total / PER_PAGE) },
    rows: rows.map(({ receivedAt, ...row }) => ({ ...row, receivedOn: today(receivedAt) })),
  }
})

export default function Points() {
  return <PointsPage view={useLoaderData<typeof loader>()} />
}
