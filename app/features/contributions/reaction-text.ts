import { z } from 'zod'

/** A text may hold this many characters, counted as code points, as the database counts them. */
export const MAX_TEXT_LENGTH = 100_000

/** Characters as people and the database count them: an emoji made of one code point is one. */
export function textLength(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

const email = z.email()

/** Whether mail can be sent to it, as far as its shape can tell. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && email.safeParse(text).success
}
