import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredView, queryOfCountedPage } from '#app/features/answers/answered-view.server.ts'
import { AnsweredPage } from '#app/features/answers/AnsweredPage.tsx'
import { NotYetAnswered } from '#app/features/answers/NotYetAnswered.tsx'
import { withFilter } from '#app/features/points/register-filter.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import answeredStyles from '#app/features/answers/answered.css?url'

export const links = () => stylesheets(answeredStyles)

export const loader = forEveryone(async ({ db, municipality, params, now, url }) => {
  // Nobody sees this of a draft: there is nothing in it yet.
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor: null }, params.slug, now)
  const { slug, title, stage, answersExpected, lastDay } = process
  if (stage === 'answered') {
    const moved = await queryOfCountedPage(db, process, url.searchParams)
    if (moved !== null) throw redirect(withFilter(paths.public.answered(slug), moved), 301)
    return { stage, title, waiting: null, view: await answeredView(db, process, url.searchParams) }
  }
  return {
    stage,
    title,
    waiting: { slug, title, stage, answersExpected, lastDay: lastDay && formatDate(lastDay) },
    view: null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat is ermee gedaan? ${data?.title ?? ''}`)

export default function Answered() {
  const { waiting, view } = useLoaderData<typeof loader>()
  if (view) return <AnsweredPage view={view} />
  return waiting && <NotYetAnswered {...waiting} />
}
