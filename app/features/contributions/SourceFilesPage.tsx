import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { SourceFile } from './source-files.server.ts'
import { MOST_FILES } from './source-file.ts'
import { SourceFileList } from './SourceFileList.tsx'

export type SourceFilesView = {
  process: { slug: string; title: string }
  contributionId: string
  /** Whose contribution it is, as officials read it. */
  name: string
  files: SourceFile[]
  mayChange: boolean
  /** Nothing is added any more: published or withdrawn. */
  isFixed: boolean
  said: string | null
}

/** The files from which a contribution was registered: to save, to add, to take away. */
export function SourceFilesPage({ view }: { view: SourceFilesView }) {
  const { answer, errors } = useForm(['addSourceFile', 'removeSourceFile'])
  const { process, contributionId, name, files, mayChange, isFixed, said } = view
  const register = paths.official.process.register(process.slug)
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: register, label: `Inbreng, ${process.title}` },
          { href: paths.official.process.split(process.slug, contributionId), label: name },
        ]}
      />
      <h1>Bronbestanden</h1>
      <p className="lede">
        Waar deze inbreng vandaan komt: het onderzoek, de brief of het ondertekende verslag. Alleen ambtenaren kunnen
        dit openen. Het komt nooit op de website.
      </p>
      <div className="gap-3">
        {answer && <ErrorSummary errors={listedErrors(errors)} kept="Wat er al stond, staat er nog." />}
        {!answer && said && <StatusMessage>{said}</StatusMessage>}
      </div>
      {files.length === 0 ? (
        <p className="gap-3">Er is nog geen bestand bij deze inbreng.</p>
      ) : (
        <div className="gap-3">
          <SourceFileList
            slug={process.slug}
            contributionId={contributionId}
            files={files}
            under={(file) => mayChange && <Remove file={file} />}
          />
        </div>
      )}
      {isFixed ? (
        <div className="gap-4">
          <Notice title="Er komt geen bestand meer bij">
            De antwoorden zijn openbaar of het traject is ingetrokken. Een bestand weghalen kan altijd.
          </Notice>
        </div>
      ) : (
        mayChange && <Add error={errors.file} isFull={files.length >= MOST_FILES} />
      )}
      <p className="gap-4">
        <GoLink href={paths.official.process.split(process.slug, contributionId)} plain>
          Terug naar de inbreng
        </GoLink>
      </p>
    </Page>
  )
}

function Remove({ file: { id, name } }: { file: SourceFile }) {
  return (
    <Fold
      summary={
        <>
          Haal weg<span className="vh"> {name}</span>
        </>
      }
    >
      <form method="post">
        <input type="hidden" name="fileId" value={id} />
        <p className="small">Het bestand wordt gewist. U kunt dit niet ongedaan maken.</p>
        <Button small variant="danger" name="act" value="removeSourceFile">
          Wis het bestand<span className="vh"> {name}</span>
        </Button>
      </form>
    </Fold>
  )
}

function Add({ error, isFull }: { error: string | undefined; isFull: boolean }) {
  if (isFull)
    return <p className="gap-4 soft">Er horen hier {MOST_FILES} bestanden bij. Meer kan niet. Haal er eerst een weg.</p>
  return (
    <section className="sm-sec gap-5" aria-labelledby="erbij">
      <h2 id="erbij">Voeg een bestand toe</h2>
      <form method="post" encType="multipart/form-data" className="form gap-2" noValidate>
        <FileInput
          name="file"
          label="Bestand"
          limits={`PDF, Word (.docx), OpenDocument (.odt), JPEG of PNG. Hoogstens 10 MB, en ${MOST_FILES} bestanden bij een inbreng.`}
          accept=".pdf,.docx,.odt,.jpg,.jpeg,.png"
          {...(error ? { error } : {})}
        />
        <Buttons>
          <Button variant="primary-action" icon="upload" name="act" value="addSourceFile">
            Voeg toe
          </Button>
        </Buttons>
      </form>
    </section>
  )
}
