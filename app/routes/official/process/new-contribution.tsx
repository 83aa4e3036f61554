import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { freeKindOfWord } from '#app/features/contributions/free-contribution.ts'
import { NewContributionPage } from '#app/features/contributions/NewContributionPage.tsx'
import { registerFreeContribution } from '#app/features/contributions/register-free-contribution.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import newContributionStyles from '#app/features/contributions/new-contribution.css?url'

export const links = () => stylesheets(newContributionStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inbreng registreren, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, url, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    return {
      process: { slug: process.slug, title: process.title },
      kind: freeKindOfWord(url.searchParams.get('soort'))?.kind ?? null,
      begin: { receivedOn: formatDate(today(now)), key: uuid() },
    }
  },
  'processor',
)

export const action = formAction('official', {
  acts: [registerFreeContribution],
  given({ url }) {
    const free = freeKindOfWord(url.searchParams.get('soort'))
    if (!free) throw new NotFound()
    return { kind: free.kind }
  },
  done: {
    registerFreeContribution: ({ id }, { visit: { params } }) => ({
      to: paths.official.process.origin(params.slug ?? '', id),
    }),
  },
})

export default function NewContribution() {
  return <NewContributionPage {...useLoaderData<typeof loader>()} />
}
