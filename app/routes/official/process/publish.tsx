import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { leaveFindingOut, leaveKindsOut } from '#app/features/answers/leave-finding-out.server.ts'
import { letFindingThrough } from '#app/features/answers/let-finding-through.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { PublishPage } from '#app/features/answers/PublishPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere, type Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { publicationParts, publishAnswers } from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findingsStyles from '#app/features/contributions/findings.css?url'
import publishStyles from '#app/features/answers/publish.css?url'

export const links = () => stylesheets(workStyles, findingsStyles, publishStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(
    matches,
    `${data?.isPublished ? 'Antwoorden zijn openbaar' : 'Antwoorden openbaar maken'}, ${data?.process.title ?? ''}`,
  )

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, now, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const mayPublish = hasInnerRole(actor, 'approver')
  const view = await publishView(db, process, now, publicationParts)
  return {
    ...view,
    mayPublish,
    mayAnswer: hasInnerRole(actor, 'processor'),
    approvers: mayPublish ? [] : await approverNames(db, municipality.id),
    said: saidOf(saidHere(visit)),
  }
})

/** What was done with a finding, in words. */
function saidOf(said: Said | null): string | null {
  const places = Number(said?.facts.places ?? 0)
  if (!said || places < 1) return null
  const where = places === 1 ? 'Op 1 plek' : `Op ${places.toLocaleString('nl-NL')} plekken`
  return said.code === 'letFindingThrough' ? `${where} mag dit openbaar worden.` : `${where} weggelaten.`
}

const decided = ({ places }: { places: number }, { visit }: { visit: Visit }) => ({
  to: `${paths.official.process.publish(visit.params.slug ?? '')}#persoonsgegevens`,
  facts: { places },
})

// Who may publish is asked by the act itself: to look at what was found, others may do as well.
export const action = formAction('official', {
  acts: [publishAnswers, leaveFindingOut, leaveKindsOut, letFindingThrough],
  done: { leaveFindingOut: decided, leaveKindsOut: decided, letFindingThrough: decided },
})

export default function Publish() {
  return <PublishPage view={useLoaderData<typeof loader>()} />
}
