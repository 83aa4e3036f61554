const isLetter = (character: string) => /[\p{L}\p{N}]/u.test(character)

/** The longest of these names that stands in the text from this place; null when none does. A name ends where its letters end. */
function nameAt(text: string, at: number, names: readonly string[]): string | null {
  const fits = names.filter(
    (name) =>
      name !== '' &&
      text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
      !isLetter(text.charAt(at + name.length)),
  )
  return fits.reduce<string | null>((best, name) => (best === null || name.length > best.length ? name : best), null)
}

/** A text in pieces, of which some are mentions: an @ with the name of one of these people behind it. */
export function withMentions(text: string, names: readonly string[]): { text: string; name: string | null }[] {
  const pieces: { text: string; name: string | null }[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = nameAt(text, at + 1, names)
    if (name === null) continue
    if (at > from) pieces.push({ text: text.slice(from, at), name: null })
    from = at + 1 + name.length
    pieces.push({ text: text.slice(at, from), name })
  }
  if (from < text.length) pieces.push({ text: text.slice(from), name: null })
  return pieces
}

/** The people who are mentioned in a text, each once. Colleagues with the same name are all meant: nobody can tell them apart. */
export function mentionedIn<Person extends { name: string }>(text: string, people: readonly Person[]): Person[] {
  const names = people.map(({ name }) => name)
  const mentioned = new Set(withMentions(text, names).map(({ name }) => name?.toLowerCase()))
  return people.filter(({ name }) => mentioned.has(name.toLowerCase()))
}
