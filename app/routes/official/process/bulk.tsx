import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { BulkPanel } from '#app/features/desk/bulk/BulkPanel.tsx'
import { bulkView } from '#app/features/desk/bulk/bulk-view.server.ts'
import { FIND_PLACE } from '#app/features/desk/bulk/bulk.ts'
import { planBulk } from '#app/features/desk/bulk/choose-points.server.ts'
import { doBulk } from '#app/features/desk/bulk/do-bulk.server.ts'
import { undoBulk } from '#app/features/desk/bulk/undo-bulk.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import bulkStyles from '#app/features/desk/bulk/bulk.css?url'
import planPartStyles from '#app/features/desk/plan-parts.css?url'

export const links = () => stylesheets(planPartStyles, bulkStyles)

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const asked = url.searchParams.get(FIND_PLACE)?.slice(0, 200) ?? null
  return bulkView(db, process, { bulkId: params.bulkId ?? '', by: actor, asked }, now)
})

/** The list beside the panel stays the one that was chosen in. */
const here = (_: unknown, { visit }: { visit: { url: URL } }) => ({
  to: visit.url.pathname.replace(/\.data$/, '') + visit.url.search,
  say: null,
})

export const action = formAction('official', {
  acts: [planBulk, doBulk, undoBulk],
  done: { planBulk: here, doBulk: here, undoBulk: here },
})

export default function Bulk() {
  return <BulkPanel view={useLoaderData<typeof loader>()} />
}
