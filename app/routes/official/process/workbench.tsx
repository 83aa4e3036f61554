import type { MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData, useParams } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { Workbench } from '#app/features/desk/Workbench.tsx'
import { workbenchView } from '#app/features/desk/workbench-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import deskStyles from '#app/features/desk/desk.css?url'

export const handle = { interactive: true }

export const links = () => stylesheets(workStyles, deskStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Punten, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const filter = deskFilterFrom(url.searchParams)
  const by = { accountId: actor.id, today: today(now) }
  return workbenchView(db, process, filter, by, { from: url.searchParams.get('vanaf'), around: params.pointId ?? null })
})

export default function WorkbenchRoute() {
  const openId = useParams().pointId ?? null
  return (
    <Workbench view={useLoaderData<typeof loader>()} openId={openId}>
      <Outlet />
    </Workbench>
  )
}
