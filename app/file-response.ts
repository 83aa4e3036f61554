/** A CSV file to save. */
export function csvFile(name: string, csv: string): Response {
  // Excel reads it as UTF-8 only with this mark in front.
  return fileResponse(name, 'text/csv', `\ufeff${csv}`)
}

/** A JSON file to save, indented for people. */
export function jsonFile(name: string, value: unknown): Response {
  return fileResponse(name, 'application/json', JSON.stringify(value, null, 2))
}

/** A spreadsheet to save. */
export function xlsxFile(name: string, bytes: Uint8Array<ArrayBuffer>): Response {
  return toSave(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes)
}

/** `name` is made of a slug and needs no quoting. */
export function fileResponse(name: string, type: string, text: string): Response {
  return toSave(name, `${type}; charset=utf-8`, text)
}

/** A page of plain text, for programs that look for it at a known address. */
export function plainText(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

/** The same in XML. */
export function xmlPage(text: string): Response {
  return new Response(text, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

function toSave(name: string, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
}

/** A file that someone uploaded, only ever to save: nothing in it runs as a page of ours. */
export function sentFileResponse({
  name,
  mime,
  bytes,
}: {
  name: string
  mime: string
  bytes: Uint8Array<ArrayBuffer>
}): Response {
  const plain = name.replace(/[^\w .-]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return new Response(bytes, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
