type Match = { id: string; data?: unknown }
type Site = { municipality?: { name?: string } }

/** Title and description of a page, with the name of the municipality that the root of the site knows. */
export function pageMeta(matches: readonly (Match | undefined)[], title: string, description?: string) {
  const site = matches.find((match) => match?.id === 'root')?.data as Site | null | undefined
  const name = site?.municipality?.name
  return [
    { title: name ? `${title} | gemeente ${name}` : title },
    ...(description ? [{ name: 'description', content: description }] : []),
  ]
}
