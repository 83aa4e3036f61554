import { cookie, readCookie } from '#app/cookies.server.ts'
import { paths } from '#app/paths.ts'

const NAME = 'inzage'

/** What a browser carries that opened a reaction with its code. */
export const readInsightCookie = (header: string | null): string | null => readCookie(header, NAME)

/** The cookie to set: it ends with the browser, and what is in it says when it ends before that; null takes it away. */
export function insightCookie(value: string | null, { secure }: { secure: boolean }): string {
  return cookie(NAME, value ?? '', { path: paths.public.myReaction(), age: value === null ? 0 : null, secure })
}
