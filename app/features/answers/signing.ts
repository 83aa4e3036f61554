/** Why someone does not sign: they wrote or gave what they would sign for. */
export type OwnAnswers = {
  /** Points of the publication whose answer they last wrote, or gave. */
  count: number
  /** Numbers of the first ones. */
  first: string[]
  /** The step that asks for four eyes. */
  step: string
  /** Names of approvers who wrote and gave none of the answers. */
  others: string[]
}

/** Why who wrote or gave answers does not sign for them, and who can. */
export function wroteInWords({ count, first, step, others }: OwnAnswers): string {
  const which = `${first.join(', ')}${count > first.length ? ' en verder' : ''}`
  const points = count === 1 ? '1 punt' : `${count} punten`
  const who =
    others.length > 0
      ? `Laat een van deze collega’s tekenen: ${new Intl.ListFormat('nl', { type: 'disjunction' }).format(others)}.`
      : 'Nu kan geen collega tekenen. Vraag de beheerder om nog een vaststeller.'
  return `U schreef of deelde zelf het antwoord op ${points}, gaf het besluit, of wijzigde het punt na goedkeuring: ${which}. Bij de stap ${step} gelden vier ogen, en die gelden ook voor wie tekent. ${who}`
}
