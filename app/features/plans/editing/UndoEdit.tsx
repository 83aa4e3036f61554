import { Button } from '#app/ui/Button.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'

/** Takes back what the official did last, and says what that is. */
export function UndoEdit({ edit }: { edit: { id: string; says: string } | null }) {
  if (edit === null) return null
  return (
    <form method="post" className="pe-undo">
      <Button
        small
        icon="undo"
        name="act"
        value={`undoEdit?edit=${edit.id}`}
        data-undo
        aria-describedby="laatst-gedaan"
      >
        Ongedaan maken <kbd aria-hidden="true">Z</kbd>
      </Button>
      <span className="soft tiny" id="laatst-gedaan">
        Laatst: {edit.says}
      </span>
    </form>
  )
}

/** Says that it was taken back, with the way to have it after all. */
export function UndoneEdit({ edit }: { edit: string }) {
  return (
    <div className="pe-undone">
      <StatusMessage>Ongedaan gemaakt. Er staat weer wat er eerst stond.</StatusMessage>
      <form method="post">
        <Button small variant="quiet" name="act" value={`redoEdit?edit=${edit}`}>
          Toch weer doen
        </Button>
      </form>
    </div>
  )
}
