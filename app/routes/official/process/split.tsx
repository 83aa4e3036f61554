import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { answerWithoutPoints } from '#app/features/answers/answer-without-points.server.ts'
import { answeredPoints } from '#app/features/answers/answered-points.server.ts'
import { joinToPoint, splitPoint, takeOutOfPoint } from '#app/features/answers/redraw-points.server.ts'
import { removePoint } from '#app/features/answers/remove-point.server.ts'
import { undoSplitAct } from '#app/features/answers/undo-split-act.server.ts'
import { finishSplit, reopenSplit } from '#app/features/points/finish-split.server.ts'
import { markNonPoint, unmarkNonPoint } from '#app/features/points/mark-non-point.server.ts'
import { liftFormalState, setFormalState } from '#app/features/points/formal-state.server.ts'
import { contributionTitle } from '#app/features/points/point-number.ts'
import { markPoint } from '#app/features/points/mark-point.server.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { shownProposal } from '#app/features/contributions/proposed-changes.ts'
import { ProposalsGiven } from '#app/features/contributions/ProposedSummary.tsx'
import { proposalsIn } from '#app/features/contributions/proposals.server.ts'
import { SplitPage, type SplitShown } from '#app/features/points/SplitPage.tsx'
import { undoWords } from '#app/features/points/SplitTools.tsx'
import { skipSuggestion, takeSuggestion } from '#app/features/points/take-suggestion.server.ts'
import { CampaignNotice } from '#app/features/campaigns/CampaignNotice.tsx'
import { campaignOfLetter } from '#app/features/campaigns/letter-campaign.server.ts'
import { againWords } from '#app/features/points/again-words.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction, type After, type Shown } from '#app/forms/form-action.server.ts'
import { saidHere, type Said } from '#app/forms/said.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findingsStyles from '#app/features/contributions/findings.css?url'
import sourceFilesStyles from '#app/features/contributions/source-files.css?url'
import pointTextStyles from '#app/features/points/point-text.css?url'
import proposedStyles from '#app/features/contributions/proposed.css?url'
import splitStyles from '#app/features/points/split.css?url'
import { changePoint } from '#app/room-parts.server.ts'

export const handle = { interactive: true }

export const links = () =>
  stylesheets(workStyles, findingsStyles, sourceFilesStyles, pointTextStyles, proposedStyles, splitStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `${contributionTitle(data.contributor)} splitsen, ${data.process.title}` : '')

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { contributionId = '' } = params
  const answered = await answeredPoints(db, process, contributionId)
  const view = await splitView(db, process, contributionId, url.searchParams, answered, actor)
  const proposals = (await proposalsIn(db, process, [contributionId])).get(contributionId) ?? []
  return {
    ...view,
    proposals: proposals.map((proposal) => shownProposal(view.text, proposal, { removed: 'De hele alinea weg' })),
    mayChange: hasInnerRole(actor, 'processor'),
    campaign: await campaignOfLetter(db, process, contributionId),
    justSplitId: justSplitIn(saidHere(visit)),
  }
})

/** The letter whose splitting was just finished. */
const justSplitIn = (said: Said | null): string | null =>
  said?.code === 'splitPrevious' ? String(said.facts.contribution) : null

/** What was done: said to a program on the page, which stays on it; a form without one comes to the page again, at the point. */
function done(visit: Visit, said: string, pointId: string | null = null): After | Shown {
  if (visit.url.searchParams.has('direct')) return { show: { said, pointId } satisfies SplitShown }
  const here = paths.official.process.split(visit.params.slug ?? '', visit.params.contributionId ?? '')
  return { to: pointId === null ? here : `${withQuery(here, { punt: pointId })}#punt-${pointId}`, say: null }
}

/** The next reaction to split, or the list when all are done; from the base text of a campaign to all that it is the text of. */
async function toNext({ db, municipality, params }: Visit): Promise<After> {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { split, register, campaign: toCampaign } = paths.official.process
  const campaign = await campaignOfLetter(db, process, params.contributionId ?? '')
  if (campaign?.isBase && !campaign.isSplit) return { to: toCampaign(process.slug, campaign.id), say: null }
  const id = await nextToSplit(db, process, params.contributionId)
  if (id === null) return { to: register(process.slug), say: null }
  return { to: split(process.slug, id), say: 'splitPrevious', facts: { contribution: params.contributionId ?? '' } }
}

function takenWords({ points, nonPoints }: { points: number; nonPoints: number }): string {
  if (points === 0) return 'Dit is geen punt.'
  const made = points === 1 ? 'Er is een punt gemaakt.' : `Er zijn ${points} punten gemaakt.`
  return nonPoints === 0 ? made : `${made} ${nonPoints === 1 ? 'Eén stuk is' : `${nonPoints} stukken zijn`} geen punt.`
}

export const action = formAction('official', {
  acts: [
    ...([markPoint, markNonPoint, unmarkNonPoint, takeSuggestion, skipSuggestion] as const),
    ...([splitPoint, joinToPoint, takeOutOfPoint, undoSplitAct] as const),
    ...([changePoint, removePoint, finishSplit, reopenSplit, answerWithoutPoints] as const),
    ...([setFormalState, liftFormalState] as const),
  ],
  done: {
    markPoint: ({ id }, { visit }) => done(visit, 'Het punt is gemaakt.', id),
    markNonPoint: (_, { visit }) => done(visit, 'Dit is geen punt.'),
    unmarkNonPoint: (_, { visit }) => done(visit, 'Dit staat weer open.'),
    takeSuggestion: (taken, { visit }) => done(visit, takenWords(taken)),
    skipSuggestion: (_, { visit }) => done(visit, 'Overgeslagen.'),
    splitPoint: ({ points, id }, { visit }) =>
      done(visit, points === 1 ? 'Het punt is in tweeën gesplitst.' : 'Het punt is in drieën gesplitst.', id),
    joinToPoint: ({ removed }, { visit }) =>
      done(visit, removed === 0 ? 'Het stuk hoort nu bij dat punt.' : 'De punten zijn samengevoegd.'),
    takeOutOfPoint: (_, { visit }) => done(visit, 'Dit is geen punt meer.'),
    undoSplitAct: ({ act }, { visit }) => done(visit, `Ongedaan gemaakt: ${undoWords[act] ?? act}.`),
    changePoint: ({ step }, { visit, form }) =>
      done(visit, ['Het punt is gewijzigd.', ...againWords(step)].join(' '), String(form.get('pointId'))),
    removePoint: (_, { visit }) => done(visit, 'Het punt is weggehaald.'),
    setFormalState: (_, { visit }) => done(visit, 'Deze inbreng telt niet meer mee.'),
    liftFormalState: (_, { visit }) => done(visit, 'Deze inbreng telt weer mee.'),
    finishSplit: (_, { visit }) => toNext(visit),
    reopenSplit: (_, { visit }) => done(visit, 'De splitsing is weer open.'),
    answerWithoutPoints: (_, { visit }) => toNext(visit),
  },
})

export default function Split() {
  const { campaign, justSplitId, proposals, ...view } = useLoaderData<typeof loader>()
  const { slug } = view.process
  return (
    <SplitPage
      view={view}
      notice={
        <>
          {justSplitId && (
            <StatusMessage quiet>
              De vorige inbreng is gesplitst. Dit is de volgende.{' '}
              <Link to={paths.official.process.split(slug, justSplitId)}>Terug naar de vorige</Link>
            </StatusMessage>
          )}
          {campaign && <CampaignNotice slug={slug} campaign={campaign} />}
          <ProposalsGiven proposals={proposals} />
        </>
      }
    />
  )
}
