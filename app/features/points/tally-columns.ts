/** The columns of `point_tally` that are the same as a column of `point_work`, for facets of few values. */
export const tallyFacets = [
  ...(['round', 'kind', 'channel', 'timeliness', 'chapter'] as const),
  ...(['step', 'state', 'disposition'] as const),
] as const

/** Whether points have a theme, an assignee or a campaign; how many have each is in `point_tally_value`. */
export const tallyHas = { theme: 'has_theme', assignee: 'has_assignee', campaign: 'has_campaign' } as const

/** What asks for attention. */
export const tallyMarks = { findings: 'has_findings', changed: 'changed_since_answer' } as const

/** All by which `point_tally` counts, beside the process. */
export const tallyColumns = [
  'facets',
  ...tallyFacets,
  ...Object.values(tallyMarks),
  ...Object.values(tallyHas),
] as const
