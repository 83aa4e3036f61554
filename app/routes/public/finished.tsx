import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { FinishedRow } from '#app/features/answers/FinishedRow.tsx'
import { finishedProcesses } from '#app/features/answers/finished-processes.server.ts'
import { publishedTops } from '#app/features/rankings/publication/published-ranking.server.ts'
import { topLinks } from '#app/features/rankings/publication/top-list-view.ts'
import { today } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'

const perPage = 20

export const loader = forEveryone(async ({ db, municipality, url }) => {
  const asked = Number(url.searchParams.get('pagina') ?? '1')
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
  const { processes, total } = await finishedProcesses(db, municipality.id, { limit: perPage, offset: (page - 1) * perPage })
  const tops = topLinks(await publishedTops(db, municipality.id, processes.map(({ id }) => id)), processes)
  return {
    page,
    total,
    finished: processes.map(({ answeredAt, ...process }) => ({ ...process, answeredOn: today(answeredAt), top: tops.get(process.id) ?? null })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) =>
  pageMeta(matches, 'Afgerond: wat is ermee gedaan?', 'Plannen waarop alle reacties een antwoord hebben, met wat er met elk punt is gedaan.')

export default function Finished() {
  const { finished, total, page } = useLoaderData<typeof loader>()
  return (
    <Page>
      <Crumbs items={[{ href: paths.public.home(), label: 'Alle plannen' }]} />
      <div className="home-top">
        <h1>Afgerond: wat is ermee gedaan?</h1>
        <p className="lede">Van deze plannen staat bij elk punt wat de gemeente ermee deed, en waarom.</p>
      </div>
      {finished.length === 0 ? (
        <Empty title="Er is nog niets afgerond" action={<ButtonLink variant="quiet" href={paths.public.home()}>Bekijk waar u nu over kunt meedenken</ButtonLink>}>
          Zodra alle reacties op een plan een antwoord hebben, leest u dat hier.
        </Empty>
      ) : (
        <section aria-labelledby="plannen">
          <h2 id="plannen" className="vh">Afgeronde plannen</h2>
          <ul className="rows">
            {finished.map((process) => (
              <FinishedRow key={process.slug} {...process} />
            ))}
          </ul>
          <Pagination page={page} pages={Math.ceil(total / perPage)} hrefOf={(each) => `${paths.public.finished()}?pagina=${each}`} />
        </section>
      )}
    </Page>
  )
}
