import { Form } from '@remix-run/react'
import { WordChanges } from '#app/features/plans/versions/WordChanges.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import type { AskedParagraph, ShownPart } from './amendment-view.server.ts'
import type { PartKind } from './amendment.ts'

const marksHelp =
  'Een lege regel maakt er twee alinea’s van. **Vet** zet u tussen sterretjes, *cursief* tussen één sterretje. Een lijst begint per regel met “- ”.'

/** What an amendment asks of one paragraph, that is not asked yet. */
export function AddPart({ kind, paragraph, back }: { kind: PartKind; paragraph: AskedParagraph; back: string }) {
  const form = useForm('addAmendmentPart', { words: kind === 'words' ? paragraph.words : '' })
  return (
    <Form method="post" className="df-part" noValidate id="onderdeel">
      <h3>
        {kind === 'words' && `Andere tekst voor alinea ${paragraph.number}`}
        {kind === 'added' && `Nieuwe alinea na alinea ${paragraph.number}`}
        {kind === 'removed' && `Alinea ${paragraph.number} weghalen`}
      </h3>
      <p className="small soft">{paragraph.section}</p>
      {kind !== 'words' && (
        <blockquote className="df-quote lines" dir="auto">
          {paragraph.text}
        </blockquote>
      )}
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="paragraphId" value={paragraph.id} />
      {kind === 'removed' ? (
        form.errors.words && (
          <p className="utrecht-form-field-error-message" id="words">
            {form.errors.words}
          </p>
        )
      ) : (
        <TextArea
          {...form.field('words')}
          label={kind === 'words' ? 'De tekst die er moet komen' : 'De nieuwe alinea'}
          description={marksHelp}
          rows={6}
        />
      )}
      <Buttons>
        <Button variant="primary-action" name="act" value="addAmendmentPart">
          {kind === 'removed' ? 'Zet dit in het amendement' : 'Bewaar deze tekst'}
        </Button>
        <GoLink href={back} plain>
          Terug zonder te bewaren
        </GoLink>
      </Buttons>
    </Form>
  )
}

/** Other words for a part that is there; where the plan changed meanwhile beside what stands there now. */
export function ChangePart({ part, back }: { part: ShownPart; back: string }) {
  const form = useForm('changeAmendmentPart', { words: part.typed, seen: part.seen }, { partId: part.id })
  return (
    <Form method="post" className="df-part" noValidate id="onderdeel">
      <h3>{part.kind === 'added' ? `Nieuwe alinea na alinea ${part.number}` : `Alinea ${part.number}`}</h3>
      {part.isChanged && part.state === 'changed' && <Meanwhile part={part} />}
      <input type="hidden" name="partId" value={part.id} />
      <input type="hidden" name="seen" value={part.seen} />
      {part.kind === 'removed' ? (
        form.errors.words && (
          <p className="utrecht-form-field-error-message" id="words">
            {form.errors.words}
          </p>
        )
      ) : (
        <TextArea {...form.field('words')} label="De tekst die er moet komen" description={marksHelp} rows={6} />
      )}
      <Buttons>
        <Button variant="primary-action" name="act" value="changeAmendmentPart">
          {part.kind === 'removed' ? 'Ook de nieuwe tekst vervalt' : 'Bewaar deze tekst'}
        </Button>
        <GoLink href={back} plain>
          Terug zonder te bewaren
        </GoLink>
      </Buttons>
    </Form>
  )
}

/** Both texts of a paragraph that changed since an amendment was made on it. */
export function Meanwhile({ part }: { part: ShownPart }) {
  if (part.present === null) return null
  return (
    <div className="df-both">
      <div>
        <p className="small">Waarop het amendement is gemaakt</p>
        <p className="df-quote lines" dir="auto">
          {part.old}
        </p>
      </div>
      <div>
        <p className="small">Wat er nu in het plan staat</p>
        {part.state === 'gone' ? (
          <p className="df-quote">Deze alinea staat er niet meer.</p>
        ) : (
          <div className="df-quote">
            <WordChanges old={part.old} now={part.present} />
          </div>
        )}
      </div>
    </div>
  )
}
