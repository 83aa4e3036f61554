import { doneAt, moveFrom, type Step } from '#app/features/workflow/steps.ts'

/** What of an answered point decides whether someone may bring it through all steps together with others. */
export type AtStep = {
  step: number
  /** Whoever asks last wrote its answer. */
  isOwn: boolean
  /** It was sent back, or its words changed since it was answered: somebody looks at it by itself. */
  isToLookAt: boolean
  /** Something is missing in its answer. */
  isIncomplete: boolean
}

/** Whether someone may bring an answered point through all steps that it has left, without looking at it by itself. */
export function isCompletable(
  steps: readonly Step[],
  by: Parameters<typeof moveFrom>[1],
  { step, isOwn, isToLookAt, isIncomplete }: AtStep,
): boolean {
  const { obstacle, fourEyes } = moveFrom(steps, by, step, doneAt(steps))
  return step < doneAt(steps) && obstacle === null && !(fourEyes && isOwn) && !isToLookAt && !isIncomplete
}
