import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { MeetingsPage } from '#app/features/meetings/MeetingsPage.tsx'
import { meetingsView } from '#app/features/meetings/meeting-view.server.ts'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'

export const links = () => stylesheets(workStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bijeenkomsten, ${data?.view.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, actor, municipality, params, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return {
    view: await meetingsView(db, process, { mayChange: hasInnerRole(actor, 'processor') }, now),
    counts: await workCounts(db, process),
  }
})

export default function Meetings() {
  const { view, counts } = useLoaderData<typeof loader>()
  return (
    <MeetingsPage
      view={view}
      head={<WorkHead process={view.process} counts={counts} current="bijeenkomsten" title="Bijeenkomsten" />}
    />
  )
}
