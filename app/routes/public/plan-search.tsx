import { data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { readablePlan } from '#app/features/plans/readable-plan.server.ts'
import { pageFrom } from '#app/features/points/register-filter.ts'
import { FoundInPlan } from '#app/features/search/FoundInPlan.tsx'
import { PlanSearchForm } from '#app/features/search/PlanSearchForm.tsx'
import { questionOf } from '#app/features/search/question.ts'
import { searchPlan } from '#app/features/search/search-plan.server.ts'
import { paths } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import searchStyles from '#app/features/search/search.css?url'

export const links = () => stylesheets(searchStyles)

/** Words looked for in the plan of one process. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params, url }) => {
  const { process, about } = await readablePlan(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const given = url.searchParams.get('zoek') ?? ''
  const { typed } = questionOf(given)
  const asked = {
    municipalityId: municipality.id,
    processId: process.id,
    typed: given,
    page: pageFrom(url.searchParams),
  }
  const found = typed === '' ? null : await searchPlan(db, asked)
  return data({ stage: process.stage, about, typed, found }, { status: found?.isTooSlow ? 503 : 200 })
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  ...pageMeta(matches, `Zoeken in ${data?.about.title ?? 'het plan'}`),
  { name: 'robots', content: 'noindex' },
]

export default function PlanSearch() {
  const { about, typed, found } = useLoaderData<typeof loader>()
  const { slug, title } = about
  return (
    <Page>
      <Crumbs
        items={[
          { href: paths.public.home(), label: 'Alle plannen' },
          { href: paths.public.process(slug), label: title },
          { href: paths.public.planChapter(slug), label: 'Inhoud' },
        ]}
      />
      <h1 className="under-4">Zoeken in het plan</h1>
      <div className="found">
        <PlanSearchForm slug={slug} id="zoek-in-plan" value={typed} focus={typed === ''} />
        {found && <FoundInPlan slug={slug} typed={typed} found={found} />}
      </div>
    </Page>
  )
}
