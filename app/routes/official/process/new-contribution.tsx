import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { v7 as uuid } from 'uuid'
import { errorsOfRefusal, NotFound } from '#app/errors.server.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { freeKindOfWord } from '#app/features/contributions/free-contribution.ts'
import { problemOfText, readFreeForm, readOrigin } from '#app/features/contributions/free-contribution.schema.ts'
import { NewContributionPage } from '#app/features/contributions/NewContributionPage.tsx'
import { findPersonalData } from '#app/features/contributions/personal-data.ts'
import { registerFreeContribution } from '#app/features/contributions/register-free-contribution.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { asId } from '#app/ids.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Inbreng registreren, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, url, now }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    return {
      process: { slug: process.slug, title: process.title },
      kind: freeKindOfWord(url.searchParams.get('soort'))?.kind ?? null,
      texts: { receivedOn: formatDate(today(now)) },
      idempotencyKey: uuid(),
    }
  },
  'processor',
)

export const action = onlyFor(
  'official',
  async ({ db, municipality, params, url, actor, now, request, origin: baseUrl, context }) => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const free = freeKindOfWord(url.searchParams.get('soort'))
    if (!free) throw new NotFound()
    const form = await request.formData()
    const idempotencyKey = asId(String(form.get('sleutel') ?? ''))
    const texts = readFreeForm(form)
    const { origin, errors } = readOrigin(free.kind, texts, today(now))
    const problem = problemOfText(texts.text ?? '')
    if (!origin || problem) {
      return data(
        { texts, errors: { ...errors, ...(problem ? { text: problem } : {}) }, idempotencyKey },
        { status: 400 },
      )
    }
    const bsns = findPersonalData(texts.text ?? '').flatMap(({ kind, text }) => (kind === 'bsn' ? [text] : []))
    if (bsns.length > 0 && form.get('bsnGezien') !== bsns.join(' ')) {
      return data(
        {
          texts,
          errors: { text: 'In de tekst staat misschien een BSN. Het is nog niet geregistreerd.' },
          idempotencyKey,
          bsns,
        },
        { status: 400 },
      )
    }
    try {
      const input = {
        processId: process.id,
        kind: free.kind,
        origin,
        text: texts.text ?? '',
        idempotencyKey,
        site: { secret: context.secret, baseUrl },
      }
      const { id } = await registerFreeContribution(db, actor, input, now)
      return redirect(`${paths.official.process.origin(process.slug, id)}?na=geregistreerd`, 303)
    } catch (error) {
      return data({ texts, errors: errorsOfRefusal(error), idempotencyKey }, { status: 400 })
    }
  },
  'processor',
)

export default function NewContribution() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<typeof action>()
  return <NewContributionPage {...page} errors={{}} {...back} />
}
