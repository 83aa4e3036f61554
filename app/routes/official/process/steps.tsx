import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { workCounts } from '#app/features/answers/work-counts.server.ts'
import { themesOf } from '#app/features/points/queries.server.ts'
import { processAllows } from '#app/features/processes/process.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { changeProcessSteps, markOfSteps } from '#app/features/workflow/change-steps.server.ts'
import { colleaguesOf } from '#app/features/workflow/colleagues.server.ts'
import { stuckSteps } from '#app/features/workflow/four-eyes.ts'
import { ProcessStepsPage, type ProcessStepsView } from '#app/features/workflow/ProcessStepsPage.tsx'
import { planChapters, endRule, rulesOf, setRule } from '#app/features/workflow/rules.server.ts'
import { stepsOf } from '#app/features/workflow/steps-of.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import workStyles from '#app/features/points/work.css?url'
import workflowStyles from '#app/features/workflow/workflow.css?url'

export const links = () => stylesheets(workStyles, workflowStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Stappen, ${data?.process.title ?? ''}`)

const doneWords = new Map([
  ['changeProcessSteps', 'Bewaard. De punten van dit traject zijn meegegaan.'],
  ['setRule', 'Verdeeld. Wat niemand had, staat nu op naam.'],
  ['endRule', 'Weggehaald. Wat al op naam staat, blijft zo.'],
])

export const loader = onlyFor('official', async (visit): Promise<ProcessStepsView> => {
  const { db, actor, municipality, params } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const [counts, steps, rules, themes, chapters, colleagues] = await Promise.all([
    workCounts(db, process),
    stepsOf(db, process),
    rulesOf(db, process),
    themesOf(db, process),
    planChapters(db, process),
    colleaguesOf(db, municipality.id),
  ])
  return {
    process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
    ...{ counts, steps, rules, chapters },
    mark: markOfSteps(steps),
    stuck: processAllows.answer(process.state) ? stuckSteps(steps, colleagues) : [],
    mayChange: hasInnerRole(actor, 'administrator'),
    themes: themes.map(({ id, name }) => ({ id, name })),
    colleagues: colleagues.map(({ id, name }) => ({ id, name })),
    said: doneWords.get(saidHere(visit)?.code ?? '') ?? null,
  }
})

export const action = formAction('official', { acts: [changeProcessSteps, setRule, endRule] })

export default function Steps() {
  return <ProcessStepsPage view={useLoaderData<typeof loader>()} />
}
