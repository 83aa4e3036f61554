/** A CSV file to save. */
export function csvFile(name: string, csv: string): Response {
  // With the mark in front Excel reads it as UTF-8.
  return fileResponse(name, 'text/csv', `\ufeff${csv}`)
}

/** A JSON file to save, laid out for people too. */
export function jsonFile(name: string, value: unknown): Response {
  return fileResponse(name, 'application/json', JSON.stringify(value, null, 2))
}

/** `name` is made of a slug and needs no quoting. */
export function fileResponse(name: string, type: string, text: string): Response {
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"` } })
}
