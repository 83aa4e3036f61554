import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import type { ItemView } from './item-view.server.ts'

type Boilerplate = ItemView['boilerplates'][number]

/** Texts to put in the answer, filled in for this point. Without scripts they are there to be copied. */
export function BoilerplatePicker({
  boilerplates,
  onUse,
}: {
  boilerplates: readonly Boilerplate[]
  onUse: ((boilerplate: Boilerplate) => void) | null
}) {
  return (
    <details className="it-boilerplates">
      <summary>Standaardtekst</summary>
      {boilerplates.length === 0 ? (
        <p className="small soft">
          Er zijn nog geen standaardteksten. <a href={paths.official.boilerplates()}>Maak er een</a>
        </p>
      ) : (
        <ul>
          {boilerplates.map((boilerplate) => (
            <li key={boilerplate.id}>
              <b>{boilerplate.title}</b>
              <p className="small" dir="auto">
                {boilerplate.text}
              </p>
              {onUse && (
                <Button small type="button" onClick={() => onUse(boilerplate)}>
                  Zet in het antwoord<span className="vh">: {boilerplate.title}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
