import { paths, withQuery } from '#app/paths.ts'
import { useFound } from '#app/ui/use-found.ts'
import type { PickedPoint } from './picked-points.server.ts'

export type FoundPoints = { points: PickedPoint[]; hasMore: boolean }

/** The points that what is typed finds, a moment after each change; null until the first ones came. */
export const usePointSearch = (slug: string, words: string | null): { found: FoundPoints | null; failed: boolean } =>
  useFound(words === null ? null : withQuery(paths.official.process.planPoints(slug), { zoek: words }))
