/** What hits are shown together, in the order of the page. */
export const groups = ['plans', 'places', 'points', 'meetings'] as const
export type Group = (typeof groups)[number]

export const groupTitles: Record<Group, string> = {
  plans: 'Plannen',
  places: 'In de tekst van de plannen',
  points: 'Punten en wat ermee is gedaan',
  meetings: 'Bijeenkomsten',
}

/** As a group stands in the address of a page. */
const slugs: Record<Group, string> = { plans: 'plannen', places: 'tekst', points: 'punten', meetings: 'bijeenkomsten' }
export const groupSlug = (group: Group) => slugs[group]
/** The group that an address names, or null. */
export const groupOf = (slug: string | null): Group | null => groups.find((group) => slugs[group] === slug) ?? null
