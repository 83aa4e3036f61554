import { expect, test } from 'vitest'
import { MOST_PAGES, sitemapXml } from './sitemap.ts'

test('a sitemap has absolute addresses, and the time of the last change with its zone', () => {
  const xml = sitemapXml('https://doemee.gemeente.example', [
    { path: '/', changedAt: null },
    { path: '/trajecten/wonen&werken', changedAt: new Date('2016-12-05T08:00:00Z') },
  ])
  expect(xml).toContain('<url><loc>https://doemee.gemeente.example/</loc></url>')
  expect(xml).toContain(
    '<url><loc>https://doemee.gemeente.example/trajecten/wonen&amp;werken</loc><lastmod>2016-12-05T09:00:00+01:00</lastmod></url>',
  )
})

test('a sitemap holds no more addresses than the protocol allows', () => {
  const many = Array.from({ length: MOST_PAGES + 1 }, (_, at) => ({ path: `/${at}`, changedAt: null }))
  expect(sitemapXml('https://a.example', many).match(/<url>/g)).toHaveLength(MOST_PAGES)
})
