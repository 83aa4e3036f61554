import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { campaignParameters } from '#app/features/campaigns/campaign-places.ts'
import { campaignsOf } from '#app/features/campaigns/campaigns-page.server.ts'
import { CampaignsPage, type CampaignsView } from '#app/features/campaigns/CampaignsPage.tsx'
import type { CampaignState } from '#app/features/campaigns/stored-campaign.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import campaignsStyles from '#app/features/campaigns/campaigns.css?url'

export const links = () => stylesheets(workStyles, campaignsStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Campagnes, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async (visit): Promise<CampaignsView> => {
  const { db, municipality, params, url } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const fromOf = (state: CampaignState) => url.searchParams.get(campaignParameters[state])
  const from = { found: fromOf('found'), confirmed: fromOf('confirmed'), refused: fromOf('refused') }
  const refused = saidHere(visit)?.code === 'refuseCampaign'
  return {
    process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
    counts: await workCounts(db, process),
    ...{ campaigns: await campaignsOf(db, process, from), from },
    said: refused ? 'Dit is geen campagne. U vindt deze brieven terug onder “afgewezen”.' : null,
  }
})

export default function Campaigns() {
  return <CampaignsPage view={useLoaderData<typeof loader>()} />
}
