import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { FilePage } from '#app/features/changes/decision-file/FilePage.tsx'
import { councilFile } from '#app/features/changes/decision-file/file-page.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import fileStyles from '#app/features/changes/decision-file/decision-file.css?url'

export const links = () => stylesheets(fileStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Besluitdossier, ${data?.title ?? ''}`)

export const loader = onlyFor('council', async ({ db, municipality, params, url, actor, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return councilFile(db, process, { municipality, actor, now, chapter: url.searchParams.get('hoofdstuk') })
})

export default function CouncilFile() {
  return <FilePage view={useLoaderData<typeof loader>()} />
}
