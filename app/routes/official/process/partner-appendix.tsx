import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { appendixView } from '#app/features/partners/appendix/appendix-view.server.ts'
import { hasAppendix } from '#app/features/partners/appendix/public-appendix.server.ts'
import { AppendixPreview } from '#app/features/partners/appendix/AppendixPreview.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import appendixStyles from '#app/features/partners/appendix/appendix.css?url'

export const links = () => stylesheets(workStyles, appendixStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Bijlage 2, ${data?.view.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const isPublic = await hasAppendix(db, process)
  // Until what partners gave is public, all of it is shown, with the answers that there are.
  const view = await appendixView(db, isPublic ? process : { ...process, publishedAt: null })
  return { view, isPublic }
})

export default function PartnerAppendix() {
  return <AppendixPreview {...useLoaderData<typeof loader>()} />
}
