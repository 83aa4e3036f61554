import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { processStates } from '#app/features/processes/process.ts'
import { ProcessRow } from '#app/features/answers/ProcessRow.tsx'
import { processesWithProgress } from '#app/features/answers/progress.server.ts'
import { rowOfProcess } from '#app/features/answers/work-of-process.ts'
import { countProcesses } from '#app/features/processes/queries.server.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Pagination } from '#app/ui/Pagination.tsx'
import { StackedKey } from '#app/ui/Shares.tsx'
import { Page } from '#app/ui/Shell.tsx'

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Trajecten')

const ON_A_PAGE = 25

export const loader = onlyFor('official', async ({ db, actor, municipality, url, now }) => {
  const total = await countProcesses(db, municipality.id)
  const pages = Math.max(1, Math.ceil(total / ON_A_PAGE))
  const asked = Number(url.searchParams.get('bladzijde') ?? 1)
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1
  const offset = (page - 1) * ON_A_PAGE
  const processes = await processesWithProgress(db, municipality.id, {
    states: processStates,
    limit: ON_A_PAGE,
    offset,
  })
  return {
    ...{ total, page, pages },
    mayCreate: hasInnerRole(actor, 'processor'),
    processes: processes.map((process) => rowOfProcess(process, now)),
  }
})

export default function Processes() {
  const { processes, total, page, pages, mayCreate } = useLoaderData<typeof loader>()
  const create = mayCreate && (
    <ButtonLink variant="primary-action" icon="plus" href={paths.official.newProcess()}>
      Nieuw traject
    </ButtonLink>
  )
  return (
    <Page wrap={false} className="sm-page">
      <div className="sm-head">
        <h1>Trajecten</h1>
        {total > 0 && create}
      </div>
      {total === 0 ? (
        <div className="gap-4">
          <Empty title="Er zijn nog geen trajecten" action={create || undefined}>
            Een traject is één plan waarop bewoners kunnen reageren, van de vrijgave tot wat er met de reacties is
            gedaan.
          </Empty>
        </div>
      ) : (
        <section className="sm-sec gap-4" aria-label="Alle trajecten">
          <div className="sm-sec__head">
            <p className="soft small">{total === 1 ? '1 traject' : `${total} trajecten`}</p>
            <StackedKey
              parts={[
                { level: 'mid', label: 'beantwoord' },
                { level: 'empty', label: 'nog te doen' },
              ]}
            />
          </div>
          {processes.map((process) => (
            <ProcessRow key={process.slug} {...process} level={2} />
          ))}
          <Pagination {...{ page, pages }} hrefOf={(n) => `?bladzijde=${n}`} />
        </section>
      )}
    </Page>
  )
}
