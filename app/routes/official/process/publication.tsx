import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor, type Visit } from '#app/features/accounts/guard.server.ts'
import { completeSteps } from '#app/features/answers/complete-steps.server.ts'
import {
  changePublication,
  publicationPreparers,
  removePublication,
} from '#app/features/answers/draft-publication.server.ts'
import { letFindingThrough } from '#app/features/answers/let-finding-through.server.ts'
import { makeRedactionFinal } from '#app/features/answers/make-redaction-final.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { PublishPage } from '#app/features/answers/PublishPage.tsx'
import { releasePoints } from '#app/features/answers/release-points.server.ts'
import { atQuery } from '#app/features/desk/desk-address.ts'
import { allPoints, deskQuery, type DeskFilter } from '#app/features/desk/desk-filter.ts'
import { registerQuery, withFilter } from '#app/features/points/register-filter.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere, type Said } from '#app/forms/said.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { leaveFindingOut, leaveKindsOut, publicationParts, publishPublication } from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import findingsStyles from '#app/features/contributions/findings.css?url'
import publishStyles from '#app/features/answers/publish.css?url'

export const links = () => stylesheets(workStyles, findingsStyles, publishStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `${data?.publication.title ?? ''}, ${data?.process.title ?? ''}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, now, actor } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const mayPublish = hasInnerRole(actor, 'approver')
  const view = await publishView(db, process, params.publicationId, actor, now, publicationParts)
  return {
    ...view,
    lists: listsOf(process.slug, view),
    mayPublish,
    mayPrepare: publicationPreparers.some((role) => hasInnerRole(actor, role)),
    mayAnswer: hasInnerRole(actor, 'processor'),
    accountId: actor.id,
    approvers: mayPublish ? [] : await approverNames(db, municipality.id),
    said: saidOf(saidHere(visit)),
  }
})

/** Where what is missing stands, of each sort: in the register, or in the list of all points. */
function listsOf(slug: string, { publication: { rounds }, steps }: Awaited<ReturnType<typeof publishView>>) {
  const pointsWith = (chosen: Partial<DeskFilter>) =>
    atQuery(paths.official.process.points(slug), deskQuery({ ...allPoints, round: rounds, ...chosen }))
  const answered = ['answered', 'released']
  const [round, ...others] = rounds
  return {
    // The register shows one round or all.
    unsplit: withFilter(
      paths.official.process.register(slug),
      registerQuery({ state: 'open', formal: 'none', round: others.length === 0 ? round : undefined }),
    ),
    unanswered: pointsWith({ state: ['open'] }),
    answered: pointsWith({ state: answered }),
    unreleased: pointsWith({ state: ['answered'] }),
    steps: steps.map((_, index) => pointsWith({ state: answered, step: [String(index + 1)] })),
    unapproved: pointsWith({ state: answered, step: steps.map((_, index) => String(index + 1)) }),
  }
}

/** What was done, in words. */
function saidOf(said: Said | null): string | null {
  const number = Number(said?.facts.number ?? 0)
  if (!said) return null
  if (said.code === 'changePublication') return 'Bewaard.'
  if (number < 1) return null
  const shown = number.toLocaleString('nl-NL')
  const where = number === 1 ? 'Op 1 plek' : `Op ${shown} plekken`
  if (said.code === 'letFindingThrough') return `${where} mag dit openbaar worden.`
  if (said.code === 'releasePoints') return number === 1 ? '1 punt vrijgegeven.' : `${shown} punten vrijgegeven.`
  if (said.code === 'completeSteps')
    return number === 1 ? '1 antwoord is door alle stappen.' : `${shown} antwoorden zijn door alle stappen.`
  if (said.code === 'makeRedactionFinal')
    return number === 1 ? '1 weglating is definitief.' : `${shown} weglatingen zijn definitief.`
  return `${where} weggelaten.`
}

const hereOf = ({ params }: Visit) => paths.official.process.publication(params.slug ?? '', params.publicationId ?? '')

const decided = ({ places }: { places: number }, { visit }: { visit: Visit }) => ({
  to: `${hereOf(visit)}#persoonsgegevens`,
  facts: { number: places },
})

// Who may sign is asked by the act itself: to look at what was found, others may do as well.
export const action = formAction('official', {
  acts: [
    publishPublication,
    changePublication,
    removePublication,
    releasePoints,
    completeSteps,
    makeRedactionFinal,
    leaveFindingOut,
    leaveKindsOut,
    letFindingThrough,
  ],
  done: {
    leaveFindingOut: decided,
    leaveKindsOut: decided,
    letFindingThrough: decided,
    releasePoints: ({ points }, { visit }) => ({ to: hereOf(visit), facts: { number: points } }),
    completeSteps: ({ points }, { visit }) => ({ to: hereOf(visit), facts: { number: points } }),
    makeRedactionFinal: ({ pieces }, { visit }) => ({ to: hereOf(visit), facts: { number: pieces } }),
    removePublication: (_, { visit: { params } }) => ({ to: paths.official.process.publish(params.slug ?? '') }),
  },
})

export default function Publication() {
  return <PublishPage view={useLoaderData<typeof loader>()} />
}
