import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { whyNot } from '#app/acts/who-may.ts'
import { NotAllowed } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { NewAmendmentPage } from '#app/features/changes/amendments/NewAmendmentPage.tsx'
import { planBeforeCouncil } from '#app/features/changes/amendments/amendment-view.server.ts'
import { enterAmendment } from '#app/features/changes/amendments/enter-amendment.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import fileStyles from '#app/features/changes/decision-file/decision-file.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(fileStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Nieuw amendement')

export const loader = onlyFor('council', async ({ db, municipality, params, actor }) => {
  const why = whyNot(enterAmendment.definition.by, actor)
  if (why !== null) throw new NotAllowed(why)
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title } = process
  return { slug, title, madeOn: await planBeforeCouncil(db, process), formKey: uuid() }
})

export const action = formAction('council', {
  acts: [enterAmendment],
  done: {
    // On to its text; of the paragraph that someone began at, right away.
    enterAmendment: ({ id }, { visit: { params, url } }) => {
      const number = url.searchParams.get('alinea')
      const page = paths.council.amendment(params.slug ?? '', id)
      return { to: number === null ? page : withQuery(page, { vraag: 'tekst', alinea: number }) }
    },
  },
})

export default function NewAmendment() {
  return <NewAmendmentPage {...useLoaderData<typeof loader>()} />
}
