import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import type { CampaignView } from './campaign-view.server.ts'
import type { Piece } from './beside-base.ts'
import { amountOf } from './in-words.ts'

/** What one variant says beside the base text, and what can be done with its letters. */
export function CampaignVariant({ view, mayChange }: { view: CampaignView; mayChange: boolean }) {
  const { shown, campaign, process } = view
  if (!shown) return null
  const isBase = shown.at === 1
  const page = paths.official.process.campaign(process.slug, campaign.id)
  const to = (variant: string) => `${withQuery(page, { variant })}#naast-de-basis`
  return (
    <section className="sm-sec" aria-labelledby="naast-de-basis">
      <div className="sm-sec__head">
        <h2 id="naast-de-basis">{isBase ? 'De basistekst' : `Variant ${shown.at} naast de basis`}</h2>
        <p className="small">
          {shown.previous && <a href={to(shown.previous)}>Vorige</a>}{' '}
          {shown.next && <a href={to(shown.next)}>Volgende variant</a>}
        </p>
      </div>
      {!isBase && (
        <p className="cp-key">
          <span>
            <ins>onderstreept</ins>: staat alleen in variant {shown.at}
          </span>
          <span>
            <del>doorgehaald</del>: staat alleen in de basis
          </span>
        </p>
      )}
      <div className="cp-letter" dir="auto">
        {shown.paragraphs.map((pieces, at) => (
          <p key={at}>
            {pieces.map((piece, nth) => (
              <Marked key={nth} piece={piece} />
            ))}
          </p>
        ))}
      </div>
      {mayChange && (
        <div className="sm-acts">
          {shown.waiting > 0 && campaign.state === 'confirmed' && (
            <form method="post">
              <input type="hidden" name="campaignId" value={campaign.id} />
              <input type="hidden" name="variant" value={shown.variant} />
              <Button small name="act" value="joinCampaign">
                Hoort erbij: {amountOf(shown.waiting, 'brief', 'brieven')}
              </Button>
            </form>
          )}
          <form method="post">
            <input type="hidden" name="campaignId" value={campaign.id} />
            <input type="hidden" name="variant" value={shown.variant} />
            <Button small name="act" value="leaveCampaign">
              Haal {isBase ? 'de basis' : `variant ${shown.at}`} eruit
            </Button>
          </form>
        </div>
      )}
      {mayChange && !isBase && shown.parts.length > 0 && (
        <Fold summary={`Beantwoord een punt van variant ${shown.at} apart`}>
          <p className="small">Zegt deze variant daar toch iets anders? Dan krijgt dat punt hier een eigen antwoord.</p>
          <ul className="cp-senders">
            {shown.parts.map(({ sharedId, words }) => (
              <li key={sharedId}>
                <span dir="auto">{words}</span>
                <form method="post">
                  <input type="hidden" name="campaignId" value={campaign.id} />
                  <input type="hidden" name="variant" value={shown.variant} />
                  <input type="hidden" name="sharedId" value={sharedId} />
                  <Button small name="act" value="separatePoint">
                    Maak een eigen punt<span className="vh">: {words}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Fold summary={amountOf(shown.letters, 'indiener bekijken', 'indieners bekijken')}>
        <ul className="cp-senders">
          {shown.senders.map((sender) => (
            <li key={sender.contributionId}>
              <a href={paths.official.process.split(process.slug, sender.contributionId)}>{sender.name}</a>{' '}
              <span className="soft">{sender.number ?? 'nog geen nummer'}</span>
              {mayChange && (
                <form method="post">
                  <input type="hidden" name="campaignId" value={campaign.id} />
                  <input type="hidden" name="letterId" value={sender.contributionId} />
                  <Button small variant="subtle" name="act" value="leaveCampaign">
                    Haal eruit<span className="vh">: {sender.name}</span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {shown.letters > shown.senders.length && (
          <p className="small soft">En nog {(shown.letters - shown.senders.length).toLocaleString('nl-NL')}.</p>
        )}
      </Fold>
    </section>
  )
}

/** Support for the roles of ins and del differs per screen reader: hidden words say it too. */
function Marked({ piece: { kind, text } }: { piece: Piece }) {
  if (kind === 'both') return <>{text} </>
  if (kind === 'added')
    return (
      <>
        <ins>
          <span className="vh">(nieuw: </span>
          {text}
          <span className="vh">)</span>
        </ins>{' '}
      </>
    )
  return (
    <>
      <del>
        <span className="vh">(weg: </span>
        {text}
        <span className="vh">)</span>
      </del>{' '}
    </>
  )
}
