import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { definitionOf, deskQuery, facets, narrowedBy, slugOf, type DeskFilter, type Facet } from './desk-filter.ts'
import { COUNTED_TO, facetCounts } from './facet-counts.server.ts'
import { facetNames } from './facet-names.server.ts'

export type FacetsView = {
  query: string
  search: string
  /** How many points fit, in words. */
  found: string
  facets: {
    facet: Facet
    parameter: string
    label: string
    values: { slug: string; label: string; count: string; share: number; isChosen: boolean }[]
  }[]
}

/** '7', or 'meer dan 10.000' of what was counted for this filter; what is kept beforehand is said exactly. */
export const countInWords = (count: number, isKept: boolean): string =>
  count > COUNTED_TO && !isKept ? 'meer dan 10.000' : count.toLocaleString('nl-NL')

/** What the list can be narrowed by, with how many points each value gives beside the rest of the filter. */
export async function facetsView(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking): Promise<FacetsView> {
  const [names, { total, counts }] = await Promise.all([
    facetNames(db, process, by.accountId),
    facetCounts(db, process, filter, by),
  ])
  const isKept = narrowedBy(filter).length === 0 && filter.search === ''
  return {
    query: deskQuery(filter),
    search: filter.search,
    found: countInWords(total, isKept),
    facets: facets.flatMap((facet) => {
      const of = counts.get(facet) ?? new Map<string, number>()
      const countOf = (value: string) => of.get(facet === 'assignee' && value === 'me' ? by.accountId : value) ?? 0
      const { parameter, label } = definitionOf(facet)
      const most = Math.max(1, ...of.values())
      const values = names[facet].flatMap(([value, valueLabel]) => {
        const isChosen = filter[facet].includes(value)
        const count = countOf(value)
        if (count === 0 && !isChosen) return []
        // What is late or waits is counted each time, no further than to one more.
        const words = countInWords(count, isKept && facet !== 'attention')
        return [{ slug: slugOf(facet, value), label: valueLabel, count: words, share: count / most, isChosen }]
      })
      // A choice of one that is no choice only takes room.
      return values.length < 2 && !values.some(({ isChosen }) => isChosen) ? [] : [{ facet, parameter, label, values }]
    }),
  }
}
