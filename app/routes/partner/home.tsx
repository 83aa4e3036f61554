import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { myInvitations } from '#app/features/partners/answering/my-invitations.server.ts'
import { PartnerInvitations } from '#app/features/partners/answering/PartnerInvitations.tsx'
import { areaHome } from '#app/features/processes/area-home.server.ts'
import { AreaHome } from '#app/features/processes/AreaHome.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import areaHomeStyles from '#app/features/processes/area-home.css?url'

export const links = () => stylesheets(areaHomeStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Uitnodigingen en plannen voor partners')

export const loader = onlyFor('partner', async (visit) => ({
  ...(await areaHome(visit)),
  invitations: await myInvitations(visit.db, visit.actor, visit.now),
}))

export default function PartnerHome() {
  const { municipalityName, roles: _, invitations, ...rest } = useLoaderData<typeof loader>()
  return (
    <AreaHome
      title={`Partner van gemeente ${municipalityName}`}
      lede="Hier ziet u wat de gemeente uw organisatie vraagt, en welke plannen openstaan."
      above={<PartnerInvitations invitations={invitations} />}
      {...rest}
    />
  )
}
