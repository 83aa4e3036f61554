import { z } from 'zod'
import { isEmailAddress } from './email-address.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'
import { readAbout, speakingFor, type DraftFields, type Step } from './reaction.ts'

const MAX_NAME_LENGTH = 200

const number = new Intl.NumberFormat('nl-NL')

/**
 * What was typed, as it was typed. A form sends every line break of a textarea as CR LF, and a textarea itself never
 * holds a CR, so here, where forms come in, that is undone. From here on nothing alters the text any more.
 */
export function decodeTyped(sent: string): string {
  return sent.replaceAll('\r\n', '\n')
}

/** Without the one character that the database cannot hold. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

/** Nothing that can be seen: white space, control characters, and marks such as a zero-width joiner by itself. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text)
}

const nulRemoved = 'een teken dat wij niet kunnen bewaren (een NUL-teken). Wij hebben dat teken weggehaald.'

const typedText = z.string().superRefine((text, context) => {
  const report = (message: string) => context.addIssue({ code: 'custom', message })
  if (text.includes('\0')) return report(`In uw tekst stond ${nulRemoved} Kijk de tekst na en ga dan verder.`)
  if (isBlank(text)) return report('Schrijf uw reactie. Eén zin is genoeg.')
  const length = textLength(text)
  if (length > MAX_TEXT_LENGTH) {
    const over = length - MAX_TEXT_LENGTH
    const [is, over_, most] = [length, over, MAX_TEXT_LENGTH].map((count) => number.format(count))
    report(
      `Uw tekst is ${is} tekens lang. Dat is ${over_} ${over === 1 ? 'teken' : 'tekens'} te veel. ` +
        `Er passen ${most} tekens in. Maak de tekst korter, of stuur twee reacties.`,
    )
  }
})

const line = (what: string) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const report = (message: string) => context.addIssue({ code: 'custom', message })
      if (text.includes('\0')) return report(`In ${what} stond ${nulRemoved} Kijk het na en ga dan verder.`)
      const length = textLength(text)
      if (length > MAX_NAME_LENGTH)
        report(`Maak ${what} korter: hooguit ${MAX_NAME_LENGTH} tekens. Het zijn er nu ${number.format(length)}.`)
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

/** Form of the first step. */
export const textForm = z.object({ tekst: typedText })

/** Form of the second step. */
export const aboutYouForm = z
  .object({
    // Both questions have an answer from the start, the one that shows least; a form without it gets that one.
    namens: z.enum(speakingFor).catch('self'),
    naam: line('uw naam'),
    organisatie: line('de naam van de organisatie'),
    email,
    naamTonen: z.enum(['ja', 'nee']).catch('nee'),
  })
  .superRefine((form, context) => {
    if (form.namens === 'organisation' && isBlank(form.organisatie)) {
      context.addIssue({
        code: 'custom',
        path: ['organisatie'],
        message: 'Vul de naam van uw organisatie in. Reageert u voor uzelf? Kies dan “Voor mijzelf”.',
      })
    }
    if (form.namens === 'self' && form.naamTonen === 'ja' && isBlank(form.naam)) {
      context.addIssue({
        code: 'custom',
        path: ['naam'],
        message: 'Vul uw naam in als die op de website mag. Of kies hieronder voor “Nee, zonder mijn naam”.',
      })
    }
  })

/** The fields of the first step as they were sent, decoded and nothing more. */
export function readTextForm(form: FormData) {
  const sent = (name: string) => String(form.get(name) ?? '')
  return {
    tekst: decodeTyped(sent('tekst')),
    about: readAbout(sent('over')),
    window: sent('venster'),
    seen: sent('gezien'),
  }
}

/** The fields of the second step as they were sent. */
export function readAboutYouForm(form: FormData) {
  const sent = (name: string) => String(form.get(name) ?? '')
  return {
    namens: sent('namens'),
    naam: sent('naam'),
    organisatie: sent('organisatie'),
    email: sent('email'),
    naamTonen: sent('naamTonen'),
  }
}
export type AboutYouValues = ReturnType<typeof readAboutYouForm>

/** The draft of the second step as the form shows it. */
export function aboutYouValues(draft: DraftFields): AboutYouValues {
  const { speaksFor: namens, name: naam, organisation: organisatie, email, named } = draft
  return { namens, naam, organisatie, email, naamTonen: named ? 'ja' : 'nee' }
}

/** The first step that is not in order yet: nobody sends what they did not fill in or see. */
export function firstGap(draft: DraftFields): Step {
  if (!textForm.safeParse({ tekst: draft.text }).success) return 'text'
  if (!draft.aboutYouDone || !aboutYouForm.safeParse(aboutYouValues(draft)).success) return 'aboutYou'
  return 'check'
}
