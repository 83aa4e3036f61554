/** A cookie that no script can read and that other sites cannot make a browser send along with a form; gone after `age` seconds. */
export function cookie(name: string, value: string, { path, age, secure }: { path: string; age: number; secure: boolean }): string {
  return `${name}=${value}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** One cookie out of a header, or null. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.split('=')
    if (key?.trim() === name) return value.join('=').trim()
  }
  return null
}
