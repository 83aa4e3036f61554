import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { BaseSplit } from './BaseSplit.tsx'
import { CampaignAnswer } from './CampaignAnswer.tsx'
import type { CampaignView } from './campaign-view.server.ts'
import { CampaignVariant } from './CampaignVariant.tsx'
import { CampaignVariants } from './CampaignVariants.tsx'
import { amountOf } from './in-words.ts'

export type CampaignShown = CampaignView & {
  counts: WorkCounts
  mayChange: boolean
  readerId: string
  said: string | null
}

/** One campaign: its variants beside the base text, and then one split and one answer for all. */
export function CampaignPage({ view }: { view: CampaignShown }) {
  const { process, campaign, figures, counts, said } = view
  const mayChange = view.mayChange && !process.isFixed
  const form = useForm([
    'confirmCampaign',
    'refuseCampaign',
    'splitCampaign',
    'undoSplitCampaign',
    'joinCampaign',
    'leaveCampaign',
    'separatePoint',
    'answerCampaign',
  ])
  return (
    <Page wrap={false} className="sm-page">
      <ErrorSummary errors={listedErrors(form.errors)} />
      <WorkHead
        process={process}
        counts={counts}
        current="campagnes"
        title={`${amountOf(figures.letters, 'brief zegt', 'brieven zeggen')} bijna hetzelfde`}
      >
        <p className="lede">
          {campaign.state === 'confirmed'
            ? `Deze campagne heet ‘${campaign.name}’. U beantwoordt de gedeelde tekst één keer. Iedere indiener telt mee en krijgt bericht.`
            : 'Horen deze brieven bij elkaar? Dan splitst en beantwoordt u de gedeelde tekst één keer. Iedere indiener telt mee en krijgt bericht.'}
        </p>
      </WorkHead>
      {said && <StatusMessage>{said}</StatusMessage>}
      <Figures figures={figures} />
      <div className="cp-cols">
        <CampaignVariants view={view} />
        <div className="sm-col">
          {mayChange && <Decide view={view} />}
          {mayChange && <Waiting view={view} />}
          {campaign.state === 'confirmed' && !campaign.isSplit && <SplitOnce view={view} mayChange={mayChange} />}
          <CampaignVariant view={view} mayChange={mayChange} />
          {campaign.isSplit && <CampaignAnswer view={view} mayChange={mayChange} readerId={view.readerId} />}
          {campaign.isSplit && mayChange && (
            <Fold summary="De splitsing klopt niet">
              <p>
                Haal de punten weg bij alle brieven behalve de basistekst. Daarna past u de splitsing van de basistekst
                aan. Dat kan zolang er nog geen antwoord is.
              </p>
              <form method="post">
                <input type="hidden" name="campaignId" value={campaign.id} />
                <Button small name="act" value="undoSplitCampaign">
                  Maak de splitsing ongedaan
                </Button>
              </form>
            </Fold>
          )}
        </div>
      </div>
    </Page>
  )
}

function Figures({ figures: { letters, variants, same, own, waiting } }: { figures: CampaignView['figures'] }) {
  const rows = [
    { label: 'brieven', number: letters },
    { label: 'varianten', number: variants },
    { label: 'gelijk aan de basis', number: same },
    ...(own === null ? [] : [{ label: 'met een eigen punt', number: own }]),
    { label: 'nog te beoordelen', number: waiting },
  ]
  return (
    <dl className="cp-figures">
      {rows.map(({ label, number }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{number.toLocaleString('nl-NL')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Confirm or refuse, while nobody has. */
function Decide({ view: { campaign, figures, variants } }: { view: CampaignView }) {
  const form = useForm('confirmCampaign', { name: campaign.name })
  if (campaign.state === 'confirmed') return null
  const doubtful = variants.some(({ isDoubtful }) => isDoubtful)
  return (
    <section className="sm-sec" aria-labelledby="beslis">
      <h2 id="beslis">
        {campaign.state === 'refused' ? 'Afgewezen: dit is geen campagne' : 'Horen deze brieven bij elkaar?'}
      </h2>
      {campaign.state === 'refused' && (
        <p className="small soft">{campaign.decided}. Dit wordt niet weer voorgesteld.</p>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="campaignId" value={campaign.id} />
        <TextInput
          {...form.field('name')}
          label="Naam van deze campagne"
          description="Zoals u erover praat: een paar woorden uit de brief."
        />
        {doubtful && (
          <p className="small">Brieven die minder op de basis lijken, wachten daarna tot u ze hebt bekeken.</p>
        )}
        <div className="btns">
          <Button variant="primary-action" name="act" value="confirmCampaign">
            {`Bevestig: ${amountOf(figures.letters, 'brief hoort', 'brieven horen')} bij elkaar`}
          </Button>
          {campaign.state === 'found' && (
            <Button variant="subtle" name="act" value="refuseCampaign">
              Geen campagne
            </Button>
          )}
        </div>
      </form>
    </section>
  )
}

/** Letters that came later, or that are less like the base text: one act for all. */
function Waiting({ view: { campaign, figures } }: { view: CampaignView }) {
  if (campaign.state !== 'confirmed' || figures.waiting === 0) return null
  return (
    <Notice
      kind="warn"
      title={amountOf(figures.waiting, 'brief wacht op u', 'brieven wachten op u')}
      actions={
        <form method="post">
          <input type="hidden" name="campaignId" value={campaign.id} />
          <Button small name="act" value="joinCampaign">
            {figures.waiting === 1 ? 'Neem deze brief op' : `Neem alle ${figures.waiting.toLocaleString('nl-NL')} op`}
          </Button>
        </form>
      }
    >
      {campaign.isSplit
        ? 'Zij kwamen later, of lijken minder op de basis. Neemt u ze op, dan worden zij gesplitst en krijgen zij de antwoorden die er al zijn.'
        : 'Zij kwamen later, of lijken minder op de basis. Bekijk ze bij de varianten en neem ze op, of haal ze eruit.'}
    </Notice>
  )
}

/** The base text is split here, or in the screen that is made for it; from here that goes to all letters. */
function SplitOnce({
  view: { process, campaign, figures, base },
  mayChange,
}: {
  view: CampaignView
  mayChange: boolean
}) {
  const form = useForm('splitCampaign')
  if (!base) return null
  const { pieces } = base
  const split = paths.official.process.split(process.slug, base.contributionId)
  const canSplit = base.points > 0 || pieces.length > 0
  return (
    <section className="sm-sec" aria-labelledby="splits">
      <h2 id="splits">Splits de basistekst één keer</h2>
      <p>{inWords(base)}</p>
      {mayChange && (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="campaignId" value={campaign.id} />
          {pieces.length > 0 && <BaseSplit pieces={pieces} form={form} />}
          {pieces.length === 0 && base.points > 0 && base.open > 0 && (
            <CheckboxField
              name="despiteOpen"
              value="on"
              label={`${amountOf(base.open, 'zin blijft', 'zinnen blijven')} open. Dat is goed.`}
              defaultChecked={form.isTicked('despiteOpen')}
              error={form.errors.despiteOpen}
            />
          )}
          <div className="btns">
            {canSplit && (
              <Button variant="primary-action" name="act" value="splitCampaign">
                {`Splits ${amountOf(figures.letters - figures.waiting, 'brief', 'brieven')} zo`}
              </Button>
            )}
            <ButtonLink variant={canSplit ? 'subtle' : 'primary-action'} href={split}>
              {pieces.length > 0
                ? 'Splits zin voor zin'
                : base.points === 0
                  ? 'Splits de basistekst'
                  : 'Pas de splitsing van de basistekst aan'}
            </ButtonLink>
          </div>
        </form>
      )}
    </section>
  )
}

/** How far the base text is split, and what to do. */
function inWords({ points, pieces }: NonNullable<CampaignView['base']>): string {
  const own = 'Een zin die alleen in één brief staat, wordt daar een eigen punt.'
  const there = `De basistekst heeft ${amountOf(points, 'punt', 'punten')}.`
  if (pieces.length > 0)
    return `${points > 0 ? `${there} ` : ''}Kijk bij elk stuk of het voorstel klopt. Alle brieven krijgen deze splitsing. ${own}`
  if (points === 0)
    return 'De basistekst heeft nog geen punten. Maak die eerst. Daarna krijgen alle brieven dezelfde splitsing.'
  return `${there} ${own}`
}
