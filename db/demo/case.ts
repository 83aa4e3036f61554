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

/** What was done with a point, with the headings of the plan that it points to. */
export type DemoAnswer = {
  disposition?: Disposition
  reply?: string
  sections?: string[]
  forwardedTo?: string
}

export type DemoPoint = DemoAnswer & {
  quote: string
  theme: string
}
