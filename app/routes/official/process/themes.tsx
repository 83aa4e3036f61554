import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { markOfOrder, orderThemes, removeTheme, renameTheme } from '#app/features/points/change-theme.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { ThemesPage, type ThemesView } from '#app/features/points/ThemesPage.tsx'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import themesStyles from '#app/features/points/themes.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(workStyles, themesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Thema’s, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async (visit): Promise<ThemesView> => {
  const { db, municipality, params, url } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const themes = await themesOf(db, process)
  return {
    process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
    counts: await workCounts(db, process),
    themes,
    mark: markOfOrder(themes),
    isOrdered: saidHere(visit)?.code === 'orderThemes',
    another: url.searchParams.has('nog'),
  }
})

export const action = formAction('official', {
  acts: [addTheme, renameTheme, orderThemes, removeTheme],
  done: { addTheme: (_, { visit }) => ({ to: `${visit.url.pathname}?nog`, say: null }) },
})

export default function Themes() {
  return <ThemesPage view={useLoaderData<typeof loader>()} />
}
