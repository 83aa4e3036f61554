import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { changeMunicipality } from '#app/features/municipalities/change-municipality.server.ts'
import { factsOf } from '#app/features/municipalities/municipality.ts'
import { MunicipalityPage } from '#app/features/municipalities/MunicipalityPage.tsx'
import { administratorNames } from '#app/features/processes/release-facts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Gemeente')

export const loader = onlyFor('official', async (visit) => {
  const { db, actor, municipality } = visit
  return {
    name: municipality.name,
    stored: factsOf(municipality),
    askOf: hasInnerRole(actor, 'administrator') ? null : await administratorNames(db, municipality.id),
    isSaved: saidHere(visit) !== null,
  }
})

export const action = formAction('official', { acts: [changeMunicipality] })

export default function MunicipalityRoute() {
  return <MunicipalityPage {...useLoaderData<typeof loader>()} />
}
