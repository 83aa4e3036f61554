import { contributionKindLabels, contributionKinds } from '#app/features/contributions/contribution-kind.ts'
import { roundLabels, rounds } from '#app/features/contributions/round.ts'
import { dispositions, dispositionWords } from '#app/features/points/disposition.ts'
import { channelKinds, channelLabels } from '#app/features/processes/process.ts'
import { slugFrom } from '#app/features/processes/process.schema.ts'
import { listPlaceFrom, withPlace } from './desk-address.ts'

/** How far a point is, as `point_work.state` has it. */
const workStates = ['open', 'answered', 'released', 'public', 'setAside'] as const
export type WorkState = (typeof workStates)[number]

/** States in Dutch, as officials read them. */
const workStateLabels: Record<WorkState, string> = {
  open: 'Nog geen antwoord',
  answered: 'Beantwoord',
  released: 'Vrijgegeven',
  public: 'Openbaar',
  setAside: 'Niet in behandeling',
}

const timelinessLabels = { early: 'Voor de termijn', onTime: 'Op tijd', late: 'Na de termijn' }

const attentionLabels = {
  ...{ findings: 'Met bevindingen', overdue: 'Te laat', changed: 'Gewijzigd na antwoord' },
  advice: 'Wacht op advies',
  returned: 'Teruggestuurd',
  withoutChange: 'Overgenomen zonder wijziging',
}

/** A value of a facet for points that have none: no theme, no assignee, no decision. */
export const NONE = 'none'
/** The assignee who looks. */
export const ME = 'me'

const labelsOf = <Value extends string>(values: readonly Value[], labelOf: (value: Value) => string) =>
  Object.fromEntries(values.map((value) => [value, labelOf(value)]))

type FacetDefinition = {
  /** Name of the parameter in an address. */
  parameter: string
  label: string
  /** The values with their labels; absent where they are rows of the process, such as themes. */
  labels?: Record<string, string>
  /** Which other values may stand in an address. */
  pattern?: RegExp
  /** What stands in an address for points without a value, and what is read. */
  none?: { slug: string; label: string }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What a list can be narrowed by, in the order in which the screen has it. */
const facetDefinitions = {
  theme: { parameter: 'thema', label: 'Thema', pattern: UUID, none: { slug: 'geen', label: 'Geen thema' } },
  assignee: {
    ...{ parameter: 'behandelaar', label: 'Behandelaar', pattern: UUID },
    ...{ labels: { [ME]: 'Mij' }, none: { slug: 'niemand', label: 'Niemand' } },
  },
  step: { parameter: 'stap', label: 'Stap', pattern: /^[1-9]\d{0,2}$/ },
  state: { parameter: 'stand', label: 'Stand', labels: labelsOf(workStates, (state) => workStateLabels[state]) },
  attention: { parameter: 'let-op', label: 'Let op', labels: attentionLabels },
  disposition: {
    ...{ parameter: 'besluit', label: 'Besluit', none: { slug: 'open', label: 'Nog geen besluit' } },
    labels: labelsOf(dispositions, (disposition) => dispositionWords[disposition].label),
  },
  chapter: {
    ...{ parameter: 'hoofdstuk', label: 'Hoofdstuk', pattern: /^\d{1,4}$/ },
    none: { slug: 'geen', label: 'Nog niet bekend' },
  },
  round: { parameter: 'ronde', label: 'Ronde', labels: labelsOf(rounds, (round) => roundLabels[round]) },
  kind: {
    ...{ parameter: 'soort', label: 'Soort inbreng' },
    labels: labelsOf(contributionKinds, (kind) => contributionKindLabels[kind]),
  },
  channel: {
    ...{ parameter: 'kanaal', label: 'Kanaal' },
    labels: labelsOf(channelKinds, (kind) => channelLabels[kind].label),
  },
  timeliness: { parameter: 'tijdig', label: 'Termijn', labels: timelinessLabels },
  campaign: {
    ...{ parameter: 'campagne', label: 'Campagne', pattern: UUID },
    none: { slug: 'geen', label: 'Geen campagne' },
  },
} satisfies Record<string, FacetDefinition>

export type Facet = keyof typeof facetDefinitions

/** The facets, in the order in which the screen has them. */
export const facets = Object.keys(facetDefinitions) as Facet[]

/** What a facet is called, in an address and on the screen, and its values. */
export const definitionOf = (facet: Facet): FacetDefinition => facetDefinitions[facet]

/** `number` is the oldest first; `due` has what must be done first, and what has no date behind that. */
export const deskSorts = ['number', 'newest', 'due'] as const
export type DeskSort = (typeof deskSorts)[number]

const sortSlugs: Record<DeskSort, string> = { number: 'nummer', newest: 'nieuwste', due: 'termijn' }

/**
 * Which points of a process one wants to see, and in which order. A point fits when it has one of the values of every
 * facet that has values; values are codes and ids (`NONE` for a point without, `ME` for who looks).
 */
export type DeskFilter = Readonly<Record<Facet, readonly string[]>> & {
  /** Words, the name of a sender, or a number such as '12.3'; '' for none. */
  readonly search: string
  readonly sort: DeskSort
}

/** All points of a process, the oldest first. */
export const allPoints: DeskFilter = {
  ...(Object.fromEntries(facets.map((facet) => [facet, []])) as unknown as Record<Facet, readonly string[]>),
  search: '',
  sort: 'number',
}

/** Most values of one facet that an address may have. */
const MOST_VALUES = 50

/** A value as it stands in an address: 'niet-overgenomen', 'niemand', the id of a theme. */
export function slugOf(facet: Facet, value: string): string {
  const { none, labels } = definitionOf(facet)
  if (value === NONE && none) return none.slug
  if (facet === 'assignee' && value === ME) return 'ik'
  const label = labels?.[value]
  return label === undefined ? value : slugFrom(label)
}

const slugs = new Map(
  facets.map((facet) => {
    const { labels = {}, none } = definitionOf(facet)
    const values = [...Object.keys(labels), ...(none ? [NONE] : [])]
    return [facet, new Map(values.map((value) => [slugOf(facet, value), value]))] as const
  }),
)

/** What a facet's value in an address means; null when that is nothing. */
function valueFrom(facet: Facet, slug: string): string | null {
  return slugs.get(facet)?.get(slug) ?? (definitionOf(facet).pattern?.test(slug) ? slug : null)
}

/** The filter in an address; values that mean nothing are left out. */
export function deskFilterFrom(params: URLSearchParams): DeskFilter {
  const chosen = facets.map((facet) => {
    const given = params.getAll(definitionOf(facet).parameter).slice(0, MOST_VALUES)
    const values = given.flatMap((slug) => valueFrom(facet, slug) ?? [])
    return [facet, [...new Set(values)].sort()] as const
  })
  return {
    ...(Object.fromEntries(chosen) as unknown as Record<Facet, readonly string[]>),
    search: (params.get('zoek') ?? '').replace(/\s+/g, ' ').trim().slice(0, 200),
    sort: deskSorts.find((sort) => sortSlugs[sort] === params.get('sorteer')) ?? 'number',
  }
}

/** The filter as it stands in an address, without '?'; '' when it narrows nothing and the order is the usual one. */
export function deskQuery(filter: DeskFilter): string {
  const params = new URLSearchParams()
  for (const facet of facets)
    for (const value of filter[facet]) params.append(definitionOf(facet).parameter, slugOf(facet, value))
  if (filter.search !== '') params.set('zoek', filter.search)
  if (filter.sort !== 'number') params.set('sorteer', sortSlugs[filter.sort])
  return params.toString()
}

/** The list that a query asks for, its filter with the place in it, as its address has it; what means nothing is left out. */
export function listQuery(query: string): string {
  const params = new URLSearchParams(query)
  return withPlace(deskQuery(deskFilterFrom(params)), listPlaceFrom(params))
}

/** The same filter with this value of a facet added, or taken away when it had it. */
export function withValue(filter: DeskFilter, facet: Facet, value: string): DeskFilter {
  const has = filter[facet].includes(value)
  return { ...filter, [facet]: has ? filter[facet].filter((each) => each !== value) : [...filter[facet], value].sort() }
}

/** What a filter asks for besides its order. */
export const narrowedBy = (filter: DeskFilter): Facet[] => facets.filter((facet) => filter[facet].length > 0)
