import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { WordChanges } from '#app/features/plans/versions/WordChanges.tsx'
import type { OpenPart } from './open-part.server.ts'
import { PartHead } from './OpenedPart.tsx'
import { MarksHelp } from './ParagraphForm.tsx'

/** A part of a version that lies fixed: its words, what changed since the version before, and the correction of an obvious error. */
export function FixedPart({
  part,
  canCorrect,
  mayCorrect,
}: {
  part: OpenPart
  /** It is the version that people read. */
  canCorrect: boolean
  /** Whoever looks is an approver. */
  mayCorrect: boolean
}) {
  const form = useForm('correctError', { words: part.words, reason: '' }, { part: part.id })
  return (
    <>
      <PartHead part={part} />
      {part.before && part.before.words !== part.words ? (
        <WordChanges old={part.before.words} now={part.words} />
      ) : (
        <p className="words-changed" dir="auto">
          {part.words}
        </p>
      )}
      {canCorrect && !mayCorrect && !part.isHeading && (
        <p className="soft small">Een kennelijke fout in deze alinea kan een vaststeller herstellen met een erratum.</p>
      )}
      {canCorrect && mayCorrect && !part.isHeading && (
        <Fold summary="Herstel een kennelijke fout" open={form.answer !== null}>
          <form method="post" noValidate>
            <input type="hidden" name="part" value={part.id} />
            <input type="hidden" name="seen" value={part.seen} />
            <p className="small">
              Alleen voor een fout die iedereen ziet: een typefout, een verkeerd getal of een woord dat ontbreekt.
              Lezers zien bij de alinea wanneer en waarom die is hersteld, en wat er eerst stond.
            </p>
            <TextArea {...form.field('words')} label="Tekst zoals die moet zijn" rows={6} />
            <MarksHelp />
            <TextArea {...form.field('reason')} label="Wat was er fout?" short rows={2} />
            <Button name="act" value="correctError">
              Herstel met een erratum
            </Button>
          </form>
        </Fold>
      )}
    </>
  )
}
