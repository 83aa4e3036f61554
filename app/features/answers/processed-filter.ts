import {
  contributorKindLabels,
  contributorKinds,
  type ContributorKind,
} from '#app/features/contributions/contributor-kind.ts'
import { dispositions, dispositionWords, type Disposition } from '#app/features/points/disposition.ts'
import { slugFrom } from '#app/features/processes/process.schema.ts'

/** Which points of a process one wants to see; what is left out narrows nothing. */
export type ProcessedFilter = {
  disposition?: Disposition | undefined
  /** Only points without an answer. */
  unanswered?: boolean | undefined
  /** Name of the theme. */
  theme?: string | undefined
  /** Number of a chapter or section; what hangs under it counts. */
  chapter?: string | undefined
  kind?: ContributorKind | undefined
  /** Number of the contributor. */
  contributor?: number | undefined
  /** Numbers of several contributors; in no address. */
  contributors?: readonly number[] | undefined
  /** With which publication it became public; in no address. */
  publicationId?: string | undefined
  /** What was given rather than who gave it; in no address. */
  contributionKinds?: readonly string[] | undefined
  /** Words, or a number such as '7.3'. */
  search?: string | undefined
}

/** A disposition as it stands in an address: 'niet-overgenomen'. */
export const dispositionSlug = (disposition: Disposition) => slugFrom(dispositionWords[disposition].label)

/** The filter in the address of a page; values that mean nothing are left out. */
export function filterFrom(params: URLSearchParams): ProcessedFilter {
  const words = (name: string) => params.get(name)?.trim().slice(0, 200) || undefined
  const contributor = words('indiener')
  return {
    disposition: dispositions.find((disposition) => dispositionSlug(disposition) === words('besluit')),
    theme: words('thema'),
    chapter: /^\d{1,4}(\.\d{1,4}){0,8}$/.exec(words('hoofdstuk') ?? '')?.[0],
    kind: contributorKinds.find((kind) => contributorKindLabels[kind] === words('wie')),
    contributor: contributor && /^\d{1,6}$/.test(contributor) ? Number(contributor) : undefined,
    search: words('zoek'),
    ...(params.get('besluit') === 'open' && { unanswered: true }),
  }
}

/** The filter as it stands in an address, without '?'; empty when nothing is narrowed. */
export function filterQuery(filter: ProcessedFilter): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string | undefined) => value && params.set(name, value)
  put('besluit', filter.unanswered ? 'open' : filter.disposition && dispositionSlug(filter.disposition))
  put('thema', filter.theme)
  put('hoofdstuk', filter.chapter)
  put('wie', filter.kind && contributorKindLabels[filter.kind])
  put('indiener', filter.contributor?.toString())
  put('zoek', filter.search)
  return params.toString()
}

/** '7.3' as contributor 7, point 3; '7' as contributor 7; null when it is no number. */
export function askedNumber(search: string): { contributor: number; point: number | null } | null {
  const found = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(search.trim())
  if (!found) return null
  return { contributor: Number(found[1]), point: found[2] === undefined ? null : Number(found[2]) }
}

/** More points than this on one page is too much for a browser to print; then there are the downloads. */
export const MOST_ON_ONE_PAGE = 2000

/** Where a page of the public list begins: at the first point from a number on, or so that it ends the list. */
export type PlaceInList = 'begin' | 'end' | { contributor: number; point: number }

const END = 'eind'

/** Where the page in an address begins (`vanaf=7.3`, `vanaf=eind`); at the beginning when that means nothing. */
export function placeFrom(params: URLSearchParams): PlaceInList {
  const from = params.get('vanaf') ?? ''
  if (from === END) return 'end'
  const asked = askedNumber(from)
  return asked ? { contributor: asked.contributor, point: asked.point ?? 1 } : 'begin'
}

/** The query of a page of the list, without '?': the filter and where the page begins. */
export function queryFrom(query: string, from: PlaceInList): string {
  const params = new URLSearchParams(query)
  if (from !== 'begin') params.set('vanaf', from === 'end' ? END : `${from.contributor}.${from.point}`)
  return params.toString()
}
