import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { v7 as uuid, validate } from 'uuid'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { askParameters, MOST_ADVICE_POINTS } from '#app/features/desk/advice/advice.ts'
import { adviceToAskAgain, pointsForAdvice } from '#app/features/desk/advice/advice-queries.server.ts'
import { askAdvice } from '#app/features/desk/advice/ask-advice.server.ts'
import { AskAdvicePage, type AskAdviceView } from '#app/features/desk/advice/AskAdvicePage.tsx'
import { atQuery } from '#app/features/desk/desk-address.ts'
import { listQuery } from '#app/features/desk/desk-filter.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import adviceStyles from '#app/features/desk/advice/advice.css?url'

export const links = () => stylesheets(adviceStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Vraag advies, ${data?.process.title ?? ''}`)

export const loader = onlyFor(
  'official',
  async ({ db, municipality, params, url }): Promise<AskAdviceView> => {
    const process = await processBySlug(db, municipality.id, params.slug)
    const asked = url.searchParams
    const instead = asked.get(askParameters.instead)
    const again = instead === null ? null : await adviceToAskAgain(db, process, instead)
    const chosen = again?.pointIds ?? (asked.get(askParameters.points) ?? '').split('.').filter((id) => validate(id))
    return {
      process: { slug: process.slug, title: process.title },
      formKey: uuid(),
      points: await pointsForAdvice(db, process, chosen.slice(0, MOST_ADVICE_POINTS)),
      back: atQuery(paths.official.process.points(process.slug), listQuery(asked.get(askParameters.list) ?? '')),
      again: again && { id: again.id, adviser: again.adviser, email: again.email, question: again.question },
    }
  },
  'processor',
)

export const action = formAction('official', {
  acts: [askAdvice],
  done: { askAdvice: (_, { visit: { params } }) => ({ to: paths.official.process.askedAdvice(params.slug ?? '') }) },
})

export default function AskAdvice() {
  return <AskAdvicePage view={useLoaderData<typeof loader>()} />
}
