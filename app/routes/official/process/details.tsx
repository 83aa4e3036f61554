import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { DetailsForm } from '#app/features/processes/DetailsForm.tsx'
import { adoptionOf } from '#app/features/processes/adoption.server.ts'
import { textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { ProcessRoad } from '#app/features/processes/ProcessRoad.tsx'
import { markOfPart, phasesOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { road } from '#app/features/processes/road.ts'
import { saveProcess } from '#app/features/processes/save-process.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Gegevens van ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const { missing } = process.state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  return {
    ...{ slug: process.slug, title: process.title, fixed: process.state !== 'draft' },
    texts: { ...textsOfProcess(process), seen: markOfPart(process, 'details') },
    missing: missing.map(({ field }) => field),
    steps: road(process, await phasesOf(db, process), now, (await adoptionOf(db, process))?.decidedOn ?? null),
    saved: saidHere(visit) !== null,
    next: process.state === 'draft' ? nextSection(process.slug, 'details') : undefined,
  }
})

export const action = formAction('official', { acts: [saveProcess] })

export default function Details() {
  const page = useLoaderData<typeof loader>()
  const { errors } = useForm('saveProcess')
  return (
    <>
      <ProcessRoad steps={page.steps} editHref={paths.official.process.phases(page.slug)} />
      <section className="sm-sec stack" aria-labelledby="gegevens">
        <h2 id="gegevens" className="read">
          Gegevens
        </h2>
        <FormNotices errors={errors} saved={page.saved} next={page.next} />
        <DetailsForm {...page} />
      </section>
    </>
  )
}
