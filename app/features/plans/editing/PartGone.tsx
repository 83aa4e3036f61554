import { Notice } from '#app/ui/FormParts.tsx'
import { UndoEdit } from './UndoEdit.tsx'

/** In the place of a part that is no longer there: why, and what was typed for it. */
export function PartGone({ words, undo }: { words: string; undo: { id: string; says: string } | null }) {
  return (
    <>
      <header className="pe-head">
        <h2 id="onderdeel-kop">Dit onderdeel staat er niet meer</h2>
      </header>
      <UndoEdit edit={undo} />
      {words === '' ? (
        <p>Het is weggehaald of bij een ander onderdeel gevoegd. Kies in de lijst waar u verder wilt.</p>
      ) : (
        <Notice kind="warn" title="Dit typte u">
          <p>Open de alinea waar dit bij hoort of achter moet komen, en plak het daar.</p>
          <p className="words-changed" dir="auto">
            {words}
          </p>
        </Notice>
      )}
    </>
  )
}
