import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refused } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { publishAnswers } from '#app/features/answers/publish-answers.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { PublishPage } from '#app/features/answers/PublishPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.isPublished ? 'Antwoorden zijn openbaar' : 'Antwoorden openbaar maken'}, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, now, actor }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const mayPublish = hasInnerRole(actor, 'approver')
  return { ...(await publishView(db, process, now)), mayPublish, approvers: mayPublish ? [] : await approverNames(db, municipality.id) }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, origin }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    try {
      await publishAnswers(db, actor, { process, baseUrl: origin }, now)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return data({ refusal: error.message }, { status: 400 })
    }
    return redirect(`/ambtenaar/trajecten/${process.slug}/publiceren`, 303)
  },
  'approver',
)

export default function Publish() {
  return <PublishPage view={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal ?? null} />
}
