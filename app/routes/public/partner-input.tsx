import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { appendixView } from '#app/features/partners/appendix/appendix-view.server.ts'
import { appendixLede } from '#app/features/partners/appendix/appendix.ts'
import { AppendixPage } from '#app/features/partners/appendix/AppendixPage.tsx'
import { publicAppendixProcess } from '#app/features/partners/appendix/public-appendix.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import answeredStyles from '#app/features/answers/answered.css?url'
import appendixStyles from '#app/features/partners/appendix/appendix.css?url'

export const links = () => stylesheets(answeredStyles, appendixStyles)

export const loader = forEveryone(async ({ db, municipality, params }) => {
  const process = await publicAppendixProcess(db, municipality.id, params.slug)
  // The menu marks where a finished plan stands by its stage.
  return { ...(await appendixView(db, process)), stage: process.state }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat organisaties en groepen meegaven, ${data?.title ?? ''}`, data && appendixLede(data))

export default function Appendix() {
  return <AppendixPage view={useLoaderData<typeof loader>()} />
}
