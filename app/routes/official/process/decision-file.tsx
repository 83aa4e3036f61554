import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { whyNot } from '#app/acts/who-may.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { FilePage } from '#app/features/changes/decision-file/FilePage.tsx'
import { HandOver } from '#app/features/changes/decision-file/HandOver.tsx'
import { officialFile } from '#app/features/changes/decision-file/file-page.server.ts'
import { handOverFile, handOverState } from '#app/features/changes/decision-file/hand-over.server.ts'
import { matchMotivation, unmatchMotivation } from '#app/features/changes/decision-file/match-motivation.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import fileStyles from '#app/features/changes/decision-file/decision-file.css?url'

export const handle: Handle = { interactive: true }

export const links = () => stylesheets(fileStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Besluitdossier, ${data?.view.title ?? ''}`)

const says: Record<string, string> = {
  matchMotivation: 'Gekoppeld.',
  unmatchMotivation: 'Die koppeling is weg.',
  handOverFile: 'Het dossier is overgedragen. Raadsleden kunnen het nu lezen.',
}

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url, actor, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const mayMatch = whyNot(matchMotivation.definition.by, actor) === null
  const view = await officialFile(db, process, {
    ...{ municipality, actor, now, mayMatch },
    chapter: url.searchParams.get('hoofdstuk'),
  })
  const plan = await storedPlan(db, process)
  const isOpen = plan !== null && plan.ordinal > 1 && process.state !== 'withdrawn'
  return {
    view: { ...view, says: says[saidHere(visit)?.code ?? ''] ?? null },
    handOver: isOpen && view.adopted === null ? await handOverState(db, process, plan, actor) : null,
    canSign: whyNot(handOverFile.definition.by, actor) === null,
  }
})

export const action = formAction('official', {
  acts: [matchMotivation, unmatchMotivation, handOverFile],
  done: {
    matchMotivation: (_, { visit: { url }, form }) => ({ to: placeOf(url, form) }),
    unmatchMotivation: (_, { visit: { url }, form }) => ({ to: placeOf(url, form) }),
  },
})

/** The same chapter, at the change that the form stood at. */
function placeOf({ pathname, searchParams }: URL, form: FormData): string {
  const chapter = searchParams.get('hoofdstuk')
  const query = chapter === null ? '' : `?${new URLSearchParams({ hoofdstuk: chapter }).toString()}`
  return `${pathname.replace(/\.data$/, '')}${query}#w-${String(form.get('paragraphId'))}`
}

export default function OfficialFile() {
  const { view, handOver, canSign } = useLoaderData<typeof loader>()
  return <FilePage view={view}>{handOver && <HandOver state={handOver} canSign={canSign} />}</FilePage>
}
