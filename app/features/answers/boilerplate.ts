import { fold } from '#app/fold.ts'

/** What a boilerplate can say of where it is used. An answer may be one for many points, so nothing of a sender is among these. */
export const boilerplateFields = {
  traject: 'de naam van het traject',
  gemeente: 'de naam van uw gemeente',
  thema: 'het thema van het punt',
  hoofdstuk: 'het hoofdstuk van het plan waar het punt bij hoort',
  'besluitend orgaan': 'wie over het plan beslist',
  'laatste dag': 'de laatste dag om te reageren',
} as const
type BoilerplateField = keyof typeof boilerplateFields

/** More of them than this are searched rather than read. */
export const MANY_BOILERPLATES = 8

/** Those that have all these words in their name or text, whatever their capitals and marks. */
export function boilerplatesWith<B extends { title: string; text: string }>(all: readonly B[], asked: string): B[] {
  const words = fold(asked).split(/\s+/).filter(Boolean)
  return all.filter(({ title, text }) => {
    const said = fold(`${title} ${text}`)
    return words.every((word) => said.includes(word))
  })
}

/** What is known of a point, for each field; an empty text is not known. */
export type BoilerplateFacts = Record<BoilerplateField, string>

/** Begin of a field that whoever answers fills in by hand, as in '{vul in: bedrag}'. */
const BY_HAND = 'vul in:'

const inBraces = /\{([^{}\n]{1,80})\}/g

const isField = (name: string): name is BoilerplateField => name in boilerplateFields
const nameIn = (inside: string) => inside.trim().replace(/\s+/g, ' ').toLowerCase()

/** The fields of a text that are none of ours, each once, as they were typed: '{naam}'. */
export function unknownFields(text: string): string[] {
  const unknown = [...text.matchAll(inBraces)].filter(([, inside = '']) => {
    const name = nameIn(inside)
    return !isField(name) && !(name.startsWith(BY_HAND) && name.length > BY_HAND.length)
  })
  return [...new Set(unknown.map(([field]) => field))]
}

/** The text with what is known filled in; what is not known is to be filled in by hand. */
export function filledBoilerplate(text: string, facts: BoilerplateFacts): string {
  return text.replace(inBraces, (field, inside: string) => {
    const name = nameIn(inside)
    if (!isField(name)) return field
    return facts[name] === '' ? `{${BY_HAND} ${name}}` : facts[name]
  })
}

/** What in an answer is still to be filled in by hand, as it stands there: '{vul in: bedrag}'. */
export function fieldsToFill(reply: string): string[] {
  return [
    ...new Set(
      [...reply.matchAll(inBraces)]
        .filter(([, inside = '']) => nameIn(inside).startsWith(BY_HAND))
        .map(([field]) => field),
    ),
  ]
}
