type Match = { id: string; data?: unknown }
type Site = { municipality?: { name?: string }; refused?: boolean }

/** Title and description of a page, with the name of the municipality that the root of the site knows; 'Fout:' before it when a form came back. */
export function pageMeta(matches: readonly (Match | undefined)[], title: string, description?: string) {
  const site = matches.find((match) => match?.id === 'root')?.data as Site | null | undefined
  const name = site?.municipality?.name
  const says = site?.refused ? `Fout: ${title}` : title
  return [
    { title: name ? `${says} | gemeente ${name}` : says },
    ...(description ? [{ name: 'description', content: description }] : []),
  ]
}
