import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { answerCampaign, separatePoint } from '#app/features/campaigns/answer-campaign.server.ts'
import { joinCampaign, leaveCampaign } from '#app/features/campaigns/campaign-letters.server.ts'
import { campaignView } from '#app/features/campaigns/campaign-view.server.ts'
import { CampaignPage, type CampaignShown } from '#app/features/campaigns/CampaignPage.tsx'
import { confirmCampaign, refuseCampaign } from '#app/features/campaigns/decide-campaign.server.ts'
import { amountOf } from '#app/features/campaigns/in-words.ts'
import { splitCampaign, undoSplitCampaign } from '#app/features/campaigns/split-campaign.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import campaignsStyles from '#app/features/campaigns/campaigns.css?url'

export const links = () => stylesheets(workStyles, campaignsStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Campagne${data?.campaign.name ? ` ${data.campaign.name}` : ''}, ${data?.process.title ?? ''}`)

const letters = (number: number) => amountOf(number, 'brief', 'brieven')
const points = (number: number) => amountOf(number, 'punt', 'punten')

/** What was done, with how many. */
const says: Record<string, (number: number) => string> = {
  confirmCampaign: (number) => `${letters(number)} horen nu bij elkaar. Splits nu de basistekst.`,
  splitCampaign: (number) => `De splitsing geldt nu ook voor ${letters(number)}. Beantwoord nu de gedeelde punten.`,
  undoSplitCampaign: (number) => `${points(number)} weggehaald. U kunt de basistekst opnieuw splitsen.`,
  joinCampaign: (number) => `${letters(number)} opgenomen.`,
  leaveCampaign: (number) => `${letters(number)} eruit gehaald.`,
  separatePoint: (number) => `${points(number)} beantwoordt u nu apart.`,
  answerCampaign: (number) => `Het antwoord is bewaard voor ${points(number)}.`,
}

export const loader = onlyFor('official', async (visit): Promise<CampaignShown> => {
  const { db, municipality, params, url, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const said = saidHere(visit)
  return {
    ...(await campaignView(db, process, params.campaignId ?? '', url.searchParams)),
    counts: await workCounts(db, process),
    readerId: actor.id,
    mayChange: hasInnerRole(actor, 'processor'),
    said: said ? (says[said.code]?.(Number(said.facts.number)) ?? null) : null,
  }
})

export const action = formAction('official', {
  acts: [
    ...([confirmCampaign, refuseCampaign, splitCampaign, undoSplitCampaign] as const),
    ...([joinCampaign, leaveCampaign, separatePoint, answerCampaign] as const),
  ],
  done: {
    confirmCampaign: ({ letters }, { visit }) => ({ to: `${visit.url.pathname}#splits`, facts: { number: letters } }),
    refuseCampaign: (_, { visit }) => ({ to: paths.official.process.campaigns(visit.params.slug ?? '') }),
    splitCampaign: ({ letters }, { visit }) => ({ to: `${visit.url.pathname}#antwoord`, facts: { number: letters } }),
    undoSplitCampaign: ({ points }) => ({ facts: { number: points } }),
    joinCampaign: ({ letters }) => ({ facts: { number: letters } }),
    leaveCampaign: ({ letters }) => ({ facts: { number: letters } }),
    separatePoint: ({ points }) => ({ facts: { number: points } }),
    answerCampaign: ({ points }, { visit }) => ({ to: `${visit.url.pathname}#antwoord`, facts: { number: points } }),
  },
})

export default function Campaign() {
  return <CampaignPage view={useLoaderData<typeof loader>()} />
}
