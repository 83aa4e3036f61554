import { dispositionOf, type Decision, type Disposition } from '#app/features/points/disposition.ts'

const withChanges: Partial<Record<Disposition, string>> = {
  adopted: 'Uw vraag staat nu in het plan',
  partlyAdopted: 'Uw vraag staat voor een deel in het plan',
}

const outcomes: Record<Disposition, string> = {
  adopted: 'Wij nemen uw vraag over',
  partlyAdopted: 'Wij nemen een deel van uw vraag over',
  notAdopted: 'Wij namen uw vraag niet over',
  noted: 'Wij lazen uw punt',
  alreadyInPlan: 'Uw vraag stond al in het plan',
  outOfScope: 'Uw vraag hoort niet bij dit plan',
  forwarded: 'Wij gaven uw vraag door',
  noSpecificPoints: 'U hebt antwoord',
}

/** What became of a point, said to its sender: that it is in the plan only when the plan that people read changed for it. */
export function pointOutcome(decision: Decision | null, hasChanges: boolean): string {
  if (decision === null) return 'Uw vraag wordt nog bekeken'
  const disposition = dispositionOf(decision)
  return (hasChanges && withChanges[disposition]) || outcomes[disposition]
}

/** Whether the plan still has to change for a point that was adopted. */
export const waitsForChange = (decision: Decision | null, hasChanges: boolean): boolean =>
  decision !== null && !hasChanges && ['adopted', 'partlyAdopted'].includes(dispositionOf(decision))
