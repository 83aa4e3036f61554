import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Table } from '#app/ui/Table.tsx'
import { type Refusal } from './clerk-form.ts'
import type { ClerkView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

/** A file that is wrong everywhere mostly has one mistake. */
const MOST_SHOWN = 100

/** Lists out of a file: what it holds, an empty one to fill, and every cell that is wrong. */
export function ImportSection({ view, back }: { view: ClerkView; back: Refusal | null }) {
  const { process, done, counts } = view
  const mine = back?.act === 'lees-in' ? back : null
  const justDone = back === null && done.what === 'lees-in'
  const lists =
    done.lists === 0
      ? 'In dit bestand staat niets nieuws. Er is niets veranderd.'
      : `Ingelezen: ${count(done.lists, 'lijst', 'lijsten')}.`
  return (
    <section className="sm-sec" id="inlezen" aria-labelledby="inlezen-kop">
      <h2 id="inlezen-kop" className="read">
        Lijsten uit een bestand
      </h2>
      {justDone && <StatusMessage>{lists}</StatusMessage>}
      <p className="soft">
        Kiezen de groepen op papier of in een spreadsheet? Lees hun lijsten hier in. Een lijst die er al is, verandert
        niet.
      </p>
      <Fold summary="Lees een bestand in" open={mine !== null || justDone}>
        {mine && mine.cells.length > 0 && (
          <div className="under-4" id="fouten-in-bestand">
            <Table
              caption="Wat er in het bestand niet klopt. Er is niets ingelezen."
              showCaption
              columns={[{ label: 'Rij', amount: true }, { label: 'Kolom' }, { label: 'Wat klopt er niet?' }]}
              rows={mine.cells.slice(0, MOST_SHOWN).map(({ row, field, message }, at) => ({
                key: String(at),
                cells: [row, field ?? 'hele rij', message],
              }))}
            />
            {mine.cells.length > MOST_SHOWN && (
              <p className="small soft gap-1">
                En nog {mine.cells.length - MOST_SHOWN}. Verbeter eerst deze, en lees het bestand dan opnieuw in.
              </p>
            )}
          </div>
        )}
        <form method="post" encType="multipart/form-data" className="form" noValidate>
          <FileInput
            name="bestand"
            label="Bestand met lijsten"
            limits="Kolommen: groep, onderwerp, plaats, motivatie. Koos een groep een onderwerp niet? Laat de plaats dan leeg. Excel (.xlsx, het eerste blad) of CSV, hoogstens 1 MB."
            accept=".csv,.xlsx"
            error={mine?.errors.bestand}
          />
          <Buttons>
            <Button icon="upload" name="actie" value="lees-in">
              Lees de lijsten in
            </Button>
          </Buttons>
        </form>
        {counts.topics > 0 && counts.groups > 0 && (
          <GoLink href={paths.council.rankingTemplate(process.slug)} icon="download">
            Leeg bestand met deze groepen en onderwerpen (csv)
          </GoLink>
        )}
      </Fold>
    </section>
  )
}
