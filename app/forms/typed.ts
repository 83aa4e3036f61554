import { z } from 'zod'

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
