import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { takeInKinds } from '#app/features/desk/exchange/take-in-fields.ts'
import { takeInSlugs } from '#app/features/desk/exchange/take-in.ts'
import { previewTakeIn, readTakeInFile, takeInFile } from '#app/features/desk/exchange/take-in-file.server.ts'
import { TakeInPage, type TakeInView } from '#app/features/desk/exchange/TakeInPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import takeInStyles from '#app/features/desk/exchange/take-in.css?url'

export const links = () => stylesheets(workStyles, takeInStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inlezen en ophalen, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async (visit): Promise<TakeInView> => {
  const { db, municipality, params, url, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const said = saidHere(visit)
  const [fresh, same] = [Number(said?.facts.fresh), Number(said?.facts.same)]
  return {
    process: { slug: process.slug, title: process.title },
    counts: await workCounts(db, process),
    kind: takeInKinds.find((kind) => takeInSlugs[kind] === url.searchParams.get('soort')) ?? 'reactions',
    mayTakeIn: hasInnerRole(actor, 'processor'),
    said:
      said?.code !== 'takeInFile'
        ? null
        : fresh === 0
          ? 'Alles in dit bestand stond al zo in Saomen. Er is niets veranderd.'
          : `Ingelezen: ${fresh === 1 ? '1 rij' : `${fresh} rijen`}.${same > 0 ? ` ${same} bleven gelijk.` : ''}`,
  }
})

export const action = formAction('official', {
  acts: [readTakeInFile, previewTakeIn, takeInFile],
  done: {
    readTakeInFile: (preview) => ({ show: preview }),
    previewTakeIn: (preview) => ({ show: preview }),
    takeInFile: ({ kind, fresh, same }, { visit: { params } }) => ({
      to: withQuery(paths.official.process.takeIn(params.slug ?? ''), { soort: takeInSlugs[kind] }),
      facts: { fresh, same },
    }),
  },
})

export default function TakeIn() {
  return <TakeInPage view={useLoaderData<typeof loader>()} />
}
