import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { askAdviceAddress } from '#app/features/desk/advice/advice.ts'
import { chooseForAdvice } from '#app/features/desk/bulk/choose-for-advice.server.ts'
import { chooseForBulk } from '#app/features/desk/bulk/choose-points.server.ts'
import { DONE_FROM } from '#app/features/desk/bulk/bulk.ts'
import { doneBulks } from '#app/features/desk/bulk/done-bulks.server.ts'
import { DoneBulks, type DoneBulksView } from '#app/features/desk/bulk/DoneBulks.tsx'
import { undoBulk } from '#app/features/desk/bulk/undo-bulk.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import bulkStyles from '#app/features/desk/bulk/bulk.css?url'

export const links = () => stylesheets(bulkStyles)

export const loader = onlyFor('official', async ({ db, municipality, params, actor, url }): Promise<DoneBulksView> => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const done = await doneBulks(db, process, { by: actor, from: url.searchParams.get(DONE_FROM) })
  return { ...done, slug: process.slug, isFixed: !processAllows.answer(process.state) }
})

type Chosen = { id: string; filter: string }

export const action = formAction('official', {
  acts: [chooseForBulk, chooseForAdvice, undoBulk],
  done: {
    chooseForBulk: ({ id, filter }: Chosen, { visit }) => ({ to: toBulk(visit.params.slug, id, filter), say: null }),
    chooseForAdvice: ({ pointIds, filter }: { pointIds: string[]; filter: string }, { visit }) => ({
      to: askAdviceAddress(visit.params.slug ?? '', { pointIds, filter }),
      say: null,
    }),
    undoBulk: ({ id, filter }: Chosen, { visit }) => ({ to: toBulk(visit.params.slug, id, filter), say: null }),
  },
})

const toBulk = (slug: string | undefined, id: string, filter: string) =>
  paths.official.process.bulk(slug ?? '', id) + (filter === '' ? '' : `?${filter}`)

export default function BulkChanges() {
  return <DoneBulks {...useLoaderData<typeof loader>()} />
}
