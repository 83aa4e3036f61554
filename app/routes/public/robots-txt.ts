import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { plainText } from '#app/file-response.ts'

/** What is behind a login, for developers, or opened by a link that is someone's own. */
const notToSearch = ['/ambtenaar', '/raad', '/partner', '/dev', '/inloggen', '/twee-stappen', '/uitloggen', '/wachtwoord-vergeten', '/uitnodiging', '/nieuw-wachtwoord']

/** For programs that go through the site (RFC 9309): where they need not come, and where the list of pages is. */
export const loader = forEveryone(async ({ origin }) =>
  plainText(['User-agent: *', ...notToSearch.map((path) => `Disallow: ${path}`), '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n')),
)
