import { counted } from '#app/counted.ts'
import { AskingHead } from '#app/features/partners/asking/AskingHead.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink, GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ChooseFile, FileColumns, FileErrors } from '#app/ui/TableFromFile.tsx'
import type { ImportView } from './import-view.server.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { partnerInputColumns } from './partner-input-file.ts'
import { columnWords, previewIn } from './import-form.ts'

function saysOf({ facts }: NonNullable<ImportView['said']>): string {
  const [added, unchanged, points] = [Number(facts.added), Number(facts.unchanged), Number(facts.points)]
  if (added === 0) return 'Deze inbreng was al ingelezen. Er is niets veranderd.'
  const before =
    unchanged > 0 ? ` ${counted(unchanged, 'indiener was', 'indieners waren')} al ingelezen en bleef gelijk.` : ''
  return `Ingelezen: ${counted(points, 'punt', 'punten')} van ${counted(added, 'indiener', 'indieners')}.${before}`
}

/** Partner input out of a file: first what it would do, and only then it is done. */
export function PartnerImportPage({ view }: { view: ImportView }) {
  const { process, list, said, mayChange, isFixed } = view
  const form = useForm(['previewPartnerInput', 'importPartnerInput'])
  const preview = previewIn(form.answer)
  const wrong = preview?.errors.length ?? 0
  // A table that did not come over is chosen as a file again; the cells that are wrong stand below.
  const { table, ...fields } = form.errors
  const errors = { ...fields, ...(table ? { file: table } : {}) }
  return (
    <Page wrap={false} className="sm-page">
      <FileErrors errors={errors} wrong={wrong} />
      <AskingHead view={view} list={list} current="importeren" />
      {!form.answer && said && (
        <Notice
          kind="success"
          live
          title={saysOf(said)}
          actions={
            <>
              <ButtonLink href={paths.official.process.points(process.slug)}>Beantwoord de punten</ButtonLink>
              <GoLink href={paths.official.process.partnerAppendix(process.slug)} plain>
                Bekijk bijlage 2
              </GoLink>
            </>
          }
        >
          Elke indiener staat in het register, en elk punt wacht op een antwoord.
        </Notice>
      )}
      <div className="pq-page gap-4">
        {preview ? (
          <ImportPreview preview={preview} today={view.today} mayTakeIn={mayChange && !isFixed} />
        ) : (
          <>
            <p className="lede">
              Schreven organisaties hun inbreng in een brief, een mail of een spreadsheet? Zet hun punten onder elkaar
              in een bestand. U ziet eerst wat er gebeurt. Pas als u dat goed vindt, komt het in het register.
            </p>
            <Upload view={view} error={errors.file} />
          </>
        )}
        <Columns view={view} />
      </div>
    </Page>
  )
}

function Upload({ view: { mayChange, isFixed }, error }: { view: ImportView; error: string | undefined }) {
  if (isFixed)
    return <Notice title="Inlezen kan niet meer">Dit traject is ingetrokken. Daarom komt er geen inbreng bij.</Notice>
  if (!mayChange)
    return (
      <Notice title="U kunt dit lezen, en niet doen">
        Om inbreng in te lezen hebt u de rol behandelaar nodig. Vraag de beheerder van uw gemeente om die rol.
      </Notice>
    )
  return (
    <section className="sm-sec" aria-labelledby="bestand-kop">
      <h2 id="bestand-kop">Kies het bestand</h2>
      <ChooseFile
        label="Bestand met inbreng"
        limits="Excel (.xlsx, het eerste blad) of CSV, hooguit 1 MB en 5.000 rijen. Een rij per punt."
        megabytes={1}
        act="previewPartnerInput"
        error={error}
      >
        <p className="small soft">Er wordt nu nog niets bewaard.</p>
      </ChooseFile>
    </section>
  )
}

function Columns({ view: { process, questions, list } }: { view: ImportView }) {
  return (
    <section className="sm-sec pb-book" aria-labelledby="kolommen-kop">
      <h2 id="kolommen-kop">Wat er in het bestand staat</h2>
      <p className="gap-1">
        De eerste rij heeft deze namen, in welke volgorde u wilt. Andere kolommen mogen ernaast staan. Ook de csv van
        bijlage 2 kunt u zo teruglezen.
      </p>
      <FileColumns columns={partnerInputColumns.map((name) => ({ name, ...columnWords[name] }))} />
      <p className="gap-2">
        <GoLink href={paths.official.process.partnerImportExample(process.slug)} icon="download">
          Bestand met een voorbeeld (csv)
        </GoLink>
      </p>
      <h3 className="gap-3">De nummers van de vragen</h3>
      {!list && <p>Dit traject heeft nog geen vragen. Noemt uw bestand er een, dan krijgt het traject deze vijf.</p>}
      <ul>
        {questions.map(({ number, heading }) => (
          <li key={number}>
            {number}. {heading}
          </li>
        ))}
      </ul>
    </section>
  )
}
