import { Button, Buttons } from '#app/ui/Button.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Icon } from '#app/ui/Icon.tsx'

/** Uploads the concept plan; `replaces` when there is one already. */
export function PlanUpload({ error, isMissing, replaces }: { error?: string; isMissing: boolean; replaces: boolean }) {
  return (
    <form className="form" method="post" encType="multipart/form-data" noValidate>
      <div className={isMissing && !error ? 'sm-err' : undefined}>
        {isMissing && !error && (
          <p className="sm-hint">
            <Icon name="alert-triangle" />
            <span>Er is nog geen plan. Bewoners moeten het online kunnen lezen.</span>
          </p>
        )}
        <FileInput
          name="file"
          id="plan"
          label={replaces ? 'Ander bestand' : 'Bestand met het conceptplan'}
          limits="Word (.docx), hoogstens 25 MB. Ook goed: tekst (.txt), een webpagina (.html) of Markdown (.md)."
          accept=".docx,.md,.markdown,.html,.htm,.txt"
          {...(error ? { error } : {})}
        />
      </div>
      {replaces && (
        <p className="small soft">
          Het nieuwe bestand vervangt de tekst hieronder. Alinea’s die gelijk blijven, houden hun nummer in de adressen.
          De indeling wordt opnieuw uit het bestand gelezen.
        </p>
      )}
      {!replaces && (
        <p className="small soft">
          Bewoners zien de tekst pas als u het traject vrijgeeft. Tot dan kunt u alles verbeteren.
        </p>
      )}
      <Buttons>
        <Button variant={replaces ? 'secondary' : 'primary-action'} icon="upload" name="act" value="importPlan">
          {replaces ? 'Vervang de tekst' : 'Zet de tekst online'}
        </Button>
      </Buttons>
    </form>
  )
}
