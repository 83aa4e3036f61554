import { HiddenQuery } from './DeskFind.tsx'
import type { FacetsView } from './facets-view.server.ts'

/** Values of a facet that are shown at once; the rest folds out. */
const SHOWN = 6

/** The facets as fields of a form that asks for a list: a box for each value, with how many points it gives. */
export function FacetFields({ view: { query, facets } }: { view: FacetsView }) {
  return (
    <>
      <HiddenQuery query={query} except={facets.map(({ parameter }) => parameter)} />
      {facets.map(({ parameter, label, values }) => {
        const first = values.filter(({ isChosen }, at) => at < SHOWN || isChosen)
        const rest = values.filter((value) => !first.includes(value))
        return (
          <fieldset key={parameter} className="sm-facet">
            <legend>{label}</legend>
            {first.map((value) => (
              <FacetBox key={value.slug} parameter={parameter} {...value} />
            ))}
            {rest.length > 0 && (
              <details>
                <summary>Nog {rest.length}</summary>
                {rest.map((value) => (
                  <FacetBox key={value.slug} parameter={parameter} {...value} />
                ))}
              </details>
            )}
          </fieldset>
        )
      })}
    </>
  )
}

function FacetBox({
  parameter,
  slug,
  label,
  count,
  share,
  isChosen,
}: { parameter: string } & FacetsView['facets'][number]['values'][number]) {
  return (
    <label className="sm-facet__box">
      <input type="checkbox" name={parameter} value={slug} defaultChecked={isChosen} />
      <span className="sm-facet__label">{label}</span>
      <span className="sm-facet__n">{count}</span>
      <svg className="sm-facet__bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
        <rect width={Math.max(share * 100, 0.5)} height="1" />
      </svg>
    </label>
  )
}
