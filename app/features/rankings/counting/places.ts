/** The place of each of the topics in blocks from first to last: 1, 2, 2, 4 for blocks of one, two and one. */
export function placesOf(blocks: readonly (readonly unknown[])[]): number[] {
  const places: number[] = []
  for (const block of blocks) {
    const place = places.length + 1
    for (const _ of block) places.push(place)
  }
  return places
}
