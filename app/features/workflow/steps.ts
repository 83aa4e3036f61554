import { hasInnerRole, type Actor, type InnerRole } from '#app/features/accounts/account.ts'
import { addDays, type LocalDate } from '#app/local-date.ts'

/** The inner roles that a step can ask for; an administrator may do every step. */
export const stepRoles = ['processor', 'reviewer', 'approver'] as const satisfies readonly InnerRole[]
export type StepRole = (typeof stepRoles)[number]

/** Who may do a step, as people with that role are called. */
export const stepRoleLabels: Record<StepRole, string> = {
  processor: 'behandelaar',
  reviewer: 'controleur',
  approver: 'vaststeller',
}

/** Who does a step: an official with inner roles, or whoever runs the machine. */
type StepDoer = Pick<Actor, 'innerRoles'> | { kind: 'command' }

/** What an official does with a point; steps stand in their order, and their position counts from 1. */
export type Step = {
  name: string
  role: StepRole
  /** Whoever last wrote the answer may not complete it. */
  fourEyes: boolean
  /** Days from arriving at the step to its due date; null: no due date. */
  dueDays: number | null
}

/** More steps than this no municipality has, and a list row cannot show them. */
export const MOST_STEPS = 8

/** The position of a point that went through all steps. */
export const doneAt = (steps: readonly Step[]): number => steps.length + 1

/** The step at a position; of a point that went through all of them, the last. */
export function stepAt(steps: readonly Step[], position: number): Step | null {
  return steps[Math.min(position, steps.length) - 1] ?? null
}

/** 'Juridisch', or 'Klaar' behind the last step. */
export function stepName(steps: readonly Step[], position: number): string {
  return steps[position - 1]?.name ?? 'Klaar'
}

/** Whether someone may do this step; whoever runs the machine may do every one. */
export function mayDoStep(by: StepDoer, step: Pick<Step, 'role'> | null): boolean {
  return step !== null && (!('innerRoles' in by) || hasInnerRole(by, step.role))
}

/** The positions of the steps that someone may do. */
export function ownPositions(steps: readonly Step[], by: StepDoer): number[] {
  return steps.flatMap((step, index) => (mayDoStep(by, step) ? [index + 1] : []))
}

/** Where points go: to the step behind the one where each lies, or all to the same position. */
export type Target = 'next' | number

/** What a move asks of points at one position. */
export type Move = {
  to: number
  /** Why nobody like this may move them; null when they may. */
  obstacle: 'notYours' | 'done' | 'first' | null
  /** It completes a step that whoever last wrote the answer may not complete. */
  fourEyes: boolean
  /** Without an answer nothing is approved. */
  needsAnswer: boolean
  /** Who sends something back says why. */
  needsReason: boolean
}

/**
 * What a move of points at a position asks of whoever does it: forward they complete every step on the way, so they must be
 * allowed all of them; back they must be allowed the step where the points lie, of which a point that is done has the last.
 */
export function moveFrom(steps: readonly Step[], by: StepDoer, from: number, target: Target): Move {
  const done = doneAt(steps)
  const to = target === 'next' ? from + 1 : target
  const passed = steps.slice(from - 1, to - 1)
  const allowed = to > from ? passed.every((step) => mayDoStep(by, step)) : mayDoStep(by, stepAt(steps, from))
  return {
    to,
    obstacle: to > done ? 'done' : to < 1 ? 'first' : to !== from && !allowed ? 'notYours' : null,
    fourEyes: passed.some(({ fourEyes }) => fourEyes),
    needsAnswer: to === done && from < done,
    needsReason: to < from,
  }
}

/** The due date of a step that a point comes to on this day; null when it has none. */
export function dueOf(steps: readonly Step[], position: number, day: LocalDate): LocalDate | null {
  const days = steps[position - 1]?.dueDays ?? null
  return days === null ? null : addDays(day, days)
}

/**
 * Where the points of each old position go when the steps change, the done ones last. `was` has the old position of each new step,
 * null for a new one. Those of a step that goes away go on to the next that is left, or to the last one, so that somebody approves them.
 */
export function newPositions(old: number, was: readonly (number | null)[]): number[] {
  const steps = Array.from({ length: old }, (_, index) => {
    const left = was.flatMap((before, place) => (before !== null && before > index ? [{ before, place }] : []))
    const next = left.sort((one, other) => one.before - other.before)[0]
    return next ? next.place + 1 : was.length
  })
  return [...steps, was.length + 1]
}

/** What a point that may not be moved says, in Dutch, as a whole sentence. */
export const obstacleWords = {
  public: () => 'Het antwoord is al openbaar.',
  setAside: () => 'De inbreng telt niet mee.',
  done: () => 'Is al door alle stappen.',
  first: () => 'Staat al bij de eerste stap.',
  notYours: (step: string) => `Ligt bij ${step}. Alleen wie die stap doet, kan het verder brengen of terugsturen.`,
  fourEyes: () =>
    'U schreef of deelde het antwoord, gaf het besluit, of wijzigde het punt na goedkeuring. Een ander moet deze stap doen.',
  noAnswer: () => 'Heeft nog geen antwoord.',
} as const satisfies Record<string, (step: string) => string>
export type Obstacle = keyof typeof obstacleWords
