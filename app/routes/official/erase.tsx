import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { dueForErasure } from '#app/features/retention/due.server.ts'
import { eraseDue } from '#app/features/retention/erase-due.server.ts'
import { ErasePage, type EraseView } from '#app/features/retention/ErasePage.tsx'
import { retentionKinds } from '#app/features/retention/retention.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Wissen')

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, now }): Promise<EraseView> => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const kind = retentionKinds.find((each) => each === params.kind)
    const [due] = kind ? await dueForErasure(db, municipality.id, now, { processId: process.id, kind }) : []
    if (!due) throw new NotFound()
    return due
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
