import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import { amountOf } from './in-words.ts'
import type { LetterCampaign } from './letter-campaign.server.ts'

/** Tells who splits a letter that others say nearly the same: they need not be split one by one. */
export function CampaignNotice({ slug, campaign }: { slug: string; campaign: LetterCampaign }) {
  const { id, name, letters, isBase, isSplit } = campaign
  const link = (
    <a href={paths.official.process.campaign(slug, id)}>{name ? `Naar de campagne ‘${name}’` : 'Bekijk ze'}</a>
  )
  if (isSplit) return <Notice>Deze brief hoort bij een campagne, die in één keer is gesplitst. {link}</Notice>
  if (isBase)
    return (
      <Notice title={`Dit is de basistekst van ${amountOf(letters, 'brief', 'brieven')}`}>
        <p>Splits deze tekst. Daarna krijgen alle brieven dezelfde splitsing. {link}</p>
      </Notice>
    )
  return (
    <Notice title={`${amountOf(letters - 1, 'andere brief zegt', 'andere brieven zeggen')} bijna hetzelfde`}>
      <p>U kunt ze in één keer splitsen en beantwoorden. {link}</p>
    </Notice>
  )
}

/** Tells who looks at what came in that letters which say nearly the same wait for a decision. */
export function CampaignsNotice({ slug, toDecide }: { slug: string; toDecide: number }) {
  return (
    <Notice title="Er zijn brieven die bijna hetzelfde zeggen">
      <p>
        Beslis daarover voordat u splitst: dan hoeft u ze niet een voor een te splitsen en te beantwoorden.{' '}
        <a href={paths.official.process.campaigns(slug)}>
          {toDecide === 1 ? 'Bekijk de campagne' : `Bekijk ${toDecide} campagnes`}
        </a>
      </p>
    </Notice>
  )
}
