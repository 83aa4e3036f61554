import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { ClerkPage } from '#app/features/rankings/clerk/ClerkPage.tsx'
import { actOnSession } from '#app/features/rankings/clerk/act-on-session.server.ts'
import { clerkView } from '#app/features/rankings/clerk/clerk-view.server.ts'
import { orPublicOutcome } from '#app/features/rankings/clerk/or-public-outcome.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import clerkStyles from '#app/features/rankings/clerk/clerk.css?url'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Ranglijst voor ${data?.process.title ?? 'het traject'}`)

/** The page goes along with the groups while the ranking is open. */
export const handle: Handle = { interactive: true }

export const links = () => stylesheets(clerkStyles)

export const loader = orPublicOutcome(onlyFor('council', clerkView))

export const action = onlyFor('council', async ({ db, actor, municipality, params, request, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const answer = await actOnSession({ db, by: actor, process, form: await request.formData(), now })
  return 'goTo' in answer ? redirect(answer.goTo, 303) : data(answer, { status: 400 })
})

export default function Ranking() {
  return <ClerkPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
