import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { figureRows } from '#app/features/plans/figures/figure-rows.ts'
import { FigureDescriptions } from '#app/features/plans/figures/FigureDescriptions.tsx'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { describeFigures } from '#app/room-parts.server.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import linesStyles from '#app/features/plans/editing/plan-lines.css?url'

export const links = () => stylesheets(linesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Afbeeldingen: ${data?.title ?? 'het plan'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const plan = await storedPlan(db, process)
  return {
    ...{ slug: process.slug, title: process.title },
    mayEdit: plan !== null && mayChangeWords(process, plan),
    rows: figureRows(plan?.blocks ?? []),
    saved: saidHere(visit)?.code ?? null,
  }
})

export const action = formAction('official', {
  acts: [describeFigures],
  done: { describeFigures: ({ changed }) => ({ say: changed ? 'describeFigures' : 'same' }) },
})

export default function PlanFigures() {
  const { slug, rows, mayEdit, saved } = useLoaderData<typeof loader>()
  const { errors } = useForm('describeFigures')
  const missing = rows.filter(({ isMissing }) => isMissing).length
  return (
    <section className="sm-sec stack" aria-labelledby="afbeeldingen">
      <GoLink href={paths.official.process.plan(slug)}>Terug naar plan en tekst</GoLink>
      <h2 id="afbeeldingen" className="read">
        Afbeeldingen
      </h2>
      <FormNotices
        errors={errors}
        saved={saved !== null}
        says={saved === 'same' ? 'Er is niets veranderd.' : 'De beschrijvingen zijn bewaard.'}
      />
      {rows.length === 0 ? (
        <p>In deze versie van het plan staan geen afbeeldingen. Ze komen mee met een Word-bestand (.docx).</p>
      ) : !mayEdit ? (
        <Notice kind="info" title="Deze versie van het plan ligt vast">
          De afbeeldingen van deze versie veranderen niet meer.
        </Notice>
      ) : (
        <>
          <p className="soft">
            {missing === 0
              ? 'Alle afbeeldingen zijn beschreven.'
              : `Van ${missing === 1 ? '1 afbeelding' : `${missing} afbeeldingen`} is nog niet gezegd wat er te zien is.`}{' '}
            De beschrijving is voor mensen die de afbeelding niet zien. Schrijf in een of twee zinnen op wat zij moeten
            weten, en geef de belangrijkste getallen van een grafiek.
          </p>
          <FigureDescriptions key={saved} slug={slug} rows={rows} />
        </>
      )}
    </section>
  )
}
