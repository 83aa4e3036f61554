/** How many answers have an own one, in words. */
export function inAnswers(answers: number, most: number): string {
  if (answers === 0) return 'in geen antwoord'
  if (answers > most) return `in meer dan ${most.toLocaleString('nl-NL')} antwoorden`
  return answers === 1 ? 'in 1 antwoord' : `in ${answers.toLocaleString('nl-NL')} antwoorden`
}
