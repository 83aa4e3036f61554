import { z } from 'zod'

const email = z.email()

/** Whether mail can be sent to it, as far as its shape can tell. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && email.safeParse(text).success
}
