import { paragraphKindNames } from '#app/features/plans/correct-paragraphs.ts'
import { AddParagraphs } from './AddParagraphs.tsx'
import { HeadingForm } from './HeadingForm.tsx'
import type { OpenPart, Place } from './open-part.server.ts'
import { ParagraphForm } from './ParagraphForm.tsx'
import { PartActs } from './PartActs.tsx'

/** The heading or paragraph that is opened, with everything that may be done to it. */
export function OpenedPart({
  part,
  places,
  pressed,
  closeHref,
}: {
  part: OpenPart
  places: readonly Place[]
  /** The button that was pressed last: the focus goes back to it. */
  pressed: string | null
  /** This page without what was typed. */
  closeHref: string
}) {
  return (
    <>
      <PartHead part={part} />
      {part.isHeading ? (
        <HeadingForm part={part} pressed={pressed} />
      ) : (
        <ParagraphForm key={part.id} part={part} closeHref={closeHref} />
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
      <h3 id="onderdeel-kop">{part.isHeading ? `Kop ${part.number}` : `Alinea ${part.number}`}</h3>
      <p className="soft small">
        {part.kind === 'heading' ? `Niveau ${part.level}` : `${paragraphKindNames[part.kind]}, onder ‘${part.section}’`}
        {part.before && <> · was {part.before.says}</>}
      </p>
    </header>
  )
}
