import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { BackLink, Page } from '#app/ui/Shell.tsx'
import { atQuery } from './desk-address.ts'
import { FacetFields } from './FacetFields.tsx'
import type { FacetsView } from './facets-view.server.ts'

/** The facets on a page of their own, for a browser without JavaScript. */
export function FacetsPage({ view }: { view: FacetsView & { process: { slug: string; title: string } } }) {
  const points = paths.official.process.points(view.process.slug)
  return (
    <Page wrap={false} className="sm-page">
      <BackLink href={atQuery(points, view.query)}>Terug naar de lijst</BackLink>
      <h1>Filters</h1>
      <p className="lede">
        {view.found} {view.found === '1' ? 'punt' : 'punten'} in deze keuze van {view.process.title}.
      </p>
      <form method="get" action={points} className="sm-facets sm-facets--page">
        <div className="sm-facets__all">
          <FacetFields view={view} />
        </div>
        <div className="sm-facets__go">
          <Button variant="primary-action">Toon de punten</Button>
        </div>
      </form>
    </Page>
  )
}
