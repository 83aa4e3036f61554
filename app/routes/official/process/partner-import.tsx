import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { importPartnerInput } from '#app/features/partners/import/import-partner-input.server.ts'
import { importView } from '#app/features/partners/import/import-view.server.ts'
import { PartnerImportPage } from '#app/features/partners/import/PartnerImportPage.tsx'
import { previewPartnerInput } from '#app/features/partners/import/preview-partner-input.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, bookStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inbreng van partners inlezen, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', importView)

export const action = formAction('official', {
  acts: [previewPartnerInput, importPartnerInput],
  done: {
    previewPartnerInput: (preview) => ({ show: preview }),
    importPartnerInput: (facts, { visit }) => ({
      to: paths.official.process.partnerImport(visit.params.slug ?? ''),
      facts,
    }),
  },
})

export default function PartnerImport() {
  return <PartnerImportPage view={useLoaderData<typeof loader>()} />
}
