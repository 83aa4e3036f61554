/** An address with a query that is written already, and parameters beside it; one that is null is left out. */
export function atQuery(address: string, query: string, beside: Record<string, string | null> = {}): string {
  // A filter may have a parameter more than once, so it is never read as an object.
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries(beside)) if (value !== null) params.set(name, value)
  return params.size === 0 ? address : `${address}?${params}`
}

/** Where a list begins and how long it is, as it stands in an address beside the filter. */
export type ListPlace = { from: string | null; limit: number }

/** The place in the list in an address (`vanaf`, `rijen`); without it the list stands around the point that is open. */
export function listPlaceFrom(params: URLSearchParams): ListPlace {
  const rows = /^\d{1,3}$/.exec(params.get('rijen') ?? '')
  return { from: params.get('vanaf'), limit: rows ? Number(rows[0]) : 0 }
}

/** The query with the place in the list behind the filter. */
export function withPlace(query: string, { from, limit }: ListPlace): string {
  const params = new URLSearchParams(query)
  if (from !== null) params.set('vanaf', from)
  if (from !== null && limit > 50) params.set('rijen', String(limit))
  return params.toString()
}
