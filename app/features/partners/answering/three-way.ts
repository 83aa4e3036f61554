/** What comes of two who changed the same text: the text that stands, or both, to choose from. */
export type Outcome = { kind: 'keep'; text: string } | { kind: 'conflict'; base: string; mine: string; theirs: string }

/**
 * What becomes of a text that two people changed: `base` is what the form began from, `mine` what it says now, `theirs` what
 * is stored by now. An item that is not there is the empty text, so that one who removes what another edits is a conflict too.
 */
export function threeWay(base: string, mine: string, theirs: string): Outcome {
  if (mine === theirs || mine === base) return { kind: 'keep', text: theirs }
  if (theirs === base) return { kind: 'keep', text: mine }
  return { kind: 'conflict', base, mine, theirs }
}
