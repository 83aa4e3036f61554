import { z } from 'zod'

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

/** A text of which every character counts: what people wrote, to the letter. */
export const asTyped = z.string().transform(decodeTyped)

/** What someone typed: line ends as the database keeps them, without the one character that it cannot hold. */
export const typed = z.string().transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', ''))

/** A choice that may be left open: an empty field is null. */
export const orNone = z.string().transform((text) => (text === '' ? null : text))

/** A button or a tick that says yes by being there. */
export const ticked = z.boolean().default(false)

/** What a form showed when it was opened; absent where it did not say. */
export const seen = z.string().optional()

/** Says which form this is, so that sending it twice acts once. */
export const key = z.uuid({ error: 'Het formulier kwam niet goed over. Laad de pagina opnieuw.' })
