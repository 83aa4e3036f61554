import { deflateSync } from 'node:zlib'

/** PDF files made by hand for the tests: the objects of one page, and what is added to them. */
type Parts = {
  /** Entries of the catalog, such as '/OpenAction 5 0 R'. */
  catalog?: string
  /** Entries of the page. */
  page?: string
  /** Further objects, from number 5 on. */
  objects?: string[]
  /** Whether the objects stand packed together, as new programs write them. */
  packed?: boolean
  words?: string
}

/** A PDF that pdf.js reads, with one page. */
export function pdfFile({
  catalog = '',
  page = '',
  objects = [],
  packed = false,
  words = 'Verslag',
}: Parts = {}): Uint8Array<ArrayBuffer> {
  const content = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>${page}>>`,
    streamOf(Buffer.from(content), ''),
    ...objects,
  ]
  return packed ? withPackedObjects(all) : withPlainObjects(all)
}

const streamOf = (content: Buffer, entries: string) =>
  `<<${entries}/Length ${content.length}>>\nstream\n${content.toString('latin1')}\nendstream`

/** An object that holds a file. */
export const heldFile = (content: string) => streamOf(Buffer.from(content, 'latin1'), '/Type/EmbeddedFile')

function withPlainObjects(all: string[]): Uint8Array<ArrayBuffer> {
  let file = '%PDF-1.7\n'
  const places = all.map((body, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`
  return bytesOf(file + end)
}

/** What is no stream goes into one packed group of objects; a stream with the places says where everything is. */
function withPackedObjects(all: string[]): Uint8Array<ArrayBuffer> {
  const isStream = (body: string) => body.includes('\nstream\n')
  const grouped = all.flatMap((body, index) => (isStream(body) ? [] : [{ number: index + 1, body }]))
  const [groupNumber, placesNumber] = [all.length + 1, all.length + 2]
  let heads = ''
  let bodies = ''
  for (const { number, body } of grouped) {
    heads += `${number} ${bodies.length} `
    bodies += `${body} `
  }
  const group = streamOf(
    deflateSync(Buffer.from(heads + bodies, 'latin1')),
    `/Type/ObjStm/N ${grouped.length}/First ${heads.length}/Filter/FlateDecode`,
  )
  let file = '%PDF-1.7\n'
  const rows: number[][] = [[0, 0, 255]]
  const write = (number: number, body: string) => {
    rows[number] = [1, file.length, 0]
    file += `${number} 0 obj\n${body}\nendobj\n`
  }
  all.forEach((body, index) => isStream(body) && write(index + 1, body))
  grouped.forEach(({ number }, index) => (rows[number] = [2, groupNumber, index]))
  write(groupNumber, group)
  rows[placesNumber] = [1, file.length, 0]
  const places = Buffer.from(rows.flatMap(([kind = 0, at = 0, more = 0]) => [kind, at >> 8, at & 255, more]))
  const at = file.length
  file += `${placesNumber} 0 obj\n${streamOf(places, `/Type/XRef/Size ${placesNumber + 1}/W[1 2 1]/Root 1 0 R`)}\nendobj\nstartxref\n${at}\n%%EOF\n`
  return bytesOf(file)
}

const bytesOf = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(file, 'latin1'))
