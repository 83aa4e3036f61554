import { DispositionMeanings } from '#app/features/points/DispositionMeanings.tsx'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import { dispositionTones } from '#app/features/points/DispositionBadge.tsx'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FilterFold, Fold } from '#app/ui/FormParts.tsx'
import { Tally } from '#app/ui/Shares.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { appendixLede } from './appendix.ts'
import { AppendixTable } from './AppendixTable.tsx'
import type { AppendixView } from './appendix-view.server.ts'

const pointsOf = (count: number) => (count === 1 ? '1\u00a0punt' : `${count}\u00a0punten`)

/** Appendix 2: what organisations and groups gave before there was a plan, and what was done with it. */
export function AppendixPage({ view }: { view: AppendixView }) {
  const { slug, title, contributors, points, open } = view
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[{ href: paths.public.process(slug), label: title }]}
        over="Bijlage 2"
        title="Wat organisaties en groepen meegaven"
        lede={appendixLede(view)}
      >
        <p className="answered-plan">{title}</p>
      </TitleBand>
      <Wrap className="answered">
        <section aria-labelledby="tel">
          <h2 id="tel" className="under-3">
            {pointsOf(points)}
            {open === 0 && (points === 1 ? ', met een antwoord' : ', elk met een antwoord')}
          </h2>
          <Counts counts={view.counts} />
          <DispositionMeanings />
        </section>
        <section aria-labelledby="punten" className="gap-5">
          <h2 id="punten" className="under-3">
            Wie gaf wat mee?
          </h2>
          {contributors.length > 3 && <Contributors contributors={contributors} />}
          <div className="cap">
            <p className="input-note">
              {howWorded(view)} Het nummer bij een vraag gaf de organisatie of groep er zelf aan.
            </p>
            <Downloads slug={slug} />
          </div>
          <AppendixTable contributors={contributors} />
        </section>
      </Wrap>
    </Page>
  )
}

/** Whose words they are: not all are as they came when an official summarised, left something out or took a point back. */
function howWorded({ contributors }: AppendixView): string {
  const forms = contributors.flatMap(({ rows }) =>
    rows.flatMap(({ blocks }) => blocks.flatMap(({ points }) => points.map(({ form }) => form))),
  )
  if (forms.every((form) => form === 'quotation')) return 'U leest elk punt zoals wij het kregen.'
  return 'U leest de punten zoals wij ze kregen, of in het kort. Wat wij weglieten, staat tussen haken.'
}

function Counts({ counts }: Pick<AppendixView, 'counts'>) {
  const words = useDecisionWords()
  const items = counts.map(({ disposition, count }) => {
    const { icon, colour } = words.of(disposition)
    const label = words.forResidents(disposition)
    return { key: disposition, label, count, icon, tone: dispositionTones[colour] }
  })
  return (
    <div className="input-counts">
      <Tally items={items} />
    </div>
  )
}

/** Names of contributors that stand open above the table. */
const MOST_IN_SIGHT = 30

function Contributors({ contributors }: Pick<AppendixView, 'contributors'>) {
  // Many names would push what they gave off the first screens: then they are folded on a wide screen too.
  const Around = contributors.length > MOST_IN_SIGHT ? Fold : FilterFold
  return (
    <Around summary="Ga naar een indiener">
      <nav aria-label="Ga naar een indiener" className="input-nav">
        <ol>
          {contributors.map(({ anchor, name, points }) => (
            <li key={anchor}>
              <a href={`#${anchor}`}>{name}</a> <span className="small soft">{pointsOf(points)}</span>
            </li>
          ))}
        </ol>
      </nav>
    </Around>
  )
}

function Downloads({ slug }: { slug: string }) {
  return (
    <p className="answered-downloads no-print">
      <GoLink plain icon="download" href={paths.public.partnerInputXlsx(slug)}>
        Download voor Excel
      </GoLink>
      <GoLink plain icon="download" href={paths.public.partnerInputCsv(slug)}>
        csv<span className="vh">, voor een rekenblad</span>
      </GoLink>
      <GoLink plain icon="download" href={paths.public.partnerInputJson(slug)}>
        json<span className="vh">, voor een programma</span>
      </GoLink>
    </p>
  )
}
