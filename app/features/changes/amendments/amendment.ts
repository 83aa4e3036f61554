import type { TagTone } from '#app/ui/Marks.tsx'

/** A change to the plan that council members propose: what it may ask, and how it ends. */

const amendmentOutcomes = ['proposed', 'adopted', 'rejected', 'withdrawn'] as const
export type AmendmentOutcome = (typeof amendmentOutcomes)[number]
/** How the council may settle an amendment. */
export const settlements = ['adopted', 'rejected', 'withdrawn'] as const satisfies readonly AmendmentOutcome[]

export const asOutcome = (outcome: string): AmendmentOutcome => {
  const found = amendmentOutcomes.find((one) => one === outcome)
  if (!found) throw new Error(`no outcome '${outcome}'`)
  return found
}

export const outcomeWords: Record<AmendmentOutcome, { label: string; tone: TagTone }> = {
  proposed: { label: 'Ingediend', tone: 'heather' },
  adopted: { label: 'Aangenomen', tone: 'moss' },
  rejected: { label: 'Verworpen', tone: 'brick' },
  withdrawn: { label: 'Ingetrokken', tone: 'slate' },
}

export const partKinds = ['words', 'added', 'removed'] as const
export type PartKind = (typeof partKinds)[number]

/** The words by which an address says what is asked of a paragraph. */
export const askWords: Record<PartKind, string> = { words: 'tekst', added: 'erbij', removed: 'weg' }

/** One thing that an amendment asks: other words for a paragraph, a new one behind it, or that it goes. Words have their marks. */
export type AmendmentPart = { id: string; kind: PartKind; paragraphId: string; oldWords: string; words: string }

/**
 * What stands now where a part was made. `asMade`: the same words. `there`: what the part asks. `changed`: other words. `gone`: the paragraph is not
 * there any more.
 */
export type PartState = 'asMade' | 'there' | 'changed' | 'gone'
export type PartPlace = {
  state: PartState
  /** The paragraphs that come from the one that the part was made on, in reading order. */
  targets: string[]
  /** The words of these, as one text. */
  present: string
  /** The part of the plan behind which a new paragraph comes, also when the paragraph before it is gone. */
  behind: string
}

/** Whether an official has to look before the part can be written: its words are not those that it was made on. */
export const needsLook = ({ state }: Pick<PartPlace, 'state'>): boolean => state === 'changed' || state === 'gone'

export type NamedAmendment = { id: string; number: number; title: string }
/** Amendments that are not done with: the council adopted them and their words are not in the plan, or nobody entered what became of them. */
export type OpenAmendments = { unwritten: NamedAmendment[]; undecided: NamedAmendment[] }

/** 'Amendement 3', 'Amendementen 3 en 5'. */
export const numbersInWords = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'Amendement' : 'Amendementen'} ${new Intl.ListFormat('nl').format(numbers.map(String))}`
