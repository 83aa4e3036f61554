import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { SuggestionView } from './suggestion-view.server.ts'
import { amountOf } from './in-words.ts'

/**
 * What is suggested for a point, why, and how often that is right; it changes nothing by itself. `otherHref` is where someone chooses
 * another theme, `action` the address that has the acts when that is not the page itself.
 */
export function Suggestion({ view, otherHref, action }: { view: SuggestionView; otherHref: string; action?: string }) {
  const { suggested, rate, off, pointId } = view
  const { errors } = useForm(['takeWorkSuggestion', 'refuseWorkSuggestion', 'switchSuggestions'])
  if (!suggested) return <SwitchedOff off={off} action={action} />
  return (
    <section className="sm-sec" aria-labelledby="voorstel">
      <div className="sm-sec__head">
        <h2 id="voorstel">Voorstel</h2>
        {rate !== '' && <span className="small soft">{rate}</span>}
      </div>
      <ErrorSummary errors={listedErrors(errors)} kept={false} />
      <div className="sg-box">
        <p>
          <Icon name="info" />
          <span>
            <b>{whatInWords(suggested)}.</b> <Why {...suggested} />
          </span>
        </p>
        {suggested.place !== null && suggested.place.text !== '' && (
          <blockquote className="sg-part">{suggested.place.text}</blockquote>
        )}
        <form method="post" action={action} className="sm-acts">
          <input type="hidden" name="pointId" value={pointId} />
          <Button small name="act" value="takeWorkSuggestion" aria-keyshortcuts="v">
            Neem over <kbd aria-hidden="true">V</kbd>
          </Button>
          <ButtonLink small href={otherHref}>
            Anders
          </ButtonLink>
          <Button small name="act" value="refuseWorkSuggestion">
            Klopt niet
          </Button>
        </form>
      </div>
      <p className="small soft">Klopt minder dan de helft, dan zet Saomen dit soort voorstellen uit.</p>
      <SwitchedOff off={off} action={action} />
    </section>
  )
}

const kindNames = { theme: 'het thema', place: 'de plek in het plan' }

function whatInWords({ theme, place }: NonNullable<SuggestionView['suggested']>): string {
  if (theme === null) return `Plek: ${place?.says}`
  return place === null ? `Thema ${theme}` : `Thema ${theme}, plek ${place.says}`
}

function Why({ numbers, more, words }: { numbers: readonly string[]; more: number; words: readonly string[] }) {
  const others = amountOf(more, 'punt', 'punten')
  const points = numbers.length === 0 ? others : `${numbers.join(', ')}${more > 0 ? ` en nog ${others}` : ''}`
  return (
    <>
      Net als {points}
      {words.length > 0 && (words.length === 1 ? ' met het woord ' : ' met de woorden ')}
      {words.map((word, at) => (
        <span key={word}>
          {at > 0 && (at === words.length - 1 ? ' en ' : ', ')}
          <i>{word}</i>
        </span>
      ))}
      .
    </>
  )
}

function SwitchedOff({ off, action }: { off: SuggestionView['off']; action: string | undefined }) {
  return (
    <>
      {off.map(({ kind, taken, of }) => (
        <form method="post" action={action} key={kind} className="sg-off">
          <input type="hidden" name="kind" value={kind} />
          <p className="small soft">
            Voorstellen voor {kindNames[kind]} staan uit.
            {of > 0 && ` Van de laatste ${of} zijn er ${taken} overgenomen.`}
          </p>
          <Button small variant="subtle" name="act" value="switchSuggestions?to=on">
            Zet ze weer aan
          </Button>
        </form>
      ))}
    </>
  )
}
