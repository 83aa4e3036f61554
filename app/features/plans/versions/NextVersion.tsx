import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import type { ListedVersion } from './version-list.server.ts'

const kinds = [
  { value: 'revised', label: 'Herzien plan', more: 'Het college of de raad besluit er nog over.' },
  { value: 'adopted', label: 'Vastgesteld plan', more: 'Hierna komt geen versie meer.' },
]

/** How officials make the next version of a plan, by editing or from a file, and throw away one that nobody read. */
export function NextVersion({
  slug,
  version,
  isAdopted,
  seen,
}: {
  slug: string
  /** The one that officials work on. */
  version: ListedVersion
  isAdopted: boolean
  /** Mark of the plan that this page shows. */
  seen: string
}) {
  const upload = useForm('importVersion')
  const others = useForm(['beginRevision', 'discardVersion'])
  const isDraft = version.isOpen && version.ordinal > 1
  if (isAdopted && !isDraft)
    return (
      <GoLink href={paths.official.process.planAdopt(slug)} arrow>
        Bekijk het besluit waarmee dit plan is vastgesteld
      </GoLink>
    )
  return (
    <section className="sm-sec stack" aria-labelledby="volgende">
      <h2 id="volgende">{isDraft ? 'Deze versie' : 'De volgende versie'}</h2>
      <ErrorSummary errors={listedErrors({ ...upload.errors, ...others.errors })} />
      {isDraft ? (
        <p>
          Bewoners lezen deze versie nog niet. Wat zij bij de vorige versie schreven, blijft daar staan en wijst mee
          naar de nieuwe woorden.
        </p>
      ) : (
        <form method="post" className="stack">
          <p>
            Deze tekst ligt vast. Maak er een volgende versie van: de alinea’s komen mee en u wijzigt wat anders wordt.
          </p>
          <Buttons>
            <Button variant="primary-action" icon="pencil" name="act" value="beginRevision">
              Maak een herzien plan
            </Button>
          </Buttons>
        </form>
      )}
      {isDraft && (
        <p>
          <GoLink href={paths.official.process.planCompare(slug)} arrow>
            Kijk na wat er verandert
          </GoLink>
        </p>
      )}
      {isDraft && !isAdopted && (
        <p>
          <GoLink href={paths.official.process.planRelease(slug)} arrow>
            Maak deze versie openbaar
          </GoLink>
        </p>
      )}
      <p>
        <GoLink href={paths.official.process.planAdopt(slug)} arrow>
          Leg vast dat het plan is vastgesteld
        </GoLink>
      </p>
      <Fold
        summary={isDraft ? 'Lees een ander bestand in' : 'Lees de volgende versie uit een bestand'}
        open={upload.answer !== null}
        id="uit-bestand"
      >
        <form className="form" method="post" encType="multipart/form-data" noValidate>
          <input type="hidden" name="seen" value={seen} />
          <FileInput
            name="file"
            id="versie-bestand"
            label="Bestand met de hele tekst"
            limits="Word (.docx), hoogstens 25 MB. Ook goed: tekst (.txt), een webpagina (.html) of Markdown (.md)."
            accept=".docx,.md,.markdown,.html,.htm,.txt"
            {...(upload.errors.file ? { error: upload.errors.file } : {})}
          />
          <RadioGroup
            name="kind"
            legend="Wat is dit voor versie?"
            choices={kinds}
            value={upload.value('kind') || 'revised'}
            {...(upload.errors.kind ? { error: upload.errors.kind } : {})}
          />
          {(upload.errors.isConfirmed || upload.isTicked('isConfirmed')) && (
            <CheckboxField
              name="isConfirmed"
              label="Dit is de volgende versie"
              more="Ook al lijkt het weinig op de vorige."
              defaultChecked={upload.isTicked('isConfirmed')}
              {...(upload.errors.isConfirmed ? { error: upload.errors.isConfirmed } : {})}
            />
          )}
          <p className="small soft">
            Wij vergelijken de alinea’s met die van de vorige versie. Wat wij niet zeker weten, vragen wij u daarna.
            {isDraft && ' Dezelfde soort versie vervangt deze tekst; wat gelijk blijft, houdt wat u erover zei.'}
          </p>
          <Buttons>
            <Button icon="upload" name="act" value="importVersion">
              Lees in en vergelijk
            </Button>
          </Buttons>
        </form>
      </Fold>
      {isDraft && !version.isForReaders && (
        <Fold summary="Gooi deze versie weg" id="weggooien">
          <form method="post" className="stack">
            <input type="hidden" name="seen" value={seen} />
            <p>
              De tekst van ‘{version.name}’ en wat u over de alinea’s zei, zijn dan weg. U werkt verder in de versie
              ervoor.
            </p>
            <p>
              <a href={withQuery(paths.official.process.plan(slug), { versie: String(version.ordinal - 1) })}>
                Bekijk de versie ervoor
              </a>
            </p>
            <Buttons>
              <Button variant="danger" icon="trash" name="act" value="discardVersion">
                Gooi {version.name.toLowerCase()} weg
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
    </section>
  )
}
