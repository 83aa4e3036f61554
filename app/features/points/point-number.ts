/** What stands where a number will be, of a contributor that the job has not reached. */
export const NO_NUMBER = 'nog geen nummer'

/** A contribution by the number of who gave it: 'Inbreng 12'. */
export const contributionTitle = (contributor: number | null): string =>
  contributor === null ? `Inbreng (${NO_NUMBER})` : `Inbreng ${contributor}`

/** The number of a point as people read it, such as 12.3; of a contribution that is being split '12.nieuw'. */
export function pointNumber(contributor: number | null, point: number | null): string {
  return contributor === null ? NO_NUMBER : `${contributor}.${point ?? 'nieuw'}`
}

/** The number that a point has or would get now. */
type ShownNumber = { label: string; isProvisional: boolean }

/**
 * The numbers of all points of a contribution, which are given in reading order. Points without one show the number that they
 * would get if the splitting were done now: until then they may still move. `last` is the last number that the contributor has given away.
 */
export function numbersInText(
  { contributor, last }: { contributor: number | null; last: number },
  points: readonly { number: number | null }[],
): ShownNumber[] {
  let next = last
  return points.map(({ number }) => ({
    label: `${contributor ?? '–'}.${number ?? ++next}`,
    isProvisional: contributor === null || number === null,
  }))
}
