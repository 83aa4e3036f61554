import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { designatedDays } from '#app/features/municipalities/designated-days.server.ts'
import { ConsultationForm } from '#app/features/processes/ConsultationForm.tsx'
import { consultationForm, textsOfChannels, textsOfProcess } from '#app/features/processes/editor-forms.ts'
import { nextSection } from '#app/features/processes/editor-sections.ts'
import { formValues } from '#app/forms/form-values.ts'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { channelsForm } from '#app/features/processes/process.schema.ts'
import { channelsOf, markOfPart, processBySlug } from '#app/features/processes/queries.server.ts'
import { checklistOf } from '#app/features/plans/release-process.server.ts'
import { markOfChannels } from '#app/features/processes/save-channels.server.ts'
import { saveConsultation } from '#app/features/processes/save-consultation.server.ts'
import { explainableTerm } from '#app/features/processes/term-of-process.server.ts'
import { fieldErrors } from '#app/form-errors.ts'
import { paths } from '#app/paths.ts'
import type { Handle } from '#app/root.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'

export const handle: Handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inspraak over ${data?.title ?? 'het traject'}`)

export const loader = onlyFor('official', async ({ db, municipality, params, origin, url }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const channels = await channelsOf(db, process)
  const { missing } = process.state === 'draft' ? await checklistOf(db, process) : { missing: [] }
  const days = await designatedDays(db, municipality.id)
  return {
    ...{ slug: process.slug, title: process.title, regime: process.regime, fixed: process.state !== 'draft' },
    texts: { ...textsOfProcess(process), ...textsOfChannels(channels) },
    marks: { seen: markOfPart(process, 'consultation'), seenChannels: markOfChannels(channels) },
    missing: missing.map(({ field }) => field),
    term: await explainableTerm(db, process),
    designatedDays: days,
    onlineHref: `${origin}${paths.public.react(process.slug)}`,
    saved: url.searchParams.has('bewaard'),
    next: process.state === 'draft' ? nextSection(process.slug, 'consultation') : undefined,
  }
})

export const action = onlyFor(
  'official',
  async ({ db, actor, municipality, params, request, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const texts = formValues(await request.formData())
    const rules = consultationForm[process.state === 'draft' ? 'draft' : 'released'].safeParse(texts)
    const channels = channelsForm.safeParse(texts)
    if (!rules.success || !channels.success) {
      const errors = {
        ...(rules.error && fieldErrors(rules.error)),
        ...(channels.error && fieldErrors(channels.error)),
      }
      return data({ errors, texts }, { status: 400 })
    }
    try {
      await saveConsultation(
        db,
        actor,
        {
          ...{ processId: process.id, fields: rules.data, seen: texts.seen ?? '' },
          channels: { list: channels.data, seen: texts.seenChannels ?? '' },
        },
        now,
      )
    } catch (error) {
      return data({ errors: errorsOfRefusal(error), texts }, { status: 409 })
    }
    return redirect(`${paths.official.process.consultation(process.slug)}?bewaard`, 303)
  },
  'processor',
)

export default function Consultation() {
  const { slug: _slug, title: _title, saved, next, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.errors ?? {}
  const { seen, seenChannels } = page.marks
  return (
    <>
      <FormNotices errors={errors} saved={saved && !answer} next={next} />
      <ConsultationForm
        {...page}
        errors={errors}
        texts={answer ? { ...page.texts, ...answer.texts } : page.texts}
        marks={{ seen: answer?.texts.seen ?? seen, seenChannels: answer?.texts.seenChannels ?? seenChannels }}
      />
    </>
  )
}
