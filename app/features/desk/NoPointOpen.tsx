import { Empty } from '#app/ui/Marks.tsx'

/** What stands beside the list while no point is open. */
export function NoPointOpen() {
  return (
    <section className="sm-pane sm-pane--none" aria-label="Geen punt open">
      <Empty title="Kies een punt in de lijst">
        De tekst en het antwoord staan dan hier, naast elkaar. De lijst blijft op haar plaats.
      </Empty>
    </section>
  )
}
