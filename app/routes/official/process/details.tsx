import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { DetailsForm } from '#app/features/processes/DetailsForm.tsx'
import { detailsForm, textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { ProcessRoad } from '#app/features/processes/ProcessRoad.tsx'
import { markOfPart, phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { road } from '#app/features/processes/road.ts'
import { saveProcess } from '#app/features/processes/save-process.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Gegevens van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async ({ db, municipality, params, url, now }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { missing } = process.state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  return {
    ...{ slug: process.slug, title: process.title, fixed: process.state !== 'draft' },
    texts: textsOfProcess(process),
    seen: markOfPart(process, 'details'),
    missing: missing.map(({ field }) => field),
    steps: road(process, await phasesOf(db, process), now),
    saved: url.searchParams.has('bewaard'),
    next: process.state === 'draft' ? nextSection(process.slug, 'details') : undefined,
  }
})

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const texts = formValues(await request.formData())
    const parsed = detailsForm[process.state === 'draft' ? 'draft' : 'released'].safeParse(texts)
    if (!parsed.success) return data({ errors: fieldErrors(parsed.error), texts }, { status: 400 })
    try {
      await saveProcess(db, actor, { processId: process.id, fields: parsed.data, seen: texts.seen ?? '' }, now)
    } catch (error) {
      return data({ errors: errorsOfRefusal(error), texts }, { status: 409 })
    }
    return redirect(`${paths.official.process.details(process.slug)}?bewaard`, 303)
  },
  'processor',
)

export default function Details() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  return (
    <>
      <ProcessRoad steps={page.steps} editHref={paths.official.process.phases(page.slug)} />
      <section className="sm-sec stack" aria-labelledby="gegevens">
        <h2 id="gegevens" className="read">
          Gegevens
        </h2>
        <FormNotices errors={errors} saved={page.saved && !answer} next={page.next} />
        <DetailsForm
          texts={answer ? { ...page.texts, ...answer.texts } : page.texts}
          seen={answer?.texts.seen ?? page.seen}
          {...{ errors, missing: page.missing, fixed: page.fixed }}
        />
      </section>
    </>
  )
}
