import type { FieldErrors } from '#app/form-errors.ts'
import { paths, withQuery } from '#app/paths.ts'

/** A form about what is asked that was refused: what was typed and chosen, and what is wrong with it. */
export type AskingRefusal = { act: string; texts: Record<string, string>; chosen: string[]; errors: FieldErrors }

/** '1 vraag', '5 vragen'. */
export const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Address of the page with the organisations, with what is filtered kept. */
export function filteredPath(
  slug: string,
  { search, stand }: { search: string; stand: string | null },
  more: Record<string, string> = {},
): string {
  return withQuery(paths.official.process.partners(slug), { zoek: search, stand, ...more })
}

/** Where an act leads, such as '?gedaan=herinnerd#organisaties', on the page as it was filtered when the form was sent. */
export function backTo(here: string, result: string, from: URLSearchParams): string {
  const [query = '', fragment] = result.split('#')
  const kept = ['zoek', 'stand', 'pagina'].flatMap((name) => (from.get(name) ? [[name, from.get(name) ?? '']] : []))
  return `${here}?${new URLSearchParams([...kept, ...new URLSearchParams(query)])}${fragment === undefined ? '' : `#${fragment}`}`
}

/** A number out of an address; 0 for what is none. */
export const amount = (text: string | null): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0)
