type Kind = { path: string; secure: boolean }

/**
 * The name under which a cookie is sent to a browser. Over https a prefix makes the browser refuse it from anyone else:
 * `__Host-` for a cookie of the whole site, which no neighbouring site of the municipality can set, and `__Secure-` for
 * one with a path of its own.
 */
export function cookieName(name: string, { path, secure }: Kind): string {
  if (!secure) return name
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`
}

/**
 * A cookie that no script can read, and that a browser does not send with a form on another site. It lasts `age`
 * seconds; with null until the browser ends. A browser that restores its windows restores that cookie too, so a cookie
 * that must end needs an age.
 */
export function cookie(name: string, value: string, { path, age, secure }: Kind & { age: number | null }): string {
  const attributes = `Path=${path};${age === null ? '' : ` Max-Age=${age};`} HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return `${cookieName(name, { path, secure })}=${value}; ${attributes}`
}

/**
 * The value of one cookie with a path from a header, or null. The plain name is read too, after the prefixed one: a
 * demo uses it, and so do browsers from before the prefixes, whose drafts must not be lost.
 */
export function readCookie(header: string | null, name: string): string | null {
  return valueOf(header, `__Secure-${name}`) ?? valueOf(header, name)
}

/**
 * The value of one cookie of the whole site, under the only name that it can have here: over https, anyone may have set
 * a plain name.
 */
export function readSiteCookie(
  header: string | null,
  name: string,
  { secure, fits }: { secure: boolean; fits: RegExp },
): string | null {
  return valueOf(header, cookieName(name, { path: '/', secure }), fits)
}

/** Every cookie of the whole site in a header, without its prefix, and every cookie with a plain name. */
export function siteCookiesIn(header: string | null): { name: string; value: string }[] {
  return pairsIn(header).map(({ name, value }) => ({ name: name.replace(/^__Host-/, ''), value }))
}

/**
 * The first cookie whose value fits: of two with the same name a browser may send that of a neighbouring site first.
 */
function valueOf(header: string | null, name: string, fits = /^/): string | null {
  return pairsIn(header).find((pair) => pair.name === name && fits.test(pair.value))?.value ?? null
}

function pairsIn(header: string | null): { name: string; value: string }[] {
  return (header ?? '').split(';').map((pair) => {
    const [name = '', ...rest] = pair.split('=')
    return { name: name.trim(), value: rest.join('=').trim() }
  })
}

/** Adds cookies, made by `cookie`, to an answer. */
export function setCookies(headers: Headers, ...lines: readonly string[]): void {
  for (const line of lines) headers.append('Set-Cookie', line)
}

/** Whether an answer sets or removes any cookie. */
export const setsAnyCookie = (headers: Headers): boolean => headers.has('Set-Cookie')

/** Gives another answer the cookies of this one. */
export const passCookies = (from: Headers, to: Headers): void => setCookies(to, ...from.getSetCookie())

/** Whether an answer sets or removes this cookie. */
export function setsCookie(headers: Headers, name: string, kind: Kind): boolean {
  return headers.getSetCookie().some((line) => line.startsWith(`${cookieName(name, kind)}=`))
}

/**
 * Removes the plain name of a cookie from a browser that still has it, when this answer sets or removes the prefixed
 * one: what was forgotten must not be found again under the old name. `header` is what the browser sent.
 */
export function clearPlainNames(headers: Headers, header: string | null): void {
  for (const line of headers.getSetCookie()) {
    const [, name = '', path = '/'] = /^__(?:Host|Secure)-([^=]+)=.*?; Path=([^;]*)/i.exec(line) ?? []
    if (name !== '' && valueOf(header, name) !== null)
      setCookies(headers, `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax; Secure`)
  }
}
