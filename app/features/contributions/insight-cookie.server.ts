import { cookie, readCookie } from '#app/cookies.server.ts'

const NAME = 'inzage'
export const MY_REACTION = '/mijn-reactie'

/** What a browser carries that opened a reaction with its code. */
export const readInsightCookie = (header: string | null): string | null => readCookie(header, NAME)

/** The cookie to set: it ends with the browser, and what is in it says when it ends before that; null takes it away. */
export function insightCookie(value: string | null, { secure }: { secure: boolean }): string {
  return cookie(NAME, value ?? '', { path: MY_REACTION, age: value === null ? 0 : null, secure })
}
