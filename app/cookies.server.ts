type Kind = { path: string; secure: boolean }

/**
 * The name under which a cookie goes to a browser. Over https a prefix makes the browser refuse it from anyone else: `__Host-`
 * for the whole site, which no neighbouring site of the municipality can set, and `__Secure-` where it has a path of its own.
 */
export function cookieName(name: string, { path, secure }: Kind): string {
  if (!secure) return name
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`
}

/**
 * A cookie that no script can read and that other sites cannot make a browser send along with a form; gone after `age` seconds,
 * or with null when the browser ends. A browser that restores its windows brings that one back too: what must end says when.
 */
export function cookie(name: string, value: string, { path, age, secure }: Kind & { age: number | null }): string {
  const attributes = `Path=${path};${age === null ? '' : ` Max-Age=${age};`} HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return `${cookieName(name, { path, secure })}=${value}; ${attributes}`
}

/**
 * One cookie with a path out of a header, or null. The plain name is read too, after the prefixed one: it is that of a demo,
 * and of an installation from before the prefixes, where it carries drafts that must not be lost.
 */
export function readCookie(header: string | null, name: string): string | null {
  return valueOf(header, `__Secure-${name}`) ?? valueOf(header, name)
}

/** One cookie of the whole site, under the one name that it can have here: over https a plain name may be anyone's. */
export function readSiteCookie(
  header: string | null,
  name: string,
  { secure, fits }: { secure: boolean; fits: RegExp },
): string | null {
  return valueOf(header, cookieName(name, { path: '/', secure }), fits)
}

/** The first that fits: of two with one name a browser may send that of a neighbouring site first. */
function valueOf(header: string | null, name: string, fits = /^/): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...rest] = pair.split('=')
    const value = rest.join('=').trim()
    if (key?.trim() === name && fits.test(value)) return value
  }
  return null
}

/**
 * What to send besides `set` to a browser that still has one of these cookies under its plain name: that one goes when the
 * prefixed one comes or goes, so that nothing which was forgotten here is found again under the old name.
 */
export function withoutPlainNames(set: readonly string[], header: string | null): string[] {
  return set.flatMap((line) => {
    const [, name = '', path = '/'] = /^__(?:Host|Secure)-([^=]+)=.*?; Path=([^;]*)/i.exec(line) ?? []
    return name !== '' && valueOf(header, name) !== null
      ? [`${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax; Secure`]
      : []
  })
}
