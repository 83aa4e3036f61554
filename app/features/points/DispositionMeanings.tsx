import { Fold } from '#app/ui/FormParts.tsx'
import { useDecisionWords } from './DecisionWords.tsx'

/** What the words for what was done with a point mean, folded away. */
export function DispositionMeanings() {
  const words = useDecisionWords()
  return (
    <Fold summary="Wat betekenen deze woorden?">
      <dl className="words">
        {words.offered.map((decision) => (
          <div key={decision}>
            <dt>{words.forResidents(decision)}</dt>
            <dd>{words.of(decision).explanation}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  )
}
