import { paths, withQuery } from '#app/paths.ts'

/** Id of the heading above the reason of a change, in the editor of a plan. */
export const REASON = 'reden-kop'

/** Where the reason of the change of a paragraph is set, in a version by its ordinal; null for the one that officials work on. */
export const reasonPath = (slug: string, version: number | null, part: string): string =>
  `${withQuery(paths.official.process.plan(slug), {
    ...(version !== null && { versie: String(version) }),
    onderdeel: part,
  })}#${REASON}`
