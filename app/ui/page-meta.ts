type Match = { id: string; pathname?: string; data?: unknown; handle?: unknown }
type Site = { municipality?: { name?: string }; origin?: string; refused?: boolean }

/**
 * Title and description of a page, with the name of the municipality; 'Fout:' before the title when a form came back.
 * Pages that anyone may read also say it in Open Graph, for people who share their address.
 */
export function pageMeta(matches: readonly (Match | undefined)[], title: string, description?: string) {
  const site = matches.find((match) => match?.id === 'root')?.data as Site | null | undefined
  const name = site?.municipality?.name
  const says = site?.refused ? `Fout: ${title}` : title
  const behindLogin = matches.some(
    (match) => typeof match?.handle === 'object' && match.handle !== null && 'staff' in match.handle,
  )
  return [
    { title: name ? `${says} | gemeente ${name}` : says },
    ...(description ? [{ name: 'description', content: description }] : []),
    ...(name && site.origin && !behindLogin
      ? openGraph({ name, origin: site.origin, path: matches.at(-1)?.pathname ?? '/', title, description })
      : []),
  ]
}

function openGraph({
  name,
  origin,
  path,
  title,
  description,
}: {
  name: string
  origin: string
  path: string
  title: string
  description: string | undefined
}) {
  const property = (key: string, content: string) => ({ property: `og:${key}`, content })
  return [
    property('type', 'website'),
    property('locale', 'nl_NL'),
    property('site_name', `Saomen, gemeente ${name}`),
    property('title', title),
    ...(description ? [property('description', description)] : []),
    // Only the path: a search or filter is not the page that is shared.
    property('url', `${origin}${path === '/' ? '/' : path.replace(/\/$/, '')}`),
  ]
}
