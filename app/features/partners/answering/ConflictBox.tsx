import { Fragment } from 'react'
import { formatTime } from '#app/local-date.ts'
import { Button } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Decision, ItemConflict } from './answer-form.ts'
import { newWords } from './word-changes.ts'

/** Two texts of the same point side by side: nothing is lost, and nothing is chosen for anyone. */
export function ConflictBox({
  conflict,
  name,
  at: place,
  freshId,
  canSplit,
  onDecide,
}: {
  conflict: ItemConflict
  /** 'Punt 3', 'Dit antwoord'. */
  name: string
  /** Its place among the items of the form. */
  at: number
  /** For the second point that may come of it. */
  freshId: string
  /** Whether it may become one text, or two points: not of a choice. */
  canSplit: boolean
  onDecide: ((decision: Decision) => void) | null
}) {
  const { id, base, mine, theirs, by, at } = conflict
  const decide = (decision: Decision) => ({
    ...{ small: true, name: 'act', value: `saveAnswer?decide=${decision}:${id}` },
    ...(onDecide && { type: 'button' as const, onClick: () => onDecide(decision) }),
  })
  const isRemoval = mine === '' || theirs === ''
  return (
    <div className="sm-conf" role="alert" id={`botst-${id}`} tabIndex={-1}>
      <p>
        <Icon name="alert-triangle" /> {name} is op twee plekken tegelijk gewijzigd.{' '}
        {canSplit && !isRemoval ? 'Kies of voeg samen' : 'Kies'}; niets is weg.
      </p>
      <input type="hidden" name={`items[${place}].id`} value={id} />
      <input type="hidden" name={`items[${place}].text`} value={mine} />
      <input type="hidden" name={`items[${place}].seen`} value={theirs} />
      <input type="hidden" name={`items[${place}].base`} value={base} />
      <input type="hidden" name={`items[${place}].freshId`} value={freshId} />
      <input type="hidden" name={`items[${place}].by`} value={by ?? ''} />
      <input type="hidden" name={`items[${place}].at`} value={at ?? ''} />
      <div>
        <section>
          <h3>Van u</h3>
          <Words base={base} text={mine} removed="U haalde dit weg." />
          <Button {...decide('mine')}>
            {mine === '' ? 'Haal weg' : 'Houd deze'}
            <span className="vh"> (die van u)</span>
          </Button>
        </section>
        <section>
          <h3>{`Van ${by ?? 'een collega'}${at ? `, ${formatTime(new Date(at))}` : ''}`}</h3>
          <Words base={base} text={theirs} removed="Iemand haalde dit weg." />
          <Button {...decide('theirs')}>
            {theirs === '' ? 'Haal weg' : 'Houd deze'}
            <span className="vh"> {`(die van ${by ?? 'een collega'})`}</span>
          </Button>
        </section>
      </div>
      {canSplit && !isRemoval && (
        <div className="sm-conf__m">
          <Button {...decide('merged')}>Voeg samen tot één tekst</Button>
          <Button variant="subtle" {...decide('both')}>
            Maak er twee punten van
          </Button>
        </div>
      )}
    </div>
  )
}

function Words({ base, text, removed }: { base: string; text: string; removed: string }) {
  if (text === '') return <p className="soft">{removed}</p>
  return (
    <p className="verbatim" dir="auto">
      {newWords(base, text).map((piece, index) => {
        if (!piece.isNew || base === '') return piece.text
        // The space before a word that is new is not new itself.
        const [space = ''] = /^\s*/.exec(piece.text) ?? []
        return (
          <Fragment key={index}>
            {space}
            <ins>{piece.text.slice(space.length)}</ins>
          </Fragment>
        )
      })}
    </p>
  )
}
