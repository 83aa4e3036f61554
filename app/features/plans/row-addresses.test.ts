import { expect, test } from 'vitest'
import { withRowAddresses } from './row-addresses.ts'

const table = (...rows: string[]) =>
  `<table><thead><tr><th>Doel</th></tr></thead><tbody>${rows.map((row) => `<tr><td>${row}</td><td>x</td></tr>`).join('')}</tbody></table>`
const hrefOf = (id: string) => `/rij/${id}`
const [one, two] = ['01a22d50-2e5a-75ed-a6eb-466fda0b2f26', '01a22d50-2e5a-75ed-a6eb-3cd57d326bf2']

test('each row of a table has an address of its own below the headings, and a lasting link to it that says which row it is', () => {
  const html = withRowAddresses(table('Samen', 'Thuis'), 25, [one, two], hrefOf)
  expect(html).toContain('<thead><tr><th>Doel</th></tr></thead>')
  expect(
    [...html.matchAll(/<tr id="([^"]+)"><td><a class="row-no" href="([^"]+)"/g)].map(([, id, to]) => [id, to]),
  ).toEqual([
    ['rij-466fda0b2f26', `/rij/${one}`],
    ['rij-3cd57d326bf2', `/rij/${two}`],
  ])
  expect(html).toContain('aria-label="Link naar rij 2 van alinea 25">rij 2</a>Thuis</td><td>x</td></tr>')
})

test('a row that comes above leaves the addresses of the others as they are', () => {
  const ids = (html: string, rows: string[]) =>
    [...withRowAddresses(html, 3, rows, hrefOf).matchAll(/id="([^"]+)"/g)].map(([, id]) => id)
  const third = '01a22d50-2e5a-75ed-a6eb-000000000003'
  expect(ids(table('Nieuw', 'Samen', 'Thuis'), [third, one, two]).slice(1)).toEqual(
    ids(table('Samen', 'Thuis'), [one, two]),
  )
  const spanned = '<table><tbody><tr><td rowspan="2">a</td></tr><tr><td>b</td></tr></tbody></table>'
  expect(ids(spanned, [one, two])).toHaveLength(2)
  expect(withRowAddresses('<p>geen tabel</p>', 1, [], hrefOf)).toBe('<p>geen tabel</p>')
  expect(withRowAddresses(spanned, 1, [], hrefOf)).toBe(spanned)
})
