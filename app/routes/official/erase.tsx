import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { dueForErasure, rowsDue } from '#app/features/retention/due.server.ts'
import { eraseDue } from '#app/features/retention/erase-due.server.ts'
import { ErasePage, type EraseView } from '#app/features/retention/ErasePage.tsx'
import { retentionKinds, type RetentionKind } from '#app/features/retention/retention.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import retentionStyles from '#app/features/retention/retention.css?url'

export const links = () => stylesheets(retentionStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Wissen')

const PER_PAGE = 50

const { split, sourceFiles, publicPoint, askedAdvice } = paths.official.process
/** Where someone can look at what would go. */
const pageOf: Record<RetentionKind, (slug: string, id: string) => string> = {
  contactAddress: split,
  advice: (slug, id) => `${askedAdvice(slug)}#advies-${id}`,
  sourceFile: sourceFiles,
  formerWording: publicPoint,
  contribution: split,
}

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, url, now }): Promise<EraseView> => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const kind = retentionKinds.find((each) => each === params.kind)
    if (!kind) throw new NotFound()
    const found = await dueForErasure(db, municipality.id, now, { only: { processId: process.id, kind } })
    const [due] = found.due
    if (!due) throw new NotFound()
    const rows = await rowsDue(db, process, kind, { after: url.searchParams.get('na'), limit: PER_PAGE + 1 })
    const shown = rows.slice(0, PER_PAGE)
    return {
      ...due,
      rows: shown.map(({ key, number, at, about }) => ({
        ...{ key, number, on: at && formatDate(today(at)) },
        href: about === null ? null : pageOf[kind](process.slug, about),
      })),
      after: rows.length > PER_PAGE ? (shown.at(-1)?.key ?? null) : null,
    }
  },
  'administrator',
)

export const action = formAction('official', {
  acts: [eraseDue],
  done: { eraseDue: () => ({ to: paths.official.retention() }) },
})

export default function Erase() {
  return <ErasePage view={useLoaderData<typeof loader>()} />
}
