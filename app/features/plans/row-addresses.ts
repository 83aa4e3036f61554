import { anchors } from './chapter-address.ts'

/** The link of a row to itself, as paragraphs have theirs; it is seen where the pointer or the focus is. */
const rowLink = (anchor: string, paragraph: number, row: number) =>
  `<a class="row-no" href="#${anchor}" aria-label="Link naar rij ${row} van alinea ${paragraph}">rij ${row}</a>`

/**
 * Gives each row below the headings of a table an address of its own, and its first cell a link to it. `html` is markup that our importer
 * made, in which a row is written as `<tr>` alone.
 */
export function withRowAddresses(html: string, paragraph: number): string {
  const body = html.indexOf('<tbody>')
  if (body === -1) return html
  let row = 0
  const rows = html.slice(body).replace(/<tr>(<t[dh][^>]*>)/g, (_, cell: string) => {
    const anchor = anchors.row(paragraph, ++row)
    return `<tr id="${anchor}">${cell}${rowLink(anchor, paragraph, row)}`
  })
  return html.slice(0, body) + rows
}
