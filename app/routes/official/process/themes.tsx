import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { addTheme } from '#app/features/points/add-theme.server.ts'
import { moveTheme, removeTheme, renameTheme } from '#app/features/points/change-theme.server.ts'
import { themesOf, workCounts } from '#app/features/points/queries.server.ts'
import { ThemesPage, type ThemesView } from '#app/features/points/ThemesPage.tsx'
import { can } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import themesStyles from '#app/features/points/themes.css?url'

export const links = () => stylesheets(workStyles, themesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Thema’s, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url }): Promise<ThemesView> => {
  const process = await processBySlug(db, municipality.id, params.slug)
  return {
    process: { slug: process.slug, title: process.title, isFixed: !can.answer(process.state) },
    counts: await workCounts(db, process),
    themes: await themesOf(db, process),
    another: url.searchParams.has('nog'),
  }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const form = await request.formData()
    const [intent, themeId, name] = ['actie', 'thema', 'naam'].map((field) =>
      String(form.get(field) ?? '').replaceAll('\0', ''),
    )
    const one = { process, themeId: themeId ?? '' }
    try {
      if (intent === 'voeg-toe') await addTheme(db, actor, { process, name: name ?? '' }, now)
      else if (intent === 'hernoem') await renameTheme(db, actor, { ...one, name: name ?? '' }, now)
      else if (intent === 'omhoog' || intent === 'omlaag')
        await moveTheme(db, actor, { ...one, direction: intent === 'omhoog' ? 'up' : 'down' }, now)
      else if (intent === 'haal-weg') await removeTheme(db, actor, one, now)
      else throw new NotFound()
    } catch (error) {
      const errors = errorsOfRefusal(error)
      return data({ intent: intent ?? '', themeId: themeId ?? '', name: name ?? '', errors }, { status: 400 })
    }
    return redirect(`/ambtenaar/trajecten/${process.slug}/themas${intent === 'voeg-toe' ? '?nog' : ''}`, 303)
  },
  'processor',
)

export default function Themes() {
  return <ThemesPage view={useLoaderData<typeof loader>()} back={useActionData<typeof action>() ?? null} />
}
