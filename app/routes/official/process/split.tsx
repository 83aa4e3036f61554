import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { answerWithoutPoints } from '#app/features/answers/answer-without-points.server.ts'
import { answeredPoints } from '#app/features/answers/answered-points.server.ts'
import { actOnSplit } from '#app/features/answers/act-on-split.server.ts'
import { StaleSummary } from '#app/features/points/change-point.server.ts'
import { nextToSplit } from '#app/features/points/queries.server.ts'
import { readSplitForm } from '#app/features/points/split.schema.ts'
import { splitView } from '#app/features/points/split-view.server.ts'
import { SplitPage } from '#app/features/points/SplitPage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const handle = { interactive: true }

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, data ? `Inbreng ${data.contributor} splitsen, ${data.process.title}` : '')

export const loader = onlyFor('official', async ({ db, municipality, params, url, actor }) => {
  const process = await processBySlug(db, municipality.id, params.slug)
  const { contributionId = '' } = params
  const answered = await answeredPoints(db, process, contributionId)
  return {
    ...(await splitView(db, process, contributionId, url.searchParams, answered)),
    mayChange: hasInnerRole(actor, 'processor'),
  }
})

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, actor, now, request }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const contributionId = params.contributionId ?? ''
    const next = async () => {
      const id = await nextToSplit(db, process, contributionId)
      return redirect(
        id ? paths.official.process.split(process.slug, id) : paths.official.process.register(process.slug),
        303,
      )
    }
    const sent = await request.formData()
    const form = readSplitForm(sent)
    try {
      if (sent.get('actie') === 'geen-specifieke-punten') {
        await answerWithoutPoints(db, actor, { process, contributionId }, now)
        return await next()
      }
      if (!form) throw new NotFound()
      const done = await actOnSplit(db, actor, process, contributionId, form, now)
      if (form.isSelection) return data({ said: done.said, pointId: done.pointId ?? null, back: null })
      if (done.isFinished) return await next()
      return redirect(
        `${paths.official.process.split(process.slug, contributionId)}${done.pointId ? `?punt=${done.pointId}#punt-${done.pointId}` : ''}`,
        303,
      )
    } catch (error) {
      const errors = errorsOfRefusal(error)
      // Who saves again has seen both texts.
      const seenSummary = error instanceof StaleSummary ? error.current : (form?.seenSummary ?? null)
      const values = {
        summary: form?.summary ?? '',
        seenSummary,
        themeId: form?.themeId ?? '',
        ticked: sent.getAll('stuk').map(String),
      }
      const intent = form?.intent ?? ''
      return data({ errors, back: { intent, pointId: form?.pointId ?? '', errors, values } }, { status: 400 })
    }
  },
  'processor',
)

export default function Split() {
  const answer = useActionData<typeof action>()
  return <SplitPage view={useLoaderData<typeof loader>()} back={answer?.back ?? null} />
}
