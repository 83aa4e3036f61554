import type { ReactNode } from 'react'
import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import type { OutcomeView } from './clerk-view.server.ts'

/** Shows the outcome on the projector place by place, the last place of the top first. */
export function RevealControl({
  slug,
  reveal,
  leads,
}: {
  slug: string
  reveal: OutcomeView['reveal']
  /** It is what the clerk does now. */ leads: boolean
}) {
  const { last, back, next, all, steps } = reveal
  return (
    <aside className="sm-sign" id="scherm" aria-labelledby="scherm-kop">
      <h2 id="scherm-kop">Op het grote scherm</h2>
      <p className="small">
        {!last
          ? 'Er is nog niets te zien van de uitslag.'
          : next
            ? `Te zien tot en met plaats ${last.place}: ${listed(last.names)}.`
            : 'De hele top is te zien.'}
      </p>
      <ol className="ck-steps" aria-hidden="true">
        {steps.map((step) => (
          <li key={step.place} className={step.topics <= reveal.revealed ? 'is-shown' : undefined}>
            {step.place}
          </li>
        ))}
      </ol>
      {next && (
        <Show topics={next.topics} next={leads}>
          Toon plaats {next.place}
          {next.names.length > 1 && ` (${next.names.length} onderwerpen)`}
        </Show>
      )}
      <div className="btns">
        {back !== null && <Show topics={back}>Eén terug</Show>}
        {next && next.topics < all && <Show topics={all}>Toon alles</Show>}
        {back !== null && back > 0 && <Show topics={0}>Toon niets</Show>}
      </div>
      <GoLink href={paths.council.bigScreen(slug)} icon="eye">
        Naar het grote scherm
      </GoLink>
    </aside>
  )
}

function Show({ topics, next = false, children }: { topics: number; next?: boolean; children: ReactNode }) {
  return (
    <form method="post">
      <input type="hidden" name="topics" value={topics} />
      <Button wide={next} variant={next ? 'primary-action' : 'secondary'} name="act" value="revealRanking">
        {children}
      </Button>
    </form>
  )
}
