import type { Disposition } from '#app/features/points/disposition.ts'

/**
 * A contribution of the demo. `points` quote its text; the quotation is looked up in it, so that the point is stored as
 * a range.
 */
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

/** What was done with a point, with the headings of the plan that it refers to, numbered where several are the same. */
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

/** What a partner sent: points under the questions that it answered, or free points. */
export type DemoPartner = {
  name: string
  kind: string
  role?: string
  /** One answer to everything that it sent. */
  answer?: DemoAnswer
  questions: DemoAsked[]
}

type DemoAsked = {
  /** Number on the list, or together with the heading that the partner printed; left out for free points. */
  asked?: number | string
  /** The number that the partner printed, when it differs from that on the list. */
  printed?: number
  /** One answer to everything under this question. */
  answer?: DemoAnswer
  points: (DemoAnswer & { text: string; theme: string })[]
}
