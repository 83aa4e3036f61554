/** Above the form while the second inspraak is the one that counts: who reacted before need not do it again. */
export function SecondRound() {
  return (
    <p>
      <b>Dit is de tweede inspraak over dit plan.</b> Reageerde u al in de eerste inspraak? Die reactie telt gewoon mee.
      U mag opnieuw reageren.
    </p>
  )
}
