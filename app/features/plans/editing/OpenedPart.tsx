import { paragraphKindNames } from '#app/features/plans/correct-paragraphs.ts'
import { AddParagraphs } from './AddParagraphs.tsx'
import { HeadingForm } from './HeadingForm.tsx'
import type { OpenPart, Place } from './open-part.server.ts'
import { ParagraphForm } from './ParagraphForm.tsx'
import { PartActs } from './PartActs.tsx'
import { UndoEdit } from './UndoEdit.tsx'

/** The heading or paragraph that is opened, with everything that may be done to it. */
export function OpenedPart({
  part,
  places,
  pressed,
  next,
  undo,
  closeHref,
}: {
  part: OpenPart
  places: readonly Place[]
  /** The button that was pressed last: the focus goes back to it. */
  pressed: string | null
  /** The paragraph that comes after it. */
  next: string | null
  /** What the official did last. */
  undo: { id: string; says: string } | null
  /** This page without what was typed. */
  closeHref: string
}) {
  return (
    <>
      <PartHead part={part} />
      <UndoEdit edit={undo} />
      {part.isHeading ? (
        <HeadingForm part={part} next={next} pressed={pressed} />
      ) : (
        <ParagraphForm key={part.id} part={part} next={next} closeHref={closeHref} />
      )}
      <PartActs part={part} places={places} pressed={pressed} />
      <AddParagraphs part={part} />
    </>
  )
}

/** What it is and where it stands. */
export function PartHead({ part }: { part: OpenPart }) {
  return (
    <header className="pe-head">
      <h2 id="onderdeel-kop">{part.isHeading ? `Kop ${part.number}` : `Alinea ${part.number}`}</h2>
      <p className="soft small">
        {part.kind === 'heading' ? `Niveau ${part.level}` : `${paragraphKindNames[part.kind]}, onder ‘${part.section}’`}
        {part.before && <> · was {part.before.says}</>}
      </p>
    </header>
  )
}
