export type HitRate = { taken: number; of: number }

/** Of how many of the last suggestions it is looked at, and from how many on a kind may switch itself off. */
export const LAST_SUGGESTIONS = 100
const ENOUGH_TO_JUDGE = 40
/** Of fewer nothing is said. */
const ENOUGH_TO_SAY = 10

/** Whether a kind of suggestion was right less than half the time. */
export const isTooSeldomRight = ({ taken, of }: HitRate): boolean => of >= ENOUGH_TO_JUDGE && taken * 2 < of

/** How often a kind is right, for officials; '' when there is too little to say. */
export function rateInWords({ taken, of }: HitRate): string {
  return of < ENOUGH_TO_SAY ? '' : `wordt in ${taken} van ${of} keer overgenomen`
}
