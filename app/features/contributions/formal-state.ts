/** Why something in the register is not treated as a contribution. */
export const formalStates = ['withdrawn', 'double', 'test', 'notRelevant', 'referred'] as const
export type FormalState = (typeof formalStates)[number]

export const formalStateLabels: Record<FormalState, string> = {
  withdrawn: 'Ingetrokken',
  double: 'Dubbel',
  test: 'Test',
  notRelevant: 'Niet relevant',
  referred: 'Doorgestuurd',
}
