import { paths } from '#app/paths.ts'
import { ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { DaysLeft } from '#app/ui/Time.tsx'
import { TermRuler, Until } from './ProcessTime.tsx'
import type { TimeOfTerm } from './time-of-term.ts'

/** Longer headlines are set smaller, in characters. */
const longestLarge = 80

/** The plan that closes first: the one loud thing on the start page. */
export function NowBlock({
  slug,
  title,
  question,
  summary,
  time,
}: {
  slug: string
  title: string
  question: string
  summary: string
  time: TimeOfTerm
}) {
  const headline = question || title
  return (
    <section className="now" aria-labelledby="nu">
      <div className="now__main">
        <p className="now__kind">
          {time.left === 0 ? 'Vandaag is de laatste dag: u kunt nu reageren' : 'Open: u kunt nu reageren'}
        </p>
        <h2 id="nu" className={headline.length > longestLarge ? 'now__long' : undefined}>
          {headline}
        </h2>
        {question !== '' && <p className="now__title">{title}</p>}
        {summary !== '' && <p className="now__ask">{summary}</p>}
        <Buttons>
          <ButtonLink variant="inverse" href={paths.public.react(slug)}>
            Geef uw reactie
          </ButtonLink>
          <ButtonLink variant="ghost-inverse" href={paths.public.process(slug)}>
            Lees eerst de uitleg
          </ButtonLink>
        </Buttons>
      </div>
      <div className="now__time">
        <DaysLeft left={time.left} />
        <TermRuler time={time} tone="dark" />
        <Until time={time} />
      </div>
    </section>
  )
}
