import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { arrangePhases } from '#app/features/processes/arrange-phases.server.ts'
import { phaseArrangement, typedRows } from '#app/features/processes/arrange-phases.ts'
import { rowOfPhase, textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { PhasesForm } from '#app/features/processes/PhasesForm.tsx'
import { phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { markOfPhases, savePhases } from '#app/features/processes/save-phases.server.ts'
import { formatPeriod } from '#app/local-date.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Fasen van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state, startsOn, lastDay } = process
  const phases = await phasesOf(db, process)
  const { missing } = state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  return {
    ...{ slug, title },
    rows: phases.map(rowOfPhase),
    texts: { ...textsOfProcess(process), seen: markOfPhases(process, phases) },
    missing: missing.map(({ field }) => field),
    term:
      startsOn && lastDay
        ? `De inspraak is van ${formatPeriod(startsOn, lastDay)}.`
        : 'De dagen volgen zodra de datums van de inspraak zijn ingevuld.',
    saved: saidHere(visit) !== null,
    next: state === 'draft' ? nextSection(slug, 'phases') : undefined,
  }
})

export const action = formAction('official', {
  acts: [savePhases, arrangePhases],
  done: { arrangePhases: (arrangement) => ({ show: arrangement }) },
})

export default function Phases() {
  const page = useLoaderData<typeof loader>()
  const form = useForm(['savePhases', 'arrangePhases'], page.texts)
  const arrangement = phaseArrangement.safeParse(form.answer?.shown).data
  return (
    <>
      <FormNotices errors={form.errors} saved={page.saved} next={page.next} />
      {arrangement && (
        <Notice kind="warn" title="Nog niet bewaard" live>
          U hebt de fasen gewijzigd. Kies onderaan ‘Bewaar de fasen en het vervolg’.
        </Notice>
      )}
      <PhasesForm
        rows={arrangement?.rows ?? (form.answer ? typedRows(form.answer.values) : page.rows)}
        {...{ form, missing: page.missing, term: page.term }}
        focus={arrangement?.focus ?? null}
      />
    </>
  )
}
