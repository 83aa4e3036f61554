import { anchors } from './chapter-address.ts'
import { escapeHtml } from './safe-markup.ts'

/** The lasting link of a row, as paragraphs have theirs; it is seen where the pointer or the focus is. */
const rowLink = (href: string, paragraph: number, row: number) =>
  `<a class="row-no" href="${escapeHtml(href)}" aria-label="Link naar rij ${row} van alinea ${paragraph}">rij ${row}</a>`

/**
 * Gives each row below the headings of a table an address of its own, which stays when rows come or go around it, and its first cell a link to it.
 * `rows` are the ids of the rows in order, `hrefOf` gives their lasting addresses. `html` is markup that our importer made, in which a row is written as `<tr>` alone.
 */
export function withRowAddresses(
  html: string,
  paragraph: number,
  rows: readonly string[],
  hrefOf: (id: string) => string,
): string {
  const body = html.indexOf('<tbody>')
  if (body === -1) return html
  let row = 0
  const addressed = html.slice(body).replace(/<tr>(<t[dh][^>]*>)/g, (whole, cell: string) => {
    const id = rows[row++]
    if (id === undefined) return whole
    return `<tr id="${escapeHtml(anchors.row(id))}">${cell}${rowLink(hrefOf(id), paragraph, row)}`
  })
  return html.slice(0, body) + addressed
}
