import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { Leftovers } from '#app/features/plans/editing/Leftovers.tsx'
import { leftoversOf } from '#app/features/plans/editing/leftovers.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { removeLeftovers } from '#app/room-parts.server.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import linesStyles from '#app/features/plans/editing/plan-lines.css?url'

export const links = () => stylesheets(linesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Wat weg kan: ${data?.title ?? 'het plan'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const plan = await storedPlan(db, process)
  const mayEdit = plan !== null && mayChangeWords(process, plan)
  return {
    ...{ slug: process.slug, title: process.title, mayEdit },
    leftovers: plan && mayEdit ? leftoversOf(plan.blocks) : [],
    removed: saidHere(visit)?.facts.removed ?? null,
  }
})

export const action = formAction('official', {
  acts: [removeLeftovers],
  done: { removeLeftovers: ({ removed }) => ({ facts: { removed } }) },
})

export default function PlanLeftovers() {
  const { slug, leftovers, mayEdit, removed } = useLoaderData<typeof loader>()
  const { errors } = useForm('removeLeftovers')
  return (
    <section className="sm-sec stack" aria-labelledby="resten">
      <GoLink href={paths.official.process.plan(slug)}>Terug naar plan en tekst</GoLink>
      <h2 id="resten" className="read">
        Wat misschien niet bij het plan hoort
      </h2>
      <FormNotices
        errors={errors}
        saved={removed !== null}
        says={
          removed === 0
            ? 'Wat u aanvinkte, was al weg.'
            : removed === 1
              ? '1 regel is weggehaald.'
              : `${removed} regels zijn weggehaald.`
        }
        kept="Er is niets weggehaald."
      />
      {!mayEdit ? (
        <Notice kind="info" title="Deze versie van het plan ligt vast">
          Uit deze versie gaat niets meer weg.
        </Notice>
      ) : leftovers.length === 0 ? (
        <p>Er is niets gevonden dat niet bij het plan lijkt te horen.</p>
      ) : (
        <>
          <p className="soft">
            Deze regels kwamen mee uit het bestand. Er gaat niets vanzelf weg: haal het vinkje weg bij wat moet blijven.
            Losse regels van een tabel zijn niet aangevinkt; misschien wilt u er weer een tabel van maken.
          </p>
          <Leftovers leftovers={leftovers} />
        </>
      )}
    </section>
  )
}
