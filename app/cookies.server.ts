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

/** Every cookie of the whole site in a header, without its prefix, and every one under a plain name. */
export function siteCookiesIn(header: string | null): { name: string; value: string }[] {
  return pairsIn(header).map(({ name, value }) => ({ name: name.replace(/^__Host-/, ''), value }))
}

/** The first that fits: of two with one name a browser may send that of a neighbouring site first. */
function valueOf(header: string | null, name: string, fits = /^/): string | null {
  return pairsIn(header).find((pair) => pair.name === name && fits.test(pair.value))?.value ?? null
}

function pairsIn(header: string | null): { name: string; value: string }[] {
  return (header ?? '').split(';').map((pair) => {
    const [name = '', ...rest] = pair.split('=')
    return { name: name.trim(), value: rest.join('=').trim() }
  })
}

/** Sends cookies, made by `cookie`, with an answer. */
export function setCookies(headers: Headers, ...lines: readonly string[]): void {
  for (const line of lines) headers.append('Set-Cookie', line)
}

/** Whether an answer sets, or takes away, this cookie. */
export function setsCookie(headers: Headers, name: string, kind: Kind): boolean {
  return headers.getSetCookie().some((line) => line.startsWith(`${cookieName(name, kind)}=`))
}

/**
 * Takes the plain name of a cookie away from a browser that still has it, when the prefixed one comes or goes with this answer:
 * nothing that was forgotten here is found again under the old name. `header` is what the browser sent.
 */
export function clearPlainNames(headers: Headers, header: string | null): void {
  for (const line of headers.getSetCookie()) {
    const [, name = '', path = '/'] = /^__(?:Host|Secure)-([^=]+)=.*?; Path=([^;]*)/i.exec(line) ?? []
    if (name !== '' && valueOf(header, name) !== null)
      setCookies(headers, `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax; Secure`)
  }
}
