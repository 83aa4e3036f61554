import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { ConsultationForm } from '#app/features/processes/ConsultationForm.tsx'
import { textsOfChannels, textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { channelsOf, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { markOfConsultation, saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { explainableTerm } from '#app/features/processes/term-of-process.server.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const handle: Handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inspraak over ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async (visit) => {
  const { db, municipality, params, origin } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const channels = await channelsOf(db, process)
  const { missing } = process.state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  const days = await designatedDays(db, municipality.id)
  return {
    ...{ slug: process.slug, title: process.title, regime: process.regime, fixed: process.state !== 'draft' },
    texts: {
      ...textsOfProcess(process),
      ...textsOfChannels(channels),
      seen: markOfConsultation(process, channels),
    },
    missing: missing.map(({ field }) => field),
    term: await explainableTerm(db, process),
    designatedDays: days,
    onlineHref: `${origin}${paths.public.react(process.slug)}`,
    saved: saidHere(visit) !== null,
    next: process.state === 'draft' ? nextSection(process.slug, 'consultation') : undefined,
  }
})

export const action = formAction('official', { acts: [saveConsultation] })

export default function Consultation() {
  const { slug: _slug, title: _title, saved, next, ...page } = useLoaderData<typeof loader>()
  const { errors } = useForm('saveConsultation')
  return (
    <>
      <FormNotices errors={errors} saved={saved} next={next} />
      <ConsultationForm {...page} />
    </>
  )
}
