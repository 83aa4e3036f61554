import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { administratorNames } from '#app/features/processes/release-facts.server.ts'
import { changeSteps, markOfSteps } from '#app/features/workflow/change-steps.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stuckSteps } from '#app/features/workflow/four-eyes.ts'
import { MunicipalityStepsPage } from '#app/features/workflow/MunicipalityStepsPage.tsx'
import { stepsOfMunicipality } from '#app/features/workflow/steps-of.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workflowStyles from '#app/features/workflow/workflow.css?url'

export const links = () => stylesheets(workflowStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Stappen')

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality } = visit
  const steps = await stepsOfMunicipality(db, municipality.id)
  return {
    steps,
    mark: markOfSteps(steps),
    stuck: stuckSteps(steps, await colleaguesOf(db, municipality.id)),
    askOf: hasInnerRole(actor, 'administrator') ? null : await administratorNames(db, municipality.id),
    isSaved: saidHere(visit) !== null,
  }
})

export const action = formAction('official', { acts: [changeSteps] })

export default function Steps() {
  return <MunicipalityStepsPage {...useLoaderData<typeof loader>()} />
}
