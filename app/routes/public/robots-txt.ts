import { homes } from '#app/features/accounts/account.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { plainText } from '#app/file-response.ts'
import { paths } from '#app/paths.ts'

/** What is behind a login, for developers, opened by a link that is someone's own, or an answer to a question. */
const notToSearch = [
  ...Object.values(homes),
  // eslint-disable-next-line house/no-literal-address -- no page has this address: what is below it is for developers
  '/dev',
  paths.public.search(),
  paths.public.logIn(),
  paths.public.secondStep(),
  paths.public.logOut(),
  paths.public.forgotPassword(),
  paths.public.invitation(),
  paths.public.newPassword(),
]

/** For programs that go through the site (RFC 9309): where they need not come, and where the list of pages is. */
export const loader = forEveryone(async ({ origin }) =>
  plainText(
    [
      'User-agent: *',
      ...notToSearch.map((path) => `Disallow: ${path}`),
      '',
      `Sitemap: ${origin}${paths.public.sitemap()}`,
      '',
    ].join('\n'),
  ),
)
