import type { Audience } from '#app/features/accounts/account.ts'
import { areaOf } from '#app/features/accounts/local-path.ts'
import { paths } from '#app/paths.ts'

const KILOBYTE = 1024
const MEGABYTE = 1024 * KILOBYTE

/** The most fields that one form may have: the largest that we have holds five thousand answers of a partner. */
export const MOST_FIELDS = 5000

/** The most bytes for a form of an area from someone without a session: it is kept while they log in. */
export const MOST_WITHOUT_SESSION = MEGABYTE

/**
 * Limits by address; the first that matches counts. A file or text that is too large for its field must stay under the
 * limit of its form, so that the page itself can say so and give back what was filled in.
 */
const limits: readonly { fits: (path: string) => boolean; bytes: number }[] = [
  { fits: isForEach(paths.official.process.plan), bytes: 32 * MEGABYTE },
  { fits: (path) => areaOf(path) !== null, bytes: 16 * MEGABYTE },
  // A reaction of 100,000 characters takes 1.2 MB when each of them is an emoji.
  { fits: isForEach(paths.public.react), bytes: 1.5 * MEGABYTE },
  // Advice on fifty points of 10,000 characters, some of which take more than a byte.
  { fits: (path) => path === paths.public.advice(), bytes: 3 * MEGABYTE },
  // The kept form is sent with the login as JSON in a field, which makes a megabyte 2.7 of them at worst.
  { fits: (path) => [paths.public.logIn(), paths.public.logInCode()].includes(path), bytes: 3 * MEGABYTE },
]
/** For a form with names, addresses and a few lines. */
const OTHERWISE = 256 * KILOBYTE

/** Returns a test for whether a path is this page, of any process. */
export function isForEach(page: (slug: string) => string): (path: string) => boolean {
  const pattern = new RegExp(`^${page('*').replace('*', '[^/]+')}$`)
  return (path) => pattern.test(path)
}

/**
 * How many bytes a body for this address may have, and the area that the address belongs to. A path in an unusual
 * spelling matches none of the limits above and gets the smallest.
 */
export function bodyLimitOf(pathname: string): { bytes: number; area: Audience | null } {
  const path = pathname.replace(/\.data$/, '').replace(/(.)\/$/, '$1')
  return {
    bytes: limits.find((limit) => limit.fits(path))?.bytes ?? OTHERWISE,
    area: areaOf(path),
  }
}

/** '1,5 MB', '256 kB'. */
export function limitInWords(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.round(bytes / KILOBYTE)} kB` : `${(bytes / MEGABYTE).toLocaleString('nl-NL')} MB`
}
