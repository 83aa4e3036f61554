import { Fold } from '#app/ui/FormParts.tsx'
import { dispositionForResidents, dispositions, dispositionWords } from './disposition.ts'

/** What the words for what was done with a point mean, folded away. */
export function DispositionMeanings() {
  return (
    <Fold summary="Wat betekenen deze woorden?">
      <dl className="words">
        {dispositions.map((disposition) => (
          <div key={disposition}>
            <dt>{dispositionForResidents(disposition)}</dt>
            <dd>{dispositionWords[disposition].explanation}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  )
}
