import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { atQuery } from '#app/features/desk/desk-address.ts'
import { DeskViewsPage } from '#app/features/desk/DeskViewsPage.tsx'
import { keepView, mayShareViews, removeView, renameView, viewsFor } from '#app/features/desk/desk-views.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findStyles from '#app/features/desk/desk-find.css?url'

export const links = () => stylesheets(workStyles, findStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Weergaven, ${data?.process.title ?? ''}`)

const says = new Map([
  ['renameView', 'De weergave heeft een andere naam.'],
  ['removeView', 'De weergave is weg. De punten zijn gebleven.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const views = await viewsFor(db, process, actor.id)
  return {
    process: { slug: process.slug, title: process.title },
    views: views.map((view) => ({ ...view, mayChange: view.isShared ? mayShareViews(actor) : view.isOwn })),
    mayShare: mayShareViews(actor),
    said: says.get(saidHere(visit)?.code ?? '') ?? null,
  }
})

export const action = formAction('official', {
  acts: [keepView, renameView, removeView],
  done: {
    keepView: ({ query }, { visit: { params } }) => ({
      to: atQuery(paths.official.process.points(params.slug ?? ''), query),
      say: null,
    }),
  },
})

export default function DeskViews() {
  return <DeskViewsPage {...useLoaderData<typeof loader>()} />
}
