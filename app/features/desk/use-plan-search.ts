import type { PlanPart } from '#app/features/plans/find-parts.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { useFound } from '#app/ui/use-found.ts'

/** The parts of the plan in which what is typed stands, a moment after each change; null until the first ones came. */
export function usePlanSearch(slug: string, words: string | null): { parts: PlanPart[] | null; failed: boolean } {
  const { found, failed } = useFound<PlanPart[]>(
    words === null ? null : withQuery(paths.official.process.planParts(slug), { zoek: words }),
  )
  return { parts: found, failed }
}
