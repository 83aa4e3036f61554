import type { ReadParagraph } from '#app/features/plans/plan.ts'

/** An error of a paragraph that was corrected: when ('3 april 2017'), why, and what stood there. */
export type Erratum = { on: string; reason: string; old: Pick<ReadParagraph, 'kind' | 'text' | 'html'> }
