import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredProcess } from '#app/features/answers/answered-view.server.ts'
import { withheldView } from '#app/features/answers/withheld.server.ts'
import { WithheldPage } from '#app/features/answers/WithheldPage.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import answeredStyles from '#app/features/answers/answered.css?url'

export const links = () => stylesheets(answeredStyles)

export const loader = forEveryone(async ({ db, municipality, params }) =>
  withheldView(db, await answeredProcess(db, municipality.id, params.slug)),
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat niet openbaar is, ${data?.process.title ?? ''}`)

export default function Withheld() {
  return <WithheldPage view={useLoaderData<typeof loader>()} />
}
