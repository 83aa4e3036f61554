import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Db } from '#db/client.server.ts'
import type { Looking } from './chosen-points.server.ts'
import { definitionOf, deskQuery, facets, slugOf, type DeskFilter, type Facet } from './desk-filter.ts'
import { COUNTED_TO, facetCounts } from './facet-counts.server.ts'
import { facetNames } from './facet-names.server.ts'

export type FacetsView = {
  query: string
  search: string
  /** How many points fit: '7', or 'meer dan 10.000'. */
  found: string
  facets: {
    facet: Facet
    parameter: string
    label: string
    values: { slug: string; label: string; count: string; share: number; isChosen: boolean }[]
  }[]
}

const inWords = (count: number) => (count > COUNTED_TO ? 'meer dan 10.000' : count.toLocaleString('nl-NL'))

/** What the list can be narrowed by, with how many points each value gives beside the rest of the filter. */
export async function facetsView(db: Db, process: ProcessRef, filter: DeskFilter, by: Looking): Promise<FacetsView> {
  const [names, { total, counts }] = await Promise.all([
    facetNames(db, process, by.accountId),
    facetCounts(db, process, filter, by),
  ])
  return {
    query: deskQuery(filter),
    search: filter.search,
    found: inWords(total),
    facets: facets.flatMap((facet) => {
      const of = counts.get(facet) ?? new Map<string, number>()
      const countOf = (value: string) => of.get(facet === 'assignee' && value === 'me' ? by.accountId : value) ?? 0
      const { parameter, label } = definitionOf(facet)
      const most = Math.max(1, ...of.values())
      const values = names[facet].flatMap(([value, valueLabel]) => {
        const isChosen = filter[facet].includes(value)
        const count = countOf(value)
        if (count === 0 && !isChosen) return []
        return [{ slug: slugOf(facet, value), label: valueLabel, count: inWords(count), share: count / most, isChosen }]
      })
      // A choice of one that is no choice only takes room.
      return values.length < 2 && !values.some(({ isChosen }) => isChosen) ? [] : [{ facet, parameter, label, values }]
    }),
  }
}
