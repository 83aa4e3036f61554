/** Why something in the register is not treated as a contribution. */
export const formalStates = ['withdrawn', 'double', 'test', 'notRelevant', 'referred'] as const
export type FormalState = (typeof formalStates)[number]

/** What the sender reads: what happens with it, in place of the answer. `referredTo` is '' unless it was passed on. */
export function formalStateForSender(state: FormalState, referredTo: string): { title: string; text: string } {
  switch (state) {
    case 'withdrawn':
      return {
        title: 'U hebt deze reactie ingetrokken',
        text: 'Wij geven er geen antwoord op. De gemeente telt de reactie wel als ingetrokken.',
      }
    case 'double':
      return {
        title: 'Wij hebben deze reactie al',
        text: 'Deze reactie is hetzelfde als een andere. Wij geven antwoord op die andere reactie. Gaf u een e-mailadres? Dan sturen wij u dat antwoord ook.',
      }
    case 'test':
      return { title: 'Dit was een proef', text: 'Wij geven er geen antwoord op.' }
    case 'notRelevant':
      return {
        title: 'Deze reactie gaat niet over dit plan',
        text: 'Daarom staat de reactie niet bij de antwoorden. Vindt u dat zij er wel over gaat? Bel of mail ons dan.',
      }
    case 'referred':
      return {
        title: 'Wij hebben uw reactie doorgestuurd',
        text: `Uw reactie hoort bij: ${referredTo}. Daar krijgt u antwoord. Bij dit plan geven wij er geen antwoord op.`,
      }
  }
}

export const formalStateLabels: Record<FormalState, string> = {
  withdrawn: 'Ingetrokken',
  double: 'Dubbel',
  test: 'Test',
  notRelevant: 'Niet relevant',
  referred: 'Doorgestuurd',
}
