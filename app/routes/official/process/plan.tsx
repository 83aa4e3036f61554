import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal, Refused } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { correctPlan } from '#app/features/plans/correct-plan.server.ts'
import { PLAN_FILE_FIELD, readCorrection } from '#app/features/plans/correction-form.ts'
import { importPlan } from '#app/features/plans/import-plan.server.ts'
import { headingOf, outlineOf, paragraphsUnder } from '#app/features/plans/plan-outline.ts'
import { PlanOutline } from '#app/features/plans/PlanOutline.tsx'
import { PlanUpload } from '#app/features/plans/PlanUpload.tsx'
import { storedPlan } from '#app/features/plans/stored-plan.server.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formatDateTime } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { planFollowers } from '#app/room-parts.server.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import outlineStyles from '#app/features/plans/outline.css?url'

export const links = () => stylesheets(outlineStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Plan en tekst van ${data?.title ?? 'het traject'}`)

const says = new Map([
  ['nieuw', 'Het bestand is gelezen. Kijk hieronder of de indeling klopt.'],
  ['zelfde', 'Dit bestand stond er al. Er is niets veranderd.'],
  ['verbeterd', 'Verbeterd.'],
])

export const loader = onlyFor('official', async ({ db, municipality, params, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state } = process
  const stored = await storedPlan(db, process)
  const openId = stored ? headingOf(stored.blocks, url.searchParams.get('onderdeel') ?? '') : null
  const [act, id] = (url.searchParams.get('na') ?? '').split(':')
  return {
    ...{ slug, title, fixed: state !== 'draft' },
    last: act && id ? { act, id } : null,
    says: says.get(url.searchParams.get('bewaard') ?? '') ?? null,
    plan: stored && {
      ...{ title: stored.title, fileName: stored.fileName, warnings: stored.warnings, seen: stored.seen },
      importedAt: formatDateTime(stored.createdAt),
      headings: outlineOf(stored.blocks),
      open: openId ? { id: openId, paragraphs: paragraphsUnder(stored.blocks, openId) } : null,
    },
  }
})

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, url, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const here = paths.official.process.plan(process.slug)
    try {
      const form = await request.formData()
      const texts = formValues(form)
      if (texts.knop === 'upload') {
        const file = form.get(PLAN_FILE_FIELD)
        if (!(file instanceof File) || file.name === '')
          throw new Refused('Kies het bestand met de tekst van het plan.', PLAN_FILE_FIELD)
        const bytes = new Uint8Array(await file.arrayBuffer())
        const { changed } = await importPlan(db, actor, { process, fileName: file.name, bytes }, now, planFollowers)
        return redirect(`${here}?bewaard=${changed ? 'nieuw' : 'zelfde'}`, 303)
      }
      const correction = readCorrection(texts)
      if (!correction) throw new Refused('Deze knop is niet bekend. Open de pagina opnieuw.')
      await correctPlan(db, actor, { process, correction, seen: texts.seen ?? '' }, now, planFollowers)
      const { act, id } = correction
      // Whoever goes down the list setting levels comes back on the same button, with nothing else folded out.
      const isLevel = act === 'promote' || act === 'demote'
      const open = isLevel ? url.searchParams.get('onderdeel') : id
      const back = new URLSearchParams({
        ...(open && { onderdeel: open }),
        bewaard: 'verbeterd',
        ...(isLevel && { na: `${act}:${id}` }),
      })
      return redirect(`${here}?${back.toString()}${isLevel ? '' : `#b-${id}`}`, 303)
    } catch (error) {
      return data({ errors: errorsOfRefusal(error) }, { status: 409 })
    }
  },
  'processor',
)

export default function Plan() {
  const { slug, plan, fixed, last, says: saved } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { [PLAN_FILE_FIELD]: fileError, ...other } = answer?.errors ?? {}
  const errors = fileError ? { ...other, plan: fileError } : other
  return (
    <div className="stack">
      <section className="sm-sec stack" aria-labelledby="tekst">
        <h2 id="tekst" className="read">
          Plan en tekst
        </h2>
        <FormNotices
          errors={errors}
          saved={saved !== null && !answer}
          says={saved ?? ''}
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
