import { useState } from 'react'
import { boilerplatesWith, MANY_BOILERPLATES } from '#app/features/answers/boilerplate.ts'
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
  const [asked, setAsked] = useState('')
  const found = boilerplatesWith(boilerplates, asked)
  return (
    <details className="it-boilerplates">
      <summary>Standaardtekst</summary>
      {boilerplates.length === 0 ? (
        <p className="small soft">
          Er zijn nog geen standaardteksten. <a href={paths.official.boilerplates()}>Maak er een</a>
        </p>
      ) : (
        <>
          {onUse && boilerplates.length > MANY_BOILERPLATES && (
            <>
              <input
                type="search"
                className="utrecht-textbox"
                aria-label="Zoek in standaardteksten"
                placeholder="Zoek in standaardteksten"
                value={asked}
                onChange={({ target }) => setAsked(target.value)}
                onKeyDown={(event) => {
                  // It would send the form of the answer.
                  if (event.key === 'Enter') event.preventDefault()
                }}
              />
              <p className="small soft" role="status">
                {found.length === 0 ? 'Geen tekst met deze woorden.' : `${found.length} van ${boilerplates.length}`}
              </p>
            </>
          )}
          <ul>
            {found.map((boilerplate) => (
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
        </>
      )}
    </details>
  )
}
