import { expect, test } from 'vitest'
import { withRowAddresses } from './row-addresses.ts'

const table = (...rows: string[]) =>
  `<table><thead><tr><th>Doel</th></tr></thead><tbody>${rows.map((row) => `<tr><td>${row}</td><td>x</td></tr>`).join('')}</tbody></table>`

test('each row of a table has an address of its own below the headings, and a link to it', () => {
  const html = withRowAddresses(table('Samen', 'Thuis'), 25)
  expect(html).toContain('<thead><tr><th>Doel</th></tr></thead>')
  expect(
    [...html.matchAll(/<tr id="([^"]+)"><td><a class="row-no" href="#([^"]+)"/g)].map(([, id, to]) => [id, to]),
  ).toEqual([
    ['alinea-25-rij-1', 'alinea-25-rij-1'],
    ['alinea-25-rij-2', 'alinea-25-rij-2'],
  ])
  expect(html).toContain('aria-label="Link naar rij 2 van alinea 25">rij 2</a>Thuis</td><td>x</td></tr>')
})

test('other words in a row leave its address as it is, and a cell that spans rows takes none away', () => {
  const ids = (html: string) => [...withRowAddresses(html, 3).matchAll(/id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids(table('Samen', 'Thuis'))).toEqual(ids(table('Samen', 'Bij de buren')))
  const spanned = '<table><tbody><tr><td rowspan="2">a</td></tr><tr><td>b</td></tr></tbody></table>'
  expect(ids(spanned)).toEqual(['alinea-3-rij-1', 'alinea-3-rij-2'])
  expect(withRowAddresses('<p>geen tabel</p>', 1)).toBe('<p>geen tabel</p>')
})
