import type { MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { BulkButtons } from '#app/features/desk/bulk/BulkButtons.tsx'
import { listPlaceFrom } from '#app/features/desk/desk-address.ts'
import { deskFilterFrom } from '#app/features/desk/desk-filter.ts'
import { leadOldAddress } from '#app/features/desk/old-address.server.ts'
import { Workbench } from '#app/features/desk/Workbench.tsx'
import { workbenchView } from '#app/features/desk/workbench-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import bulkStyles from '#app/features/desk/bulk/bulk.css?url'
import deskStyles from '#app/features/desk/desk.css?url'
import findStyles from '#app/features/desk/desk-find.css?url'
import listStyles from '#app/features/desk/desk-list.css?url'

export const handle = { interactive: true }

export const links = () => stylesheets(workStyles, deskStyles, findStyles, listStyles, bulkStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Punten, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  await leadOldAddress(db, process, url)
  const { from, limit } = listPlaceFrom(url.searchParams)
  const view = await workbenchView(db, process, {
    actor,
    filter: deskFilterFrom(url.searchParams),
    by: { accountId: actor.id, today: today(now) },
    shown: { openId: params.pointId ?? null, from, limit },
    now,
  })
  return { ...view, mayAskAdvice: hasInnerRole(actor, 'processor') }
})

export default function WorkbenchRoute() {
  const view = useLoaderData<typeof loader>()
  return (
    <Workbench
      view={view}
      bulk={(fields, id) => (
        <BulkButtons slug={view.process.slug} id={id} mayAskAdvice={view.mayAskAdvice}>
          {fields}
        </BulkButtons>
      )}
    >
      <Outlet />
    </Workbench>
  )
}
