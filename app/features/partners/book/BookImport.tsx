import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Table } from '#app/ui/Table.tsx'
import { wrongCellsIn } from './book-file.ts'
import type { BookView } from './book-view.server.ts'

/** A file that is wrong everywhere mostly has one mistake. */
const MOST_SHOWN = 100

function saysOf({ facts }: NonNullable<BookView['said']>): string {
  const [added, changed, same] = [Number(facts.added), Number(facts.changed), Number(facts.same)]
  if (added + changed === 0) return 'Alles uit dit bestand stond al zo in het partnerboek. Er is niets veranderd.'
  const parts = [
    added > 0 && `${added} toegevoegd`,
    changed > 0 && `${changed} bijgewerkt`,
    same > 0 && `${same} ${same === 1 ? 'stond' : 'stonden'} er al zo`,
  ]
  const letters = facts.fromWindows
    ? ' Het was een oude CSV uit Excel. Kijk of letters als ë en ï goed in de namen staan.'
    : ''
  return `Ingelezen: ${parts.filter(Boolean).join(', ')}.${letters}`
}

/** The book out of a file: what it holds, one to fill, and every cell that is wrong. */
export function BookImport({ view }: { view: BookView }) {
  const { answer, errors } = useForm('importPartners')
  const cells = wrongCellsIn(answer)
  return (
    <section className="sm-sec" id="inlezen" aria-labelledby="inlezen-kop">
      <h2 id="inlezen-kop">Uit een bestand</h2>
      {answer === null && view.said && <StatusMessage>{saysOf(view.said)}</StatusMessage>}
      {cells.length > 0 && (
        <div className="under-4" id="fouten-in-bestand">
          <Table
            caption="Wat er in het bestand niet klopt. Er is niets ingelezen."
            showCaption
            columns={[{ label: 'Rij', amount: true }, { label: 'Kolom' }, { label: 'Wat klopt er niet?' }]}
            rows={cells
              .slice(0, MOST_SHOWN)
              .map(({ row, field, message }, at) => ({ key: String(at), cells: [row, field ?? 'hele rij', message] }))}
          />
          {cells.length > MOST_SHOWN && (
            <p className="small soft gap-1">
              En nog {cells.length - MOST_SHOWN}. Verbeter eerst deze, en lees het bestand dan opnieuw in.
            </p>
          )}
        </div>
      )}
      {view.mayChange && (
        <Fold summary="Lees een bestand in" open={answer !== null || view.counts.active === 0}>
          <form method="post" encType="multipart/form-data" className="form" noValidate>
            <FileInput
              name="file"
              label="Bestand met organisaties"
              limits="Een rij per persoon. Kolommen: organisatie, soort, rol, themas, naam, email, coordinator. Excel (.xlsx, het eerste blad) of CSV, hoogstens 1 MB."
              accept=".csv,.xlsx"
              {...(errors.file ? { error: errors.file } : {})}
            />
            <p className="small soft">
              Wie al in het boek staat, wordt bijgewerkt. Wat u leeg laat, blijft zoals het is. Er gaat niemand uit het
              boek.
            </p>
            <Buttons>
              <Button icon="upload" name="act" value="importPartners">
                Lees het bestand in
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
      <p>
        <GoLink href={paths.official.partnersTemplate()} icon="download">
          Leeg bestand met een voorbeeld (csv)
        </GoLink>
      </p>
      {view.counts.active > 0 && (
        <p>
          <GoLink href={paths.official.partnersCsv()} icon="download">
            Het hele partnerboek (csv)
          </GoLink>
        </p>
      )}
    </section>
  )
}
