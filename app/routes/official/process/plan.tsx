import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { headingOf, outlineOf, paragraphsUnder } from '#app/features/plans/plan-outline.ts'
import { PlanOutline } from '#app/features/plans/PlanOutline.tsx'
import { PlanUpload } from '#app/features/plans/PlanUpload.tsx'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { correctPlan, importPlan } from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import outlineStyles from '#app/features/plans/outline.css?url'

export const links = () => stylesheets(outlineStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Plan en tekst van ${data?.title ?? 'het traject'}`)

const says = new Map([
  ['importPlan', 'Het bestand is gelezen. Kijk hieronder of de indeling klopt.'],
  ['sameFile', 'Dit bestand stond er al. Er is niets veranderd.'],
  ['correctPlan', 'Verbeterd.'],
])

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, url } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state } = process
  const stored = await storedPlan(db, process)
  const openId = stored ? headingOf(stored.blocks, url.searchParams.get('onderdeel') ?? '') : null
  const said = saidHere(visit)
  return {
    ...{ slug, title, fixed: state !== 'draft' },
    last: said?.facts.part ? { act: String(said.facts.correction), id: String(said.facts.part) } : null,
    says: says.get(said?.code ?? '') ?? null,
    plan: stored && {
      ...{ title: stored.title, fileName: stored.fileName, warnings: stored.warnings, seen: stored.seen },
      importedAt: formatDateTime(stored.createdAt),
      headings: outlineOf(stored.blocks),
      open: openId ? { id: openId, paragraphs: paragraphsUnder(stored.blocks, openId) } : null,
    },
  }
})

export const action = formAction('official', {
  acts: [importPlan, correctPlan],
  done: {
    importPlan: ({ changed }, { visit }) => ({
      to: paths.official.process.plan(visit.params.slug ?? ''),
      say: changed ? 'importPlan' : 'sameFile',
    }),
    // Whoever goes down the list setting levels comes back on the same button, with nothing else folded out.
    correctPlan: ({ correction, part }, { visit }) => {
      const isLevel = correction === 'promote' || correction === 'demote'
      const onderdeel = isLevel ? visit.url.searchParams.get('onderdeel') : part
      const to = withQuery(paths.official.process.plan(visit.params.slug ?? ''), { ...(onderdeel && { onderdeel }) })
      return isLevel ? { to, facts: { correction, part } } : { to: `${to}#b-${part}` }
    },
  },
})

export default function Plan() {
  const { slug, plan, fixed, last, says: saved } = useLoaderData<typeof loader>()
  const { answer, errors } = useForm(['importPlan', 'correctPlan'])
  const { file: fileError, ...other } = errors
  return (
    <div className="stack">
      <section className="sm-sec stack" aria-labelledby="tekst">
        <h2 id="tekst" className="read">
          Plan en tekst
        </h2>
        <FormNotices
          errors={fileError ? { ...other, plan: fileError } : other}
          saved={saved !== null}
          says={saved ?? ''}
          quiet={last !== null}
          kept="Er is niets veranderd."
        />
        {plan && (
          <>
            <p>
              <b>{plan.title}</b>
              <br />
              <span className="soft small">
                {plan.fileName}, gelezen op {plan.importedAt}. {countOf(plan.headings)}
              </span>
            </p>
            <GoLink href={paths.public.planChapter(slug)} icon="eye">
              Bekijk het plan zoals bewoners het zien
            </GoLink>
            {plan.warnings.length > 0 && !fixed && (
              <Notice kind="warn" title="Controleer dit">
                <ul className="sm-bullets">
                  {plan.warnings.map((warning) => (
                    <li key={warning}>{warning}</li>
                  ))}
                </ul>
              </Notice>
            )}
          </>
        )}
        {fixed ? (
          <Notice kind="info" title="Het plan ligt vast">
            Het traject is vrijgegeven. Bewoners reageren op deze tekst, daarom verandert die niet meer.
          </Notice>
        ) : plan ? (
          <Fold summary="Een ander bestand uploaden" open={fileError !== undefined}>
            <PlanUpload error={fileError} isMissing={false} replaces />
          </Fold>
        ) : (
          <PlanUpload error={fileError} isMissing replaces={false} />
        )}
      </section>
      {plan && (
        <section className="sm-sec" aria-labelledby="indeling">
          <h2 id="indeling">Indeling</h2>
          {!fixed && (
            <p className="soft small under-3">
              Klopt het niveau van een kop niet? Maak die hoger («) of lager (»); wat eronder staat, gaat mee. Kies een
              kop om de alinea’s te zien.
            </p>
          )}
          <PlanOutline
            headings={plan.headings}
            open={plan.open}
            seen={plan.seen}
            fixed={fixed}
            last={answer ? null : last}
          />
        </section>
      )}
    </div>
  )
}

function countOf(headings: readonly { level: number; paragraphs: number }[]): string {
  const chapters = headings.filter(({ level }) => level === 1).length
  const paragraphs = headings.reduce((sum, heading) => sum + heading.paragraphs, 0)
  return `${chapters === 1 ? '1 hoofdstuk' : `${chapters} hoofdstukken`}, ${headings.length} koppen, ${paragraphs === 1 ? '1 alinea' : `${paragraphs} alinea’s`}.`
}
