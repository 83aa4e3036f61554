import { paths, withQuery } from '#app/paths.ts'

/** Address of the page with the organisations, with what is filtered kept. */
export function filteredPath(
  slug: string,
  { search, stand }: { search: string; stand: string | null },
  more: Record<string, string> = {},
): string {
  return withQuery(paths.official.process.partners(slug), { zoek: search, stand, ...more })
}

/** The page with the organisations as it was filtered when a form on it was sent. */
export const filteredAsBefore = (slug: string, from: URLSearchParams): string =>
  withQuery(paths.official.process.partners(slug), {
    zoek: from.get('zoek'),
    stand: from.get('stand'),
    pagina: from.get('pagina'),
  })

/** A number out of an address; 0 for what is none. */
export const amount = (text: string | null): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0)
