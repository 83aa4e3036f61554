import type { ListsError } from '#app/features/rankings/files/lists-file.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import type { Said } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { FileInput } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Table } from '#app/ui/Table.tsx'
import type { ClerkView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

/** A file that is wrong everywhere mostly has one mistake. */
const MOST_SHOWN = 100

/** Lists out of a file: what it holds, an empty one to fill, and every cell that is wrong. */
export function ImportSection({ view, said }: { view: ClerkView; said: Said | null }) {
  const { process, counts } = view
  const { answer, errors } = useForm('importLists')
  const cells = answer ? wrongCellsOfLists(answer) : []
  const justDone = said?.code === 'importLists'
  const stored = Number(said?.facts.lists ?? 0)
  const lists =
    stored === 0
      ? 'In dit bestand staat niets nieuws. Er is niets veranderd.'
      : `Ingelezen: ${count(stored, 'lijst', 'lijsten')}.`
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
      <Fold summary="Lees een bestand in" open={answer !== null || justDone}>
        {cells.length > 0 && (
          <div className="under-4" id="fouten-in-bestand">
            <Table
              caption="Wat er in het bestand niet klopt. Er is niets ingelezen."
              showCaption
              columns={[{ label: 'Rij', amount: true }, { label: 'Kolom' }, { label: 'Wat klopt er niet?' }]}
              rows={cells.slice(0, MOST_SHOWN).map(({ row, field, message }, at) => ({
                key: String(at),
                cells: [row, field ?? 'hele rij', message],
              }))}
            />
            {cells.length > MOST_SHOWN && (
              <p className="small soft gap-1">
                En nog {cells.length - MOST_SHOWN}. Verbeter eerst deze, en lees het bestand dan opnieuw in.
              </p>
            )}
          </div>
        )}
        <form method="post" encType="multipart/form-data" className="form" noValidate>
          <FileInput
            name="file"
            id="bestand"
            label="Bestand met lijsten"
            limits="Kolommen: groep, onderwerp, plaats, motivatie. Koos een groep een onderwerp niet? Laat de plaats dan leeg. Excel (.xlsx, het eerste blad) of CSV, hoogstens 1 MB."
            accept=".csv,.xlsx"
            error={errors.file}
          />
          <Buttons>
            <Button icon="upload" name="act" value="importLists">
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

/** The cells for which a file was refused; none for another answer. */
export function wrongCellsOfLists({ act, code, facts }: FormAnswer): ListsError[] {
  const hasCells = act === 'importLists' && code === 'wrongCells' && typeof facts === 'object' && facts !== null
  if (!hasCells || !('cells' in facts) || !Array.isArray(facts.cells)) return []
  return facts.cells
}
