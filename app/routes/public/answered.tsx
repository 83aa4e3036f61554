import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { answeredView, findPublishedProcess, queryOfCountedPage } from '#app/features/answers/answered-view.server.ts'
import { AnsweredPage } from '#app/features/answers/AnsweredPage.tsx'
import { NotYetAnswered } from '#app/features/answers/NotYetAnswered.tsx'
import { changesOfPoints } from '#app/features/changes/point-changes.server.ts'
import { withFilter } from '#app/features/points/register-filter.ts'
import { stage as stageOf } from '#app/features/processes/process.ts'
import { visibleProcess } from '#app/features/processes/visible-process.server.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import answeredStyles from '#app/features/answers/answered.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'

export const links = () => stylesheets(changedTextStyles, answeredStyles)

export const loader = forEveryone(async ({ db, municipality, params, now, url }) => {
  const published = await findPublishedProcess(db, municipality.id, params.slug)
  if (published) {
    const { slug, title } = published
    const moved = await queryOfCountedPage(db, published, url.searchParams)
    if (moved !== null) throw redirect(withFilter(paths.public.answered(slug), moved), 301)
    const view = await answeredView(db, published, url.searchParams, await changesOfPoints(db, published))
    // The menu marks where a finished plan stands by its stage.
    return { stage: stageOf(published, now), title, waiting: null, view }
  }
  // Nobody sees this of a draft: there is nothing in it yet.
  const process = await visibleProcess(db, { municipalityId: municipality.id, actor: null }, params.slug, now)
  const { slug, title, stage, answersExpected, term } = process
  if (stage === 'answered') throw new NotFound()
  return {
    stage,
    title,
    waiting: { slug, title, stage, answersExpected, lastDay: term && formatDate(term.lastDay) },
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
