import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { DashboardPage } from '#app/features/desk/DashboardPage.tsx'
import { dashboardView } from '#app/features/desk/dashboard-view.server.ts'
import { planAnswers } from '#app/features/processes/plan-answers.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import todayStyles from '#app/features/processes/today.css?url'
import dashboardStyles from '#app/features/desk/dashboard.css?url'

export const links = () => stylesheets(workStyles, todayStyles, dashboardStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Voortgang, ${data?.view.process.title ?? ''}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, now, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  return {
    view: await dashboardView(db, process, now),
    mayPlan: hasInnerRole(actor, 'processor'),
    isSaved: saidHere(visit) !== null,
  }
})

export const action = formAction('official', { acts: [planAnswers] })

export default function Progress() {
  return <DashboardPage {...useLoaderData<typeof loader>()} />
}
