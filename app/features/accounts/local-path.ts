import { isWithin, paths } from '#app/paths.ts'
import { audiences, homeOf, homes, mayEnter, type Audience, type Role } from './account.ts'

/** Only there to read a path against; nothing is ever fetched from it. */
const here = 'http://here.invalid'
/** Browsers drop tabs and line ends from an address, so that '/\t/evil' becomes '//evil'. */
const neverInAPath = /[\u0000-\u0020\u007f\\]/

/**
 * The path when it stays on this site, else null. What it gives back is how a browser would read it, so that a path that
 * only looks local ('//evil', '/\evil', '/.//evil') never becomes a redirect to elsewhere.
 */
export function localPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 2000) return null
  if (!text.startsWith('/') || text.startsWith('//') || neverInAPath.test(text)) return null
  if (!URL.canParse(text, here)) return null
  const url = new URL(text, here)
  const path = `${url.pathname}${url.search}${url.hash}`
  return url.origin === here && !path.startsWith('//') ? path : null
}

/** Pages that make no sense to come back to after logging in. */
const aroundLoggingIn = [
  paths.public.logIn(),
  paths.public.logOut(),
  paths.public.forgotPassword(),
  paths.public.newPassword(),
  paths.public.invitation(),
  paths.public.secondStep(),
]

/** Where to go after logging in: the page that was asked for when it is one of ours, else null. */
export function pathToReturnTo(text: unknown): string | null {
  const path = localPath(text)
  return path && !aroundLoggingIn.some((page) => isWithin(path, page)) ? path : null
}

/** The area that a page belongs to, or null for one that anyone may open. */
export function areaOf(path: string): Audience | null {
  return audiences.find((audience) => isWithin(path, homes[audience])) ?? null
}

/** Where someone lands after logging in: where they wanted to be, or their own area when that page is not theirs. */
export function landingOf(actor: { roles: Role[] }, asked: unknown): string {
  const path = pathToReturnTo(asked)
  const area = path && areaOf(path)
  return path && (!area || mayEnter(actor, area)) ? path : homeOf(actor)
}
