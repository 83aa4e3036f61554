export const MIN_PASSWORD_LENGTH = 12
/** Far above any phrase; only there so that nobody can send a book to be hashed. */
export const MAX_PASSWORD_LENGTH = 256

/** What someone chose, in one form of Unicode: another keyboard may write the same ë in two characters. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC')
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '')

/**
 * Why a password is refused, in Dutch, or null when it will do. Length is what makes guessing hard, so there are no rules
 * about the kinds of characters; names that anyone would try first are refused, whatever figures stand around them.
 */
export function passwordProblem(password: string, person: { email: string; municipalityName: string }): string | null {
  const chosen = normalPassword(password)
  if (chosen === '') return 'Kies een wachtwoord'
  const length = [...chosen].length
  if (length < MIN_PASSWORD_LENGTH) {
    return `Kies een langer wachtwoord. Dit heeft ${length} ${length === 1 ? 'teken' : 'tekens'}, het moeten er minstens ${MIN_PASSWORD_LENGTH} zijn`
  }
  if (length > MAX_PASSWORD_LENGTH) return `Kies een wachtwoord van hoogstens ${MAX_PASSWORD_LENGTH} tekens`
  const letters = lettersOf(chosen)
  const emailNames = [person.email, person.email.split('@')[0] ?? '']
  if (letters !== '' && emailNames.some((name) => lettersOf(name) === letters)) {
    return 'Kies een ander wachtwoord. Uw e-mailadres is te makkelijk te raden'
  }
  const placeNames = [person.municipalityName, `gemeente ${person.municipalityName}`]
  if (letters !== '' && placeNames.some((name) => lettersOf(name) === letters)) {
    return 'Kies een ander wachtwoord. De naam van de gemeente is te makkelijk te raden'
  }
  return null
}
