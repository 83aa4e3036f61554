import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { actOnImport } from '#app/features/partners/appendix/act-on-import.server.ts'
import { importView } from '#app/features/partners/appendix/import-view.server.ts'
import { PartnerImportPage } from '#app/features/partners/appendix/PartnerImportPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import bookStyles from '#app/features/partners/book/book.css?url'
import askingStyles from '#app/features/partners/asking/asking.css?url'

export const links = () => stylesheets(workStyles, bookStyles, askingStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inbreng van partners inlezen, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', importView)

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const answer = await actOnImport({ db, by: actor, process, form: await request.formData(), now })
    if ('goTo' in answer) return redirect(answer.goTo, 303)
    const isRefused = Object.keys(answer.errors).length > 0 || (answer.preview?.errors.length ?? 0) > 0
    return data(answer, { status: isRefused ? 400 : 200 })
  },
  'processor',
)

export default function PartnerImport() {
  return <PartnerImportPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
