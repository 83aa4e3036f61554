import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { areaHome } from '#app/features/processes/area-home.server.ts'
import { AreaHome } from '#app/features/processes/AreaHome.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Plannen voor partners')

export const loader = onlyFor('partner', areaHome)

export default function PartnerHome() {
  const { municipalityName, roles: _, ...rest } = useLoaderData<typeof loader>()
  return (
    <AreaHome
      title={`Plannen van gemeente ${municipalityName}`}
      lede="U bent ingelogd als partner. Hier ziet u welke plannen openstaan. Reageren kan namens uw organisatie, op de pagina van het plan."
      {...rest}
    />
  )
}
