/**
 * Does something for each item, one after the other. An error does not stop the others; it is thrown when all had their
 * turn.
 */
export async function eachByItself<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    try {
      await act(item)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1)
    throw new AggregateError(
      failures,
      `${failures.length} of ${items.length} failed: ${failures.map(String).join('; ')}`,
    )
}
