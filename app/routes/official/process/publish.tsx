import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Refused } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { readFindingForm, readKindsForm } from '#app/features/answers/finding-form.ts'
import { leaveFindingOut, leaveKindsOut } from '#app/features/answers/leave-finding-out.server.ts'
import { letFindingThrough } from '#app/features/answers/let-finding-through.server.ts'
import { publishAnswers } from '#app/features/answers/publish-answers.server.ts'
import { publishView } from '#app/features/answers/publish-view.server.ts'
import { PublishPage } from '#app/features/answers/PublishPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { approverNames } from '#app/features/processes/release-facts.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { publicationParts } from '#app/room-parts.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(
    matches,
    `${data?.isPublished ? 'Antwoorden zijn openbaar' : 'Antwoorden openbaar maken'}, ${data?.process.title ?? ''}`,
  )

export const loader = onlyFor('official', async ({ db, municipality, params, now, actor, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const mayPublish = hasInnerRole(actor, 'approver')
  const view = await publishView(db, process, now, publicationParts)
  return {
    ...view,
    mayPublish,
    mayAnswer: hasInnerRole(actor, 'processor'),
    approvers: mayPublish ? [] : await approverNames(db, municipality.id),
    said: saidOf(url.searchParams),
  }
})

/** What was done with a finding, in words. */
function saidOf(params: URLSearchParams): string | null {
  const places = Number(params.get('plekken'))
  if (!Number.isInteger(places) || places < 1) return null
  const where = places === 1 ? 'Op 1 plek' : `Op ${places.toLocaleString('nl-NL')} plekken`
  return params.get('na') === 'weggelaten'
    ? `${where} weggelaten.`
    : params.get('na') === 'openbaar'
      ? `${where} mag dit openbaar worden.`
      : null
}

// Who may publish is asked by the act itself: to look at what was found, others may do as well.
export const action = onlyFor('official', async ({ db, municipality, params, actor, now, origin, request }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const here = paths.official.process.publish(process.slug)
  const form = await request.formData()
  const [finding, kinds] = [readFindingForm(form), readKindsForm(form)]
  const decided = (what: 'weggelaten' | 'openbaar', places: number) =>
    redirect(`${here}?na=${what}&plekken=${places}#persoonsgegevens`, 303)
  try {
    if (kinds !== null) return decided('weggelaten', (await leaveKindsOut(db, actor, { process, kinds }, now)).places)
    if (finding === null) {
      await publishAnswers(db, actor, { process, baseUrl: origin }, now, publicationParts)
      return redirect(here, 303)
    }
    const { findingId, reason, everywhere } = finding
    const isLeftOut = finding.intent === 'weglaten'
    const { places } = isLeftOut
      ? await leaveFindingOut(db, actor, { process, findingId, everywhere }, now)
      : await letFindingThrough(db, actor, { process, findingId, reason, everywhere }, now)
    return decided(isLeftOut ? 'weggelaten' : 'openbaar', places)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const back = finding && error.field === 'reden' ? { ...finding, message: error.message } : null
    return data(
      {
        refusal: error.message,
        title: (finding ?? kinds) ? 'Dit ging niet' : 'De antwoorden zijn niet openbaar gemaakt',
        back,
      },
      { status: 400 },
    )
  }
})

export default function Publish() {
  return <PublishPage view={useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
