export type NamedAmendment = { id: string; number: number; title: string }
/** Amendments that are not done with: the council adopted them and their words are not in the plan, or nobody entered what became of them. */
export type OpenAmendments = { unwritten: NamedAmendment[]; undecided: NamedAmendment[] }

/** 'Amendement 3', 'Amendementen 3 en 5'. */
export const numbersInWords = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'Amendement' : 'Amendementen'} ${new Intl.ListFormat('nl').format(numbers.map(String))}`
