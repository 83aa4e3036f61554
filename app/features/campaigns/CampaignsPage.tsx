import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { paths } from '#app/paths.ts'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty, Tag } from '#app/ui/Marks.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { CampaignInList, CampaignsInLists } from './campaigns-page.server.ts'
import { amountOf } from './in-words.ts'

export type CampaignsView = {
  process: { slug: string; title: string; isFixed: boolean }
  counts: WorkCounts
  campaigns: CampaignsInLists
  said: string | null
}

/** Letters that say nearly the same: what was found, what is being answered, and what was refused. */
export function CampaignsPage({ view }: { view: CampaignsView }) {
  const { process, counts, said } = view
  const { found, confirmed, refused } = view.campaigns
  return (
    <Page wrap={false} className="sm-page">
      <WorkHead process={process} counts={counts} current="campagnes" title="Campagnes">
        <p className="lede">
          Brieven die bijna hetzelfde zeggen, splitst en beantwoordt u één keer. Iedere indiener telt mee en krijgt
          bericht.
        </p>
        {found.length + confirmed.length + refused.length > 0 && (
          <SaveLinks
            what="alle campagnes"
            xlsx={paths.official.process.giveOut(process.slug, 'campagnes.xlsx')}
            csv={paths.official.process.giveOut(process.slug, 'campagnes.csv')}
          />
        )}
      </WorkHead>
      {said && <StatusMessage>{said}</StatusMessage>}
      {found.length + confirmed.length + refused.length === 0 && (
        <Empty title="Er zijn geen brieven die bijna hetzelfde zeggen">
          Elke minuut worden nieuwe reacties vergeleken. Lijken er drie of meer op elkaar, dan staan zij hier.
        </Empty>
      )}
      {found.length > 0 && (
        <section className="sm-sec" aria-labelledby="gevonden">
          <h2 id="gevonden">Gevonden, nog te beslissen</h2>
          <List campaigns={found} slug={process.slug} />
        </section>
      )}
      {confirmed.length > 0 && (
        <section className="sm-sec" aria-labelledby="bevestigd">
          <h2 id="bevestigd">Bevestigd</h2>
          <List campaigns={confirmed} slug={process.slug} />
        </section>
      )}
      {refused.length > 0 && (
        <Fold summary={refused.length === 1 ? '1 afgewezen' : `${refused.length} afgewezen`}>
          <List campaigns={refused} slug={process.slug} />
        </Fold>
      )}
    </Page>
  )
}

function List({ campaigns, slug }: { campaigns: readonly CampaignInList[]; slug: string }) {
  return (
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
