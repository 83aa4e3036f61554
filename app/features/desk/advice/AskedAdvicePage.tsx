import { paths } from '#app/paths.ts'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { AdviceRequests } from './AdviceRequests.tsx'
import type { AskedAdvice } from './advice-queries.server.ts'

export type AskedAdviceView = {
  process: { slug: string; title: string }
  requests: AskedAdvice[]
  mayAsk: boolean
  said: string | null
}

/** All advice that was asked in a process. */
export function AskedAdvicePage({ view: { process, requests, mayAsk, said } }: { view: AskedAdviceView }) {
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.process.details(process.slug), label: process.title }]} />
      <div className="under-4 stack">
        <h1>Gevraagd advies</h1>
        {said && <StatusMessage>{said}</StatusMessage>}
      </div>
      {requests.length === 0 ? (
        <Empty title="Er is nog geen advies gevraagd">
          Open een punt en kies “Vraag advies”. Een collega van een andere afdeling kan dan meedenken zonder account.
        </Empty>
      ) : (
        <AdviceRequests slug={process.slug} requests={requests} mayAsk={mayAsk} />
      )}
    </Page>
  )
}
