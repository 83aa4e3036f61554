import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { chooseProposal, proposeWords, refuseProposal } from '#app/features/partners/answering/propose-words.server.ts'
import { ProposalsPage } from '#app/features/partners/answering/ProposalsPage.tsx'
import { proposalsPage } from '#app/features/partners/answering/proposals-page.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'
import proposalsStyles from '#app/features/partners/answering/proposals.css?url'
import responseStyles from '#app/features/partners/answering/response.css?url'

export const links = () => stylesheets(reactionStyles, proposedStyles, responseStyles, proposalsStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Andere woorden: inbreng van ${data.view.partnerName}` : 'Inbreng')

export const loader = onlyFor('partner', proposalsPage)

export const action = formAction('partner', {
  acts: [proposeWords, chooseProposal, refuseProposal],
  done: {
    proposeWords: (_, { visit: { params } }) => ({ to: paths.partner.responseProposals(params.responseId ?? '') }),
  },
})

export default function ResponseProposals() {
  return <ProposalsPage data={useLoaderData<typeof loader>()} />
}
