import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NotFound } from '#app/errors.server.ts'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { myPoints } from '#app/features/answers/my-points.server.ts'
import { MyPointPage } from '#app/features/answers/MyPointPage.tsx'
import { pointOutcome } from '#app/features/answers/point-outcome.ts'
import { pointPath } from '#app/features/answers/point-path.ts'
import { changesOfPoints } from '#app/features/changes/point-changes.server.ts'
import { decisionPhase } from '#app/features/contributions/decision-phase.server.ts'
import { myReaction } from '#app/features/contributions/my-reaction.server.ts'
import { readInsightCookie } from '#app/features/contributions/insight-cookie.server.ts'
import { readInsight } from '#app/features/contributions/open-reaction.server.ts'
import { channelForSender } from '#app/features/contributions/reaction-words.ts'
import { readersVersion } from '#app/features/plans/versions/readers-version.server.ts'
import { findPublicProcess } from '#app/features/processes/public-queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import myPointStyles from '#app/features/answers/my-point.css?url'
import reactionStyles from '#app/features/contributions/reaction.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'

export const links = () => stylesheets(reactionStyles, changedTextStyles, myPointStyles)

/** A point of the reaction that was opened with its code on this device; without that the page asks for the code. */
export const loader = forEveryone(async ({ db, municipality, context, request, now, params }) => {
  const site = { municipalityId: municipality.id, secret: context.secret }
  const contributionId = readInsight(site, readInsightCookie(request.headers.get('cookie')), now)
  const reaction = contributionId === null ? null : await myReaction(db, municipality.id, contributionId)
  if (!reaction) throw redirect(paths.public.myReaction(), 302)
  const points = await myPoints(db, municipality.id, reaction)
  const point = /^[1-9]\d{0,3}$/.test(params.place ?? '') ? points[Number(params.place) - 1] : undefined
  if (!point) throw new NotFound()
  const process = await findPublicProcess(db, municipality.id, reaction.process.slug, { drafts: true })
  if (!process) throw new NotFound()
  const [changes, { version, isAdopted }, decision] = await Promise.all([
    changesOfPoints(db, process, [point.id]),
    readersVersion(db, process),
    decisionPhase(db, process),
  ])
  return {
    view: {
      ...{ slug: process.slug, processTitle: process.title, point, decision },
      publicHref: pointPath(process.slug, point.number),
      asked: { on: formatDate(today(reaction.receivedAt)), by: channelForSender(reaction.channel) },
      answeredOn: reaction.publishedAt ? formatDate(today(reaction.publishedAt)) : '',
      changes: changes.get(point.id) ?? [],
      ...{ version, isAdopted },
    },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? pointOutcome(data.view.point.disposition, data.view.changes.length > 0) : 'Mijn reactie')

export default function MyPoint() {
  return <MyPointPage view={useLoaderData<typeof loader>().view} />
}
