import type { CampaignState } from './stored-campaign.server.ts'

/** The parameter that says where the list of campaigns in a state begins; that of the list on the page too. */
export const campaignParameters = {
  ...{ found: 'gevonden', confirmed: 'bevestigd', refused: 'afgewezen' },
} as const satisfies Record<CampaignState, string>
