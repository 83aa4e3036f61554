import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { HeadingLevels } from '#app/features/plans/editing/HeadingLevels.tsx'
import { levelRows } from '#app/features/plans/editing/level-rows.ts'
import { mayChangeWords } from '#app/features/plans/fixed-plan.server.ts'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { setHeadings } from '#app/room-parts.server.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import linesStyles from '#app/features/plans/editing/plan-lines.css?url'

export const links = () => stylesheets(linesStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Koppen in één keer: ${data?.title ?? 'het plan'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const plan = await storedPlan(db, process)
  const page = Number(url.searchParams.get('deel') ?? 1)
  return {
    ...{ slug: process.slug, title: process.title, page },
    mayEdit: plan !== null && mayChangeWords(process, plan),
    ...levelRows(plan?.blocks ?? [], page),
    saved: saidHere(visit)?.code ?? null,
  }
})

export const action = formAction('official', {
  acts: [setHeadings],
  done: {
    setHeadings: ({ changed }, { visit }) => ({
      to: withQuery(paths.official.process.planHeadings(visit.params.slug ?? ''), {
        deel: visit.url.searchParams.get('deel') || undefined,
      }),
      say: changed ? 'setHeadings' : 'same',
    }),
  },
})

export default function PlanHeadings() {
  const { slug, rows, pages, page, mayEdit, saved } = useLoaderData<typeof loader>()
  const { errors } = useForm('setHeadings')
  return (
    <section className="sm-sec stack" aria-labelledby="koppen">
      <GoLink href={paths.official.process.plan(slug)}>Terug naar plan en tekst</GoLink>
      <h2 id="koppen" className="read">
        Koppen in één keer
      </h2>
      <FormNotices
        errors={errors}
        saved={saved !== null}
        says={saved === 'same' ? 'Er is niets veranderd.' : 'De koppen zijn bewaard. De nummers zijn aangepast.'}
      />
      {!mayEdit ? (
        <Notice kind="info" title="Deze versie van het plan ligt vast">
          De koppen van deze versie veranderen niet meer.
        </Notice>
      ) : rows.length === 0 ? (
        <p>Er zijn geen koppen, en geen korte alinea’s die er een kunnen worden.</p>
      ) : (
        <>
          <p className="soft">
            Kies van elke regel of het een kop is en op welk niveau: 1 is een hoofdstuk. Hier staan alle koppen, en
            alinea’s van één regel van hoogstens 150 tekens. Een niveau dat wordt overgeslagen, schuift dicht.
          </p>
          {pages > 1 && <Pages slug={slug} pages={pages} page={page} />}
          <HeadingLevels key={saved} rows={rows} />
          {pages > 1 && <Pages slug={slug} pages={pages} page={page} />}
        </>
      )}
    </section>
  )
}

/** A long plan is done in pieces; what is chosen on one is saved before going to another. */
function Pages({ slug, pages, page }: { slug: string; pages: number; page: number }) {
  return (
    <p>
      {Array.from({ length: pages }, (_, at) => (
        <a
          key={at}
          className="hl-page"
          href={withQuery(paths.official.process.planHeadings(slug), { deel: String(at + 1) })}
          aria-current={page === at + 1 ? 'page' : undefined}
        >
          Deel {at + 1}
        </a>
      ))}
    </p>
  )
}
