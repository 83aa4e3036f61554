/** A text column as one of the values that its check constraint allows. */
export function oneOf<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`unknown value in the database: ${text}`)
  return found
}
