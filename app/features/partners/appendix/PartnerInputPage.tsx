import { GoLink } from '#app/ui/Button.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { partnerInputLede } from './partner-input.ts'
import { PartnerInputTable } from './PartnerInputTable.tsx'
import type { PartnerInputView } from './partner-input-view.server.ts'

/** Appendix 2: what organisations and groups gave before there was a plan, and what was done with it. */
export function PartnerInputPage({ view }: { view: PartnerInputView }) {
  const { slug, title, contributors } = view
  const here = `/trajecten/${slug}/partnerinbreng`
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand crumbs={[{ href: `/trajecten/${slug}`, label: title }]} over="Bijlage 2" title="Wat organisaties en groepen meegaven" lede={partnerInputLede(view)}>
        <p className="answered-plan">{title}</p>
      </TitleBand>
      <Wrap className="answered">
        <div className="cap">
          <p>
            De tekst van ieder punt staat hier zoals die is gegeven. Het nummer van een vraag is het nummer dat de indiener eraan gaf.
          </p>
          <p className="answered-downloads no-print">
            <GoLink plain icon="download" href={`${here}.xlsx`}>
              Download voor Excel
            </GoLink>
            <GoLink plain icon="download" href={`${here}.csv`}>
              csv<span className="vh">, voor een rekenblad</span>
            </GoLink>
            <GoLink plain icon="download" href={`${here}.json`}>
              json<span className="vh">, voor een programma</span>
            </GoLink>
          </p>
        </div>
        {contributors.length > 3 && (
          <nav aria-label="Wie iets meegaf" className="input-nav no-print">
            <ol>
              {contributors.map(({ number, name }) => (
                <li key={number}>
                  <a href={`#indiener-${number}`}>{name}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <PartnerInputTable contributors={contributors} />
      </Wrap>
    </Page>
  )
}
