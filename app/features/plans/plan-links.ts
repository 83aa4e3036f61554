import { paths } from '#app/paths.ts'
import type { PlaceInPlan } from './chapter-address.ts'
import { reactPath } from './chapter-address.ts'

/** Where a reader can go from a place in the plan; null when there is nothing to do there now. */
export type PlanLinks = {
  react: ((place: PlaceInPlan) => string) | null
  /** The addresses of a paragraph, a row of a table and an action item that lead to where their words are, for ever. */
  paragraph: (id: string) => string
  row: (id: string) => string
  action: (number: number) => string
  /** The address of a picture in the plan. */
  image: (id: string) => string
  /** Number of public points about a paragraph or a section with all under it, and the page that lists those about its section. */
  points: {
    ofParagraph: (id: string) => number
    ofSection: (number: string) => number
    href: (sectionNumber: string) => string
  } | null
}

type PublicPoints = { paragraphs: Record<string, number>; sections: Record<string, number> }

/** The links of a plan: to react while that is possible, to what was done once the answers are public. */
export function planLinks(slug: string, canReact: boolean, points: PublicPoints | null): PlanLinks {
  return {
    paragraph: (id) => paths.public.planParagraph(slug, id),
    row: (id) => paths.public.planRow(slug, id),
    action: (number) => paths.public.planAction(slug, number),
    image: (id) => paths.public.planImage(slug, id),
    react: canReact ? (place) => reactPath(slug, place) : null,
    points: points && {
      ofParagraph: (id) => points.paragraphs[id] ?? 0,
      ofSection: (number) => points.sections[number] ?? 0,
      href: (section) => `${paths.public.answered(slug)}?hoofdstuk=${section}`,
    },
  }
}
