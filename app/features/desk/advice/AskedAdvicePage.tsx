import { paths, withQuery } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { adviceStates, adviceStateSlugs, adviceStateWords, type AdviceState } from './advice.ts'
import { AdviceRequests } from './AdviceRequests.tsx'
import type { AskedAdvice } from './advice-queries.server.ts'

export type AskedAdviceView = {
  process: { slug: string; title: string }
  requests: AskedAdvice[]
  mayAsk: boolean
  said: string | null
  /** How they stand that are shown; null for all. */
  state: AdviceState | null
  /** The request after which more follow; null at the end. */
  after: string | null
}

/** All advice that was asked in a process. */
export function AskedAdvicePage({
  view: { process, requests, mayAsk, said, state, after },
}: {
  view: AskedAdviceView
}) {
  const here = paths.official.process.askedAdvice(process.slug)
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.process.details(process.slug), label: process.title }]} />
      <div className="under-4 stack">
        <h1>Gevraagd advies</h1>
        {said && <StatusMessage>{said}</StatusMessage>}
      </div>
      <nav className="adv-states" aria-label="Welke vragen">
        {[null, ...adviceStates].map((each) => (
          <a
            key={each ?? 'alle'}
            href={withQuery(here, { stand: each && adviceStateSlugs[each] })}
            aria-current={each === state ? 'page' : undefined}
          >
            {each === null ? 'Alle' : adviceStateWords[each]}
          </a>
        ))}
        <a
          className="adv-states__points"
          href={withQuery(paths.official.process.points(process.slug), { 'let-op': 'wacht-op-advies' })}
        >
          Punten die op advies wachten
        </a>
      </nav>
      {requests.length > 0 ? (
        <AdviceRequests slug={process.slug} requests={requests} mayAsk={mayAsk} namesPoints />
      ) : state !== null ? (
        <Empty title={`Geen vragen: ${adviceStateWords[state].toLowerCase()}`} />
      ) : (
        <Empty
          title="Er is nog geen advies gevraagd"
          action={<ButtonLink href={paths.official.process.points(process.slug)}>Naar de punten</ButtonLink>}
        >
          Kies punten in de lijst, of open een punt, en kies “Vraag advies”. Een collega van een andere afdeling kan dan
          meedenken zonder account.
        </Empty>
      )}
      {after !== null && (
        <p className="adv-more">
          <a href={withQuery(here, { stand: state && adviceStateSlugs[state], na: after })}>Oudere vragen</a>
        </p>
      )}
    </Page>
  )
}
