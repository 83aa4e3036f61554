import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { PreviewPage } from '#app/features/partners/asking/PreviewPage.tsx'
import { questionnaireOf } from '#app/features/partners/queries.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formatDateLong } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Voorbeeld van de vragen, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const questionnaire = await questionnaireOf(db, process)
  if (!questionnaire) throw new NotFound()
  const { intro, closesOn, questions } = questionnaire
  return {
    process: { slug: process.slug, title: process.title },
    intro,
    closesInWords: closesOn && formatDateLong(closesOn),
    questions,
  }
})

export default function PartnerPreview() {
  return <PreviewPage {...useLoaderData<typeof loader>()} />
}
