/** The initials in the circle that stands for a person: 'Raadslid C' is C, 'Jan de Vries' JV. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{Lu}\p{N}]/u.test(word))
  const last = words.at(-1) ?? name
  if (words.length < 2 || last.length === 1) return last.slice(0, 1)
  return `${words[0]?.slice(0, 1) ?? ''}${last.slice(0, 1)}`
}
