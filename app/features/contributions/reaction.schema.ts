import { z } from 'zod'
import { asTyped } from '#app/forms/typed.ts'
import { isEmailAddress } from './email-address.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'
import { isUnchanged, NOTHING_CHANGED } from './proposal.ts'
import { proposalOf, speakingFor, typedText, type DraftFields, type ReactionFields, type Step } from './reaction.ts'

const MAX_NAME_LENGTH = 200
/** Of what may not become public, in characters. */
export const MAX_NOT_PUBLIC_LENGTH = 2000

const number = new Intl.NumberFormat('nl-NL')

/** Nothing that can be seen: white space, control characters, and marks such as a zero-width joiner by itself. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text)
}

const nulRemoved = 'een teken dat wij niet kunnen bewaren (een NUL-teken). Wij hebben dat teken weggehaald.'

/** What is wrong with the text of a reaction and how to mend it, or null. */
export function problemOfReaction(text: string): string | null {
  if (text.includes('\0')) return `In uw tekst stond ${nulRemoved} Kijk de tekst na en ga dan verder.`
  return isBlank(text) ? 'Schrijf uw reactie. Eén zin is genoeg.' : problemOfLength(text)
}

/** What is wrong with other words for a paragraph, with the reason behind them, and how to mend it; null when they can be sent. */
export function problemOfProposal(old: string, { words, reason }: { words: string; reason: string }): string | null {
  if (`${words}${reason}`.includes('\0')) return `In uw tekst stond ${nulRemoved} Kijk de tekst na en ga dan verder.`
  return isUnchanged(old, words) ? NOTHING_CHANGED : problemOfLength(words + reason)
}

/** What someone hears whose text is longer than what fits; null when it fits. */
function problemOfLength(text: string): string | null {
  const length = textLength(text)
  if (length <= MAX_TEXT_LENGTH) return null
  const over = length - MAX_TEXT_LENGTH
  const [is, over_, most] = [length, over, MAX_TEXT_LENGTH].map((count) => number.format(count))
  return (
    `Uw tekst is ${is} tekens lang. Dat is ${over_} ${over === 1 ? 'teken' : 'tekens'} te veel. ` +
    `Er passen ${most} tekens in. Maak de tekst korter, of stuur twee reacties.`
  )
}

/** A text that fits in a draft; whether it can be sent is still to be seen. */
export const textThatFits = asTyped.superRefine((text, context) => {
  const problem = problemOfLength(text)
  if (problem) context.addIssue({ code: 'custom', message: problem })
})

const line = (what: string, most = MAX_NAME_LENGTH) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const report = (message: string) => context.addIssue({ code: 'custom', message })
      if (text.includes('\0')) return report(`In ${what} stond ${nulRemoved} Kijk het na en ga dan verder.`)
      const length = textLength(text)
      if (length > most)
        report(`Maak ${what} korter: hooguit ${number.format(most)} tekens. Het zijn er nu ${number.format(length)}.`)
    })

const email = z
  .string()
  .trim()
  .superRefine((address, context) => {
    const problem = problemOfEmail(address)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

/** What is wrong with an address and how to mend it, or null; an address may be left out. */
export function problemOfEmail(address: string): string | null {
  const example = 'Zo ziet een e-\u2060mailadres eruit: naam@voorbeeld.nl.'
  if (address === '' || isEmailAddress(address)) return null
  if (/[\s\0]/.test(address)) return `In uw e-\u2060mailadres staat een spatie. Haal die weg. ${example}`
  const [before, after, ...more] = address.split('@')
  if (after === undefined) return `In uw e-\u2060mailadres staat geen @ (apenstaartje). ${example}`
  if (more.length > 0)
    return `In uw e-\u2060mailadres staat meer dan één @ (apenstaartje). Vul één adres in. ${example}`
  if (!before) return `Voor de @ in uw e-\u2060mailadres staat nog niets. ${example}`
  if (!after.includes('.')) return `Het deel na de @ is nog niet af, bijvoorbeeld “.nl” ontbreekt. ${example}`
  return `Dit e-\u2060mailadres klopt niet. Kijk of er een letter of punt te veel of te weinig staat. ${example}`
}

/** What someone can say of themself; an answer that is missing is the one that shows least. */
export const aboutYouInput = {
  speaksFor: z.enum(speakingFor).catch('self'),
  name: z.string().default(''),
  organisation: z.string().default(''),
  email: z.string().default(''),
  named: z.enum(['yes', 'no']).catch('no'),
  notPublic: z.string().default(''),
}

/** The same, in order to be sent. */
export const aboutYou = z
  .object({
    ...aboutYouInput,
    name: line('uw naam'),
    organisation: line('de naam van de organisatie'),
    email,
    notPublic: line('wat niet openbaar mag worden', MAX_NOT_PUBLIC_LENGTH),
  })
  .superRefine((form, context) => {
    if (form.speaksFor === 'organisation' && isBlank(form.organisation)) {
      context.addIssue({
        code: 'custom',
        path: ['organisation'],
        message: 'Vul de naam van uw organisatie in. Reageert u voor uzelf? Kies dan “Voor mijzelf”.',
      })
    }
    if (form.speaksFor === 'self' && form.named === 'yes' && isBlank(form.name)) {
      context.addIssue({
        code: 'custom',
        path: ['name'],
        message: 'Vul uw naam in als die op de website mag. Of kies hieronder voor “Nee, zonder mijn naam”.',
      })
    }
  })

/** What a draft holds of someone, as the form shows it. */
export function aboutYouIn({ named, ...fields }: ReactionFields): z.output<typeof aboutYou> {
  const { speaksFor, name, organisation, email, notPublic } = fields
  return { speaksFor, name, organisation, email, named: named ? 'yes' : 'no', notPublic }
}

/** The first step that is not in order yet: nobody sends what they did not fill in or see. */
export function firstGap(draft: DraftFields): Step {
  const proposal = proposalOf(draft)
  if (
    proposal ? !proposal.differs || problemOfLength(typedText(draft)) !== null : problemOfReaction(draft.text) !== null
  )
    return 'text'
  if (!draft.aboutYouDone || !aboutYou.safeParse(aboutYouIn(draft)).success) return 'aboutYou'
  return 'check'
}
