import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Page, TitleBand, Wrap } from '#app/ui/Shell.tsx'
import { Table } from '#app/ui/Table.tsx'
import type { WithheldView } from './withheld.server.ts'

/** What is kept out of public and why: how often, and nothing of what it says. */
export function WithheldPage({ view }: { view: WithheldView }) {
  const { process, redacted, inSummary, takenBack, setAside } = view
  return (
    <Page wrap={false} className="is-flush">
      <TitleBand
        crumbs={[
          process.isShown
            ? { href: paths.public.process(process.slug), label: process.title }
            : { href: paths.public.home(), label: 'Alle plannen' },
          { href: paths.public.answered(process.slug), label: 'Wat is ermee gedaan?' },
        ]}
        title="Wat niet openbaar is, en waarom"
        lede="Wij maken zo veel mogelijk openbaar. Hier leest u hoe vaak wij iets weglieten, en waarom. Wat er stond, leest u hier niet."
      />
      <Wrap className="answered">
        <section aria-labelledby="weggelaten">
          <h2 id="weggelaten" className="under-3">
            Woorden die zijn weggelaten
          </h2>
          {redacted.length === 0 ? (
            <p>In wat wij letterlijk tonen, hebben wij geen woorden weggelaten.</p>
          ) : (
            <>
              <Table
                caption="Weggelaten woorden, naar reden"
                columns={[{ label: 'Reden' }, { label: 'Plekken', amount: true }, { label: 'Reacties', amount: true }]}
                rows={redacted.map(({ why, pieces, contributions }) => ({
                  key: why,
                  cells: [why, figure(pieces), figure(contributions)],
                }))}
              />
              <p className="soft gap-1">Op die plekken staat waarom er iets weg is, zoals “[weggelaten: naam]”.</p>
            </>
          )}
        </section>
        <section aria-labelledby="samengevat" className="gap-5">
          <h2 id="samengevat" className="under-3">
            Punten die zijn samengevat
          </h2>
          <p>{summarised(inSummary)}</p>
        </section>
        <section aria-labelledby="teruggenomen" className="gap-5">
          <h2 id="teruggenomen" className="under-3">
            Punten die later zijn teruggenomen
          </h2>
          {takenBack.length === 0 ? (
            <p>Er zijn geen punten teruggenomen.</p>
          ) : (
            <Table
              caption="Teruggenomen punten, naar reden"
              columns={[{ label: 'Reden' }, { label: 'Punten', amount: true }]}
              rows={takenBack.map(({ why, points }) => ({ key: why, cells: [why, figure(points)] }))}
            />
          )}
        </section>
        <section aria-labelledby="terzijde" className="gap-5">
          <h2 id="terzijde" className="under-3">
            Reacties die niet als reactie tellen
          </h2>
          {setAside.length === 0 ? (
            <p>Alle reacties tellen mee.</p>
          ) : (
            <Table
              caption="Reacties die niet tellen, naar reden"
              columns={[{ label: 'Reden' }, { label: 'Reacties', amount: true }]}
              rows={setAside.map(({ why, contributions }) => ({ key: why, cells: [why, figure(contributions)] }))}
            />
          )}
        </section>
        <p className="gap-5">
          <GoLink href={paths.public.answered(process.slug)}>Terug naar alle antwoorden</GoLink>
        </p>
      </Wrap>
    </Page>
  )
}

function summarised({ points, contributions }: WithheldView['inSummary']): string {
  if (points === 0) return 'Er zijn geen punten waarvan u alleen een samenvatting leest.'
  const counted = `${points === 1 ? '1 punt' : `${figure(points)} punten`} uit ${contributions === 1 ? '1 reactie' : `${figure(contributions)} reacties`}`
  return `Bij ${counted} leest u een samenvatting van de gemeente, en niet de woorden van de indiener zelf.`
}

const figure = (count: number) => count.toLocaleString('nl-NL')
