import type { Audience } from '#app/features/accounts/account.ts'
import { areaOf } from '#app/features/accounts/local-path.ts'
import { paths } from '#app/paths.ts'

const KILOBYTE = 1024
const MEGABYTE = 1024 * KILOBYTE

/** Fields of one form: what the largest form that we have needs, five thousand answers of a partner, and no more. */
export const MOST_FIELDS = 5000

/** What a form that belongs to an area may be without a session: it comes back after logging in. */
export const MOST_WITHOUT_SESSION = MEGABYTE

/**
 * Bytes of a body by where it goes, the first that fits. A file that is too large for its field stays under the limit of its
 * form, so that the page itself says so; a text that is too long does too, so that it comes back with what is wrong.
 */
const limits: readonly { fits: (path: string) => boolean; bytes: number }[] = [
  { fits: isForEach(paths.official.process.plan), bytes: 32 * MEGABYTE },
  { fits: (path) => areaOf(path) !== null, bytes: 16 * MEGABYTE },
  // A reaction of 100,000 characters takes 1.2 MB when each of them is an emoji.
  { fits: isForEach(paths.public.react), bytes: 1.5 * MEGABYTE },
  // A form that was kept travels along, as JSON in a field: what was a megabyte becomes 2.7 of them at worst.
  { fits: (path) => [paths.public.logIn(), paths.public.logInCode()].includes(path), bytes: 3 * MEGABYTE },
]
/** Names, addresses and a few lines. */
const OTHERWISE = 256 * KILOBYTE

/** Tells whether a path is this page of whatever process. */
function isForEach(page: (slug: string) => string): (path: string) => boolean {
  const pattern = new RegExp(`^${page('*').replace('*', '[^/]+')}$`)
  return (path) => pattern.test(path)
}

/**
 * How many bytes a body for this address may have, and for whom. A path that is written in another way than we write it is
 * none of those above and gets the smallest limit.
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
