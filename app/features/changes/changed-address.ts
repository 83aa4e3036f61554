import { chapterAddress } from '#app/features/plans/chapter-address.ts'
import { filterWords } from '#app/features/plans/versions/changes-in-words.ts'
import type { WordsView } from '#app/features/plans/versions/changed-words.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { PlacedChange } from './place-changes.ts'

/** The address of the page that says what changed in a plan, with what a reader chose on it. */

/** Changes of one kind, on one page. */
export const changeKinds = ['edited', 'new', 'gone', 'moved', 'split', 'merged'] as const
export type ChosenKind = (typeof changeKinds)[number]

export type ChangedFilter = {
  kind: ChosenKind | null
  view: WordsView
  /** '' for everything. */
  search: string
  /** The ordinal of the version that is compared with; null for the first one. */
  since: number | null
  page: number
}

/** How many changes a page of one chapter, of one kind or of one search has. */
export const CHANGES_ON_PAGE = 100

/** Of what is looked for. */
export const MOST_CHARACTERS = 200

const viewWords: Record<WordsView, string | null> = { inText: null, apart: 'los', onlyNew: 'nieuw' }
const views = ['inText', 'apart', 'onlyNew'] as const

/** What an address asks; what means nothing is left out. */
export function changedFilterFrom(params: URLSearchParams): ChangedFilter {
  const positive = (name: string) => /^[1-9]\d{0,3}$/.exec(params.get(name) ?? '')?.[0]
  const since = positive('sinds')
  return {
    kind: changeKinds.find((kind) => filterWords[kind] === params.get('soort')) ?? null,
    view: views.find((view) => viewWords[view] !== null && viewWords[view] === params.get('toon')) ?? 'inText',
    search: (params.get('zoek') ?? '').trim().slice(0, MOST_CHARACTERS),
    since: since === undefined ? null : Number(since),
    page: Number(positive('pagina') ?? 1),
  }
}

type Chapter = { number: string; heading: string }

/** The page with all changes, or with those of one chapter. */
export function changedPath(
  slug: string,
  chapter: Chapter | null = null,
  { kind = null, view = 'inText', search = '', since = null, page = 1 }: Partial<ChangedFilter> = {},
): string {
  return withQuery(paths.public.changed(slug, chapter ? chapterAddress(chapter) : undefined), {
    soort: kind ? filterWords[kind] : undefined,
    toon: viewWords[view] ?? undefined,
    zoek: search || undefined,
    sinds: since === null ? undefined : String(since),
    pagina: page > 1 ? String(page) : undefined,
  })
}

/** Where one change is said: on the page of its chapter. */
export const changePath = (slug: string, { chapter, anchor, at }: PlacedChange): string =>
  `${changedPath(slug, chapter, { page: Math.floor(at / CHANGES_ON_PAGE) + 1 })}#${anchor}`
