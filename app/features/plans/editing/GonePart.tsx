import { UndoEdit } from './UndoEdit.tsx'

/** A paragraph of the version before that is in this one no more: its words, and the way to take that back. */
export function GonePart({
  part: { number, text },
  undo,
}: {
  part: { number: string; text: string }
  undo: { id: string; says: string } | null
}) {
  return (
    <>
      <header className="pe-head">
        <h2 id="onderdeel-kop">Alinea {number}, vervallen</h2>
        <p className="soft small">stond in de vorige versie</p>
      </header>
      <UndoEdit edit={undo} />
      <p className="words-changed" dir="auto">
        <del>
          <span className="vh">weg: </span>
          {text}
        </del>
      </p>
    </>
  )
}
