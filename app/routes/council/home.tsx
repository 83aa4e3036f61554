import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { areaHome } from '#app/features/processes/area-home.server.ts'
import { AreaHome } from '#app/features/processes/AreaHome.tsx'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Plannen voor de raad')

export const loader = onlyFor('council', areaHome)

export default function CouncilHome() {
  const { municipalityName, roles, ...rest } = useLoaderData<typeof loader>()
  const as = roles.includes('clerk') ? 'griffier' : 'raadslid'
  return (
    <AreaHome
      title={`Plannen van gemeente ${municipalityName}`}
      lede={`U bent ingelogd als ${as}. Hier ziet u waar inwoners nu op reageren, en wat de gemeente met hun reacties deed.`}
      {...rest}
    />
  )
}
