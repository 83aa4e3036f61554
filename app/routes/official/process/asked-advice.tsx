import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { adviceStates, adviceStateSlugs } from '#app/features/desk/advice/advice.ts'
import { askedAdvice } from '#app/features/desk/advice/advice-queries.server.ts'
import { withdrawAdvice } from '#app/features/desk/advice/ask-advice.server.ts'
import { AskedAdvicePage, type AskedAdviceView } from '#app/features/desk/advice/AskedAdvicePage.tsx'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { readWhatIsOpened } from '#app/features/workflow/messages.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import adviceStyles from '#app/features/desk/advice/advice.css?url'

export const links = () => stylesheets(adviceStyles)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageMeta(matches, `Gevraagd advies, ${data?.process.title ?? ''}`)

const PER_PAGE = 25

const says = new Map([
  ['askAdvice', 'De vraag is gestuurd.'],
  ['withdrawAdvice', 'De vraag is ingetrokken. De link opent niets meer.'],
])

export const loader = onlyFor('official', async (visit): Promise<AskedAdviceView> => {
  const { db, municipality, params, actor, url, now } = visit
  const process = await processBySlug(db, municipality.id, params.slug)
  const state = adviceStates.find((each) => adviceStateSlugs[each] === url.searchParams.get('stand')) ?? null
  const after = url.searchParams.get('na')
  await readWhatIsOpened(db, process, { accountId: actor.id, opened: 'advice' }, now)
  const found = await askedAdvice(db, process, { state, after, limit: PER_PAGE + 1 }, now)
  const requests = found.slice(0, PER_PAGE)
  return {
    process: { slug: process.slug, title: process.title },
    ...{ requests, state, after: found.length > PER_PAGE ? (requests.at(-1)?.id ?? null) : null },
    mayAsk: hasInnerRole(actor, 'processor'),
    said: says.get(saidHere(visit)?.code ?? '') ?? null,
  }
})

export const action = formAction('official', { acts: [withdrawAdvice] })

export default function AskedAdvice() {
  return <AskedAdvicePage view={useLoaderData<typeof loader>()} />
}
