import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { arrangePhases } from '#app/features/processes/arrange-phases.ts'
import { nextStepsForm, phaseErrors, rowOfPhase, textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { PhasesForm } from '#app/features/processes/PhasesForm.tsx'
import { phaseRows, phasesForm } from '#app/features/processes/process.schema.ts'
import { markOfPart, phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { markOfPhases, savePhases } from '#app/features/processes/save-phases.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { formatPeriod } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Fasen van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { slug, title, state, startsOn, lastDay } = process
  const phases = await phasesOf(db, process)
  const { missing } = state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  return {
    ...{ slug, title },
    rows: phases.map(rowOfPhase),
    texts: textsOfProcess(process),
    marks: { seen: markOfPhases(phases), seenNext: markOfPart(process, 'nextSteps') },
    missing: missing.map(({ field }) => field),
    term:
      startsOn && lastDay
        ? `De inspraak is van ${formatPeriod(startsOn, lastDay)}.`
        : 'De dagen volgen zodra de datums van de inspraak zijn ingevuld.',
    saved: url.searchParams.has('bewaard'),
    next: state === 'draft' ? nextSection(slug, 'phases') : undefined,
  }
})

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const form = await request.formData()
    const texts = formValues(form)
    const rows = phaseRows(form)
    const button = texts.knop ?? 'save'
    if (button !== 'save')
      return data({ rows: arrangePhases(rows, button), texts, errors: {}, arranged: button }, { status: 200 })
    const phases = phasesForm.safeParse(rows)
    const next = nextStepsForm.safeParse(texts)
    if (!phases.success || !next.success) {
      const errors = {
        ...(phases.error && phaseErrors(phases.error.issues)),
        ...(next.error && fieldErrors(next.error)),
      }
      return data({ rows, texts, errors, arranged: null }, { status: 400 })
    }
    try {
      await savePhases(
        db,
        actor,
        {
          ...{ processId: process.id, phases: phases.data, seen: texts.seen ?? '' },
          nextSteps: { fields: next.data, seen: texts.seenNext ?? '' },
        },
        now,
      )
    } catch (error) {
      return data({ rows, texts, errors: errorsOfRefusal(error), arranged: null }, { status: 409 })
    }
    return redirect(`${paths.official.process.phases(process.slug)}?bewaard`, 303)
  },
  'processor',
)

/** Where the focus belongs once the rows stand in their new order: on the row that moved, or on the one that was added. */
function afterArranging(button: string, rows: number): { act: string; index: number } {
  const [act = '', at = ''] = button.split(':')
  const index = Number(at)
  if (act === 'add') return { act, index: rows - 1 }
  if (act === 'remove') return { act: 'down', index: Math.min(index, rows - 1) }
  return { act, index: act === 'up' ? index - 1 : index + 1 }
}

export default function Phases() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const { seen, seenNext } = page.marks
  return (
    <>
      <FormNotices errors={errors} saved={page.saved && !answer} next={page.next} />
      {answer?.arranged && (
        <Notice kind="warn" title="Nog niet bewaard" live>
          U hebt de fasen gewijzigd. Kies onderaan ‘Bewaar de fasen en het vervolg’.
        </Notice>
      )}
      <PhasesForm
        rows={answer?.rows ?? page.rows}
        texts={answer ? { ...page.texts, ...answer.texts } : page.texts}
        marks={{ seen: answer?.texts.seen ?? seen, seenNext: answer?.texts.seenNext ?? seenNext }}
        {...{ errors, missing: page.missing, term: page.term }}
        focus={answer?.arranged ? afterArranging(answer.arranged, answer.rows.length) : null}
      />
    </>
  )
}
