/** A theme with the place that someone wants it to have, from 1. */
export type WantedPlace = { id: string; place: number }

/**
 * The order in which themes come when some get another place: one that moves up comes before the theme that had that place, one that
 * moves down behind it, so that a single number that is changed is the place where the theme comes.
 */
export function inWantedOrder(stored: readonly string[], wanted: readonly WantedPlace[]): string[] {
  const places = new Map(wanted.map(({ id, place }) => [id, place]))
  const rows = stored.map((id, at) => {
    const place = places.get(id) ?? at + 1
    return { id, place, moved: Math.sign(place - (at + 1)) }
  })
  return rows.sort((one, other) => one.place - other.place || one.moved - other.moved).map(({ id }) => id)
}

/** The order with one theme at another place, from 0; it stays within the list. */
export function movedTo(order: readonly string[], id: string, to: number): string[] {
  const others = order.filter((each) => each !== id)
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, id)
}
