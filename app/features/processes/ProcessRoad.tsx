import type { RoadStep } from './road.ts'

const classes = { done: 'past', now: 'now', next: undefined }

/** The phases as a bar: what was, what is, what comes; the dates stand under it. */
export function ProcessRoad({ steps, editHref }: { steps: readonly RoadStep[]; editHref?: string }) {
  return (
    <section className="sm-sec" aria-labelledby="fasen-kop">
      <div className="sm-sec__head">
        <h2 id="fasen-kop">Fasen</h2>
        {editHref && (
          <a className="small" href={editHref}>
            Fasen wijzigen
          </a>
        )}
      </div>
      <ol className="sm-road">
        {steps.map(({ title, state, when }, at) => (
          <li key={at} className={classes[state]} aria-current={state === 'now' ? 'step' : undefined}>
            <b>{title}</b>
            {when || 'datum volgt'}
          </li>
        ))}
      </ol>
    </section>
  )
}
