import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { PageSteps } from '#app/ui/Pagination.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { campaignParameters } from './campaign-places.ts'
import type { CampaignInList, CampaignsInLists, CampaignsShown } from './campaigns-page.server.ts'
import { amountOf } from './in-words.ts'
import type { CampaignState } from './stored-campaign.server.ts'

export type CampaignsView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  campaigns: CampaignsInLists
  /** Where each list begins, as the address has it. */
  from: Record<CampaignState, string | null>
  said: string | null
}

/** Letters that say nearly the same: what was found, what is being answered, and what was refused. */
export function CampaignsPage({ view }: { view: CampaignsView }) {
  const { process, counts, said, from } = view
  const { found, confirmed, refused } = view.campaigns
  const isEmpty = [found, confirmed, refused].every(({ campaigns }) => campaigns.length === 0)
  const list = (state: CampaignState) => (
    <List {...view.campaigns[state]} state={state} from={from} slug={process.slug} />
  )
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="campagnes" title="Campagnes">
        <p className="lede">
          Brieven die bijna hetzelfde zeggen, splitst en beantwoordt u één keer. Iedere indiener telt mee en krijgt
          bericht.
        </p>
        {!isEmpty && (
          <SaveLinks
            what="alle campagnes"
            xlsx={paths.official.process.giveOut(process.slug, 'campagnes.xlsx')}
            csv={paths.official.process.giveOut(process.slug, 'campagnes.csv')}
          />
        )}
      </WorkHead>
      {said && <StatusMessage>{said}</StatusMessage>}
      {isEmpty && (
        <Empty title="Er zijn geen brieven die bijna hetzelfde zeggen">
          Elke minuut worden nieuwe reacties vergeleken. Lijken er drie of meer op elkaar, dan staan zij hier.
        </Empty>
      )}
      {found.campaigns.length > 0 && (
        <section className="sm-sec" aria-labelledby={campaignParameters.found}>
          <h2 id={campaignParameters.found}>Gevonden, nog te beslissen</h2>
          {list('found')}
        </section>
      )}
      {confirmed.campaigns.length > 0 && (
        <section className="sm-sec" aria-labelledby={campaignParameters.confirmed}>
          <h2 id={campaignParameters.confirmed}>Bevestigd</h2>
          {list('confirmed')}
        </section>
      )}
      {refused.campaigns.length > 0 && (
        <Fold summary={refusedInWords(refused)} open={from.refused !== null}>
          {/* Inside, so that a link to it unfolds it. */}
          <div id={campaignParameters.refused}>{list('refused')}</div>
        </Fold>
      )}
    </Page>
  )
}

const refusedInWords = ({ campaigns, previous, next }: CampaignsShown) =>
  previous !== null || next !== null
    ? 'Afgewezen'
    : campaigns.length === 1
      ? '1 afgewezen'
      : `${campaigns.length} afgewezen`

type ListProps = CampaignsShown & { state: CampaignState; from: CampaignsView['from']; slug: string }

function List({ campaigns, previous, next, state, from, slug }: ListProps) {
  // The other lists stay where they are.
  const hrefOf = (place: { from: string | null } | null) => {
    if (place === null) return null
    const places = { ...from, [state]: place.from }
    const query = { gevonden: places.found, bevestigd: places.confirmed, afgewezen: places.refused }
    return `${withQuery(paths.official.process.campaigns(slug), query)}#${campaignParameters[state]}`
  }
  return (
    <>
      <ul className="cp-list">
        {campaigns.map((campaign) => (
          <li key={campaign.id}>
            <p className="cp-count">
              <b>{campaign.letters.toLocaleString('nl-NL')}</b> {campaign.letters === 1 ? 'brief' : 'brieven'}
            </p>
            <div>
              <p>
                <a href={paths.official.process.campaign(slug, campaign.id)}>
                  {campaign.name || `${amountOf(campaign.letters, 'brief', 'brieven')} die bijna hetzelfde zeggen`}
                </a>
              </p>
              <p className="cp-beginning" dir="auto">
                {campaign.beginning}
              </p>
            </div>
            <Progress campaign={campaign} />
          </li>
        ))}
      </ul>
      <PageSteps
        first={previous && hrefOf({ from: null })}
        previous={hrefOf(previous)}
        next={hrefOf(next)}
        last={null}
        label={`Bladzijden van campagnes: ${campaignParameters[state]}`}
      />
    </>
  )
}

function Progress({ campaign: { name, waiting, isSplit, points, answered } }: { campaign: CampaignInList }) {
  if (name === '') return null
  return (
    <p className="cp-progress">
      {waiting > 0 && (
        <Tag tone="amber" icon="alert-triangle">
          {amountOf(waiting, 'brief wacht', 'brieven wachten')}
        </Tag>
      )}
      {isSplit ? `${answered} van ${amountOf(points, 'punt', 'punten')} beantwoord` : 'nog te splitsen'}
    </p>
  )
}
