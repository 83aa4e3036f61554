import type { ShownForm } from '#app/forms/use-form.ts'
import { Select } from '#app/ui/Field.tsx'
import { pieceChoice, type BasePiece } from './base-pieces.ts'

const kinds = { point: 'Punt', noPoint: 'Geen punt', open: 'Laat open' } as const

/** The base text in pieces, each with what it becomes in all letters: as proposed, or as an official chooses. */
export function BaseSplit({ pieces, form }: { pieces: readonly BasePiece[]; form: ShownForm }) {
  return (
    <ol className="cp-pieces">
      {pieces.map((piece, at) => {
        const name = `pieces[${at}]`
        const { words, proposed } = piece
        const sent = form.answer ? form.value(name) : ''
        return (
          <li key={pieceChoice(piece, null)}>
            <p className="cp-words" dir="auto">
              {words}
            </p>
            <Select
              {...form.field(name)}
              defaultValue={sent || pieceChoice(piece, proposed)}
              label={`Wat is stuk ${at + 1}?`}
              options={[
                ...(proposed === null ? [{ value: pieceChoice(piece, null), label: 'Kies' }] : []),
                ...(['point', 'noPoint', 'open'] as const).map((kind) => ({
                  value: pieceChoice(piece, kind),
                  label: kind === proposed ? `${kinds[kind]} (voorstel)` : kinds[kind],
                })),
              ]}
            />
          </li>
        )
      })}
    </ol>
  )
}
