import { isoInAmsterdam } from './local-date.ts'

/** The most addresses that one sitemap may hold (sitemaps.org, protocol). */
export const MOST_PAGES = 50_000

export type SitemapPage = { path: string; changedAt: Date | null }

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')

/**
 * A sitemap (sitemaps.org): absolute addresses that begin with `origin`, each with the day of its last change where
 * that is known.
 */
export function sitemapXml(origin: string, pages: readonly SitemapPage[]): string {
  const urls = pages.slice(0, MOST_PAGES).map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${isoInAmsterdam(changedAt)}</lastmod>` : ''
    return `  <url><loc>${escaped(new URL(path, origin).href)}</loc>${changed}</url>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n')
}
