import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { attachedToParagraphs } from '#app/features/answers/attached-to-paragraphs.server.ts'
import { ComparedWhy } from '#app/features/changes/ComparedWhy.tsx'
import { comparedReasons } from '#app/features/changes/compared-reasons.server.ts'
import { reasonPath } from '#app/features/changes/reason-address.ts'
import type { Comparison } from '#app/features/plans/versions/compare-versions.server.ts'
import { filterOf } from '#app/features/plans/versions/changes-in-words.ts'
import { ComparePage, type ComparePageView } from '#app/features/plans/versions/ComparePage.tsx'
import { compareView } from '#app/features/plans/versions/compare-view.server.ts'
import { reopenOrigins, settleDoubts, settleOrigin } from '#app/features/plans/versions/settle-origins.server.ts'
import { settleRow } from '#app/features/plans/versions/settle-rows.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction, type After } from '#app/forms/form-action.server.ts'
import { saidHere, type Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import compareStyles from '#app/features/plans/versions/compare.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(compareStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat verandert er, ${data?.title ?? ''}`)

type View = ComparePageView & { why: Awaited<ReturnType<typeof comparedReasons>> }

export const loader = onlyFor('official', async (visit): Promise<View> => {
  const { db, municipality, params, url, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const since: { compared: Comparison | null } = { compared: null }
  const view = await compareView(
    db,
    process,
    {
      version: url.searchParams.get('versie'),
      filter: filterOf(url.searchParams.get('soort')),
      chapter: url.searchParams.get('hoofdstuk') || null,
      page: Math.floor(Number(url.searchParams.get('pagina') ?? '1')) || 1,
    },
    (compared) => {
      since.compared = compared
    },
  )
  // There is nothing to compare the first version with.
  const { compared } = since
  if (!view || !compared) throw redirect(paths.official.process.plan(process.slug))
  const shown = view.changes.flatMap(({ olds }) => olds.map(({ id }) => id))
  const [{ each }, { all }] = await Promise.all([
    attachedToParagraphs(db, process, shown),
    attachedToParagraphs(db, process, view.doubtfulOlds),
  ])
  return {
    ...view,
    slug: process.slug,
    title: process.title,
    attached: each,
    atDoubts: all,
    done: doneOf(saidHere(visit)),
    why: await comparedReasons(
      db,
      process,
      actor,
      compared,
      view.changes.map(({ key }) => key),
    ),
  }
})

function doneOf(said: Said | null): ComparePageView['done'] {
  const count = Number(said?.facts.count ?? 0)
  const settled = typeof said?.facts.settled === 'string' ? said.facts.settled : null
  if (said?.code === 'reopenOrigins')
    return { says: count === 1 ? 'De vraag staat weer open.' : `${count} vragen staan weer open.`, settled: null }
  if (said?.code !== 'settled') return null
  if (count === 0) return { says: 'Dat stond er al.', settled: null }
  return { says: count === 1 ? 'Bewaard.' : `${count} voorstellen overgenomen.`, settled }
}

const settledAt = (
  { settled, count }: { settled: string | null; count: number },
  search: string,
  path: string,
): After => ({
  to: path + search,
  say: 'settled',
  facts: { count, ...(settled !== null && { settled }) },
})

export const action = formAction('official', {
  acts: [settleOrigin, settleRow, settleDoubts, reopenOrigins],
  done: {
    settleOrigin: (value, { visit: { url } }) => settledAt(value, searchOf(url), pathOf(url)),
    settleRow: (value, { visit: { url } }) => settledAt(value, searchOf(url), pathOf(url)),
    settleDoubts: (value, { visit: { url } }) => settledAt(value, searchOf(url), pathOf(url)),
    reopenOrigins: ({ count }, { visit: { url } }) => ({ to: pathOf(url) + searchOf(url), facts: { count } }),
  },
})

const pathOf = ({ pathname }: URL) => pathname.replace(/\.data$/, '')

/** The list stays as it was filtered. */
function searchOf({ searchParams }: URL): string {
  const kept = new URLSearchParams(
    [...searchParams].filter(([name]) => ['soort', 'hoofdstuk', 'pagina'].includes(name)),
  )
  return kept.size === 0 ? '' : `?${kept.toString()}`
}

export default function Compare() {
  const { why, ...view } = useLoaderData<typeof loader>()
  const { slug, version } = view
  const reasonAt = (part: string) => reasonPath(slug, version.isForEditors ? null : version.ordinal, part)
  return (
    <ComparePage
      view={view}
      whyOf={({ key, olds, news }) => {
        const reason = why.reasons[key]
        const numbers = (news.length > 0 ? news : olds).map(({ number }) => number)
        return reason && <ComparedWhy {...{ reason, slug, numbers }} href={why.maySet ? reasonAt(key) : null} />
      }}
    />
  )
}
