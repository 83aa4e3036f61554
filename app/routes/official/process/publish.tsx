import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v4 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { createPublication, publicationPreparers } from '#app/features/answers/draft-publication.server.ts'
import { setRedactionNeedsTwo } from '#app/features/answers/make-redaction-final.server.ts'
import { PublicationsPage } from '#app/features/answers/PublicationsPage.tsx'
import { publicationsView } from '#app/features/answers/publications-view.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { finishProcess, publicationParts } from '#app/room-parts.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import publishStyles from '#app/features/answers/publish.css?url'

export const links = () => stylesheets(workStyles, publishStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Antwoorden openbaar maken, ${data?.process.title ?? ''}`)

const says: Record<string, string> = {
  finishProcess: 'Het traject is afgerond.',
  removePublication: 'De publicatie is weggehaald. Er was nog niets van openbaar.',
  setRedactionNeedsTwo: 'Bewaard.',
}

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, actor, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  return {
    ...(await publicationsView(db, process, actor, now, publicationParts)),
    mayPrepare: publicationPreparers.some((role) => hasInnerRole(actor, role)),
    mayPublish: hasInnerRole(actor, 'approver'),
    key: uuid(),
    said: says[saidHere(visit)?.code ?? ''] ?? null,
  }
})

export const action = formAction('official', {
  acts: [createPublication, finishProcess, setRedactionNeedsTwo],
  done: {
    createPublication: ({ id }, { visit: { params } }) => ({
      to: paths.official.process.publication(params.slug ?? '', id),
      say: null,
    }),
  },
})

export default function Publications() {
  return <PublicationsPage view={useLoaderData<typeof loader>()} />
}
