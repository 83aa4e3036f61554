import { Fragment, useRef, type FormEvent } from 'react'
import { useForm } from '#app/forms/use-form.ts'
import { formatDateTime } from '#app/local-date.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { asOne } from './draft-on-device.ts'
import type { ItemView } from './item-view.server.ts'
import { withMentions } from './mentions.ts'
import { useNoteDraft } from './use-note-draft.ts'
import { textsOf, type PointActs } from './use-point-acts.ts'

/** What officials tell each other about the point; never public. */
export function NotesSection({ view, acts }: { view: ItemView; acts: PointActs }) {
  const { notes, officials, noteKey, readerId, point } = view
  const enhanced = useEnhanced()
  const form = useForm(['writeNote', 'removeNote'], { note: '' })
  const field = useRef<HTMLTextAreaElement>(null)
  const errors = { ...form.errors, ...acts.errors }
  const error = errors.note
  const own = notes.flatMap((note) => (note.isOwn ? [note.text] : []))
  const keep = useNoteDraft(field, { pointId: point.id, accountId: readerId }, asOne(own), enhanced)
  const place = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const sent = textsOf(new FormData(event.currentTarget, submitter))
    void acts.send(sent, { says: 'De notitie staat er.', undo: null }).then((isPlaced) => isPlaced && keep(''))
  }
  const names = officials.map(({ name }) => name)
  const mention = (name: string) => {
    const area = field.current
    if (!area) return
    const { selectionStart: at, value } = area
    const before = value.slice(0, at)
    const space = before === '' || /\s$/.test(before) ? '' : ' '
    area.setRangeText(`${space}@${name} `, at, at, 'end')
    area.focus()
    keep(area.value)
  }
  return (
    <section className="it-notes" aria-labelledby="notities">
      <div className="sm-lab">
        <h3 id="notities">Interne notitie</h3>
        <kbd aria-hidden="true">N</kbd>
      </div>
      {notes.map((note) => (
        <div key={note.id} className="it-note">
          <p className="verbatim" dir="auto">
            <b>{note.by}</b>{' '}
            {withMentions(note.text, names).map((piece, at) =>
              piece.name === null ? <Fragment key={at}>{piece.text}</Fragment> : <b key={at}>{piece.text}</b>,
            )}
          </p>
          <p className="small soft">{formatDateTime(note.writtenAt)}</p>
          {note.isOwn && (
            <form
              method="post"
              onSubmit={enhanced ? acts.onSubmit(() => ({ says: 'De notitie is weg.', undo: null })) : undefined}
            >
              <input type="hidden" name="noteId" value={note.id} />
              <Button small variant="subtle" name="act" value="removeNote">
                Haal weg<span className="vh">: {note.text.slice(0, 60)}</span>
              </Button>
            </form>
          )}
        </div>
      ))}
      <form
        // The next note is another one.
        key={enhanced ? notes.length : noteKey}
        method="post"
        noValidate
        onSubmit={enhanced ? place : undefined}
      >
        <input type="hidden" name="key" value={noteKey} />
        <label htmlFor="note" className="vh">
          Nieuwe notitie, alleen voor collega’s
        </label>
        {error && <FieldError id="note-fout">{error}</FieldError>}
        <textarea
          ref={field}
          id="note"
          name="note"
          dir="auto"
          rows={2}
          className="utrecht-textarea utrecht-textarea--short"
          defaultValue={form.value('note')}
          onInput={({ currentTarget }) => keep(currentTarget.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'note-fout' : 'note-uitleg'}
        />
        <p id="note-uitleg" className="small soft">
          Alleen collega’s lezen dit. Met @naam krijgt een collega bericht.
          {enhanced && ' Wat u typt, blijft op dit apparaat staan tot u het plaatst.'}
        </p>
        <div className="it-acts">
          {enhanced && officials.length > 1 && (
            <select
              aria-label="Noem een collega"
              className="utrecht-select it-mention"
              value=""
              onChange={({ target }) => mention(target.value)}
            >
              <option value="">@ Noem een collega</option>
              {officials
                .filter(({ id }) => id !== readerId)
                .map(({ id, name }) => (
                  <option key={id} value={name}>
                    {name}
                  </option>
                ))}
            </select>
          )}
          <Button small name="act" value="writeNote">
            Plaats notitie
          </Button>
        </div>
      </form>
    </section>
  )
}
