import type { Disposition } from '#app/features/points/disposition.ts'

/** A contribution of the demo. `points` quote its text; what is quoted is looked up, so that the point keeps a range. */
export type DemoContribution = {
  id: string
  kind: string
  name?: string
  named?: boolean
  email?: string
  channel: string
  at: string
  about?: string
  text: string
  points?: DemoPoint[]
}

/** What was done with a point, with the headings of the plan that it points to, numbered where more are called so. */
export type DemoAnswer = {
  disposition?: Disposition
  reply?: string
  sections?: string[]
  forwardedTo?: string
}

type DemoPoint = DemoAnswer & {
  quote: string
  theme: string
}

/** What a partner gave: points under the questions that it answered, or free points. */
export type DemoPartner = {
  name: string
  kind: string
  role?: string
  /** One answer to all that it gave. */
  answer?: DemoAnswer
  questions: DemoAsked[]
}

type DemoAsked = {
  /** Number on the list, or with the heading that the partner printed; left out for free points. */
  asked?: number | string
  /** The number that the partner printed, when that is another than the list's. */
  printed?: number
  /** One answer to all under this question. */
  answer?: DemoAnswer
  points: (DemoAnswer & { text: string; theme: string })[]
}
