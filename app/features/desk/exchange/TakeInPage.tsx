import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import { listedErrors } from '#app/form-errors.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FileInput, Select } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { ResponsiveTable, Table } from '#app/ui/Table.tsx'
import { takeInFields, takeInKinds, takeInSlugs, takeInWords, type TakeInKind } from './take-in.ts'
import type { TakeInPreview } from './take-in-file.server.ts'
import type { TakenRow } from './taking.ts'

export type TakeInView = {
  process: { slug: string; title: string }
  counts: WorkCounts
  kind: TakeInKind
  mayTakeIn: boolean
  said: string | null
}

/** What a file would do, out of the answer to any form of this page. */
function previewIn(answer: FormAnswer | null): TakeInPreview | null {
  if (answer?.shown) return answer.shown as TakeInPreview
  const { facts } = answer ?? {}
  return typeof facts === 'object' && facts !== null && 'preview' in facts ? (facts.preview as TakeInPreview) : null
}

/** Taking in a table: choose what it is and the file, match its columns, see what would happen, and only then do it. */
export function TakeInPage({ view }: { view: TakeInView }) {
  const { process, counts, kind, mayTakeIn, said } = view
  const form = useForm(['readTakeInFile', 'previewTakeIn', 'takeInFile'])
  const preview = previewIn(form.answer)
  const wrong = preview?.total.errors ?? 0
  const { '': whole, ...byField } = form.errors
  const errors = listedErrors({ ...byField, ...(whole !== undefined && wrong === 0 ? { '': whole } : {}) })
  return (
    <Page wrap={false} className="sm-page">
      {errors.length + wrong > 0 && (
        <div className="under-4">
          <ErrorSummary
            errors={wrong > 0 ? [...errors, { field: 'fouten-in-bestand', message: wrongIn(wrong) }] : errors}
            {...(wrong > 0 ? { heading: 'Het bestand klopt nog niet' } : {})}
            kept="Er is nog niets ingelezen."
          />
        </div>
      )}
      <WorkHead process={process} counts={counts} current="inlezen" title="Inlezen en ophalen">
        {said && !form.answer && <StatusMessage>{said}</StatusMessage>}
        <nav className="tk-kinds" aria-label="Wat wilt u inlezen?">
          {takeInKinds.map((each) => (
            <a
              key={each}
              href={withQuery(paths.official.process.takeIn(process.slug), { soort: takeInSlugs[each] })}
              aria-current={each === kind ? 'page' : undefined}
            >
              {takeInWords[each].label}
            </a>
          ))}
        </nav>
      </WorkHead>
      <p className="lede under-4">{takeInWords[kind].about}</p>
      {!mayTakeIn ? (
        <Notice title="U kunt dit lezen, en niet doen">
          Om iets in te lezen hebt u de rol behandelaar nodig. Vraag de beheerder van uw gemeente om die rol.
        </Notice>
      ) : preview ? (
        <Preview kind={kind} preview={preview} />
      ) : (
        <ChooseFile kind={kind} error={form.errors.file} />
      )}
      <GiveOut slug={process.slug} />
    </Page>
  )
}

const wrongIn = (count: number) =>
  count === 1 ? 'In het bestand klopt 1 ding nog niet.' : `In het bestand kloppen ${count} dingen nog niet.`

function ChooseFile({ kind, error }: { kind: TakeInKind; error: string | undefined }) {
  return (
    <section className="sm-sec" aria-labelledby="bestand">
      <h2 id="bestand">Kies het bestand</h2>
      <form method="post" encType="multipart/form-data" className="form" noValidate>
        <input type="hidden" name="kind" value={kind} />
        <FileInput
          name="file"
          label="Bestand"
          limits={`Excel (.xlsx, het eerste blad) of CSV, hooguit 4 MB en 5.000 rijen. De eerste rij heeft de namen van de kolommen, daaronder ${takeInWords[kind].row}.`}
          accept=".csv,.xlsx"
          {...(error ? { error } : {})}
        />
        <Buttons>
          <Button variant="primary-action" icon="upload" name="act" value="readTakeInFile">
            Bekijk wat erin staat
          </Button>
        </Buttons>
        <p className="small soft">
          Er wordt nu nog niets bewaard. Heten de kolommen anders? Dan kiest u ze daarna zelf.
        </p>
      </form>
      <div className="tk-known">
        <ResponsiveTable
          caption="Wat er in het bestand kan staan"
          columns={[{ label: 'Kolom' }, { label: 'Wat u erin zet', kind: 'wide' }]}
          rows={takeInFields[kind].map(({ name, about, needed }) => ({
            key: name,
            cells: [name, needed ? about : `${about} (mag ontbreken)`],
          }))}
        />
      </div>
    </section>
  )
}

const standWords: Record<TakenRow['stand'], { tone: 'moss' | 'amber' | 'slate'; label: string }> = {
  new: { tone: 'moss', label: 'komt erbij' },
  changed: { tone: 'amber', label: 'verandert' },
  same: { tone: 'slate', label: 'blijft gelijk' },
}

function Preview({ kind, preview }: { kind: TakeInKind; preview: TakeInPreview }) {
  const words = useDecisionWords()
  const { fileName, rows, errors, total, fresh } = preview
  const carried = (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="fileName" value={fileName} />
      <input type="hidden" name="table" value={preview.table} />
    </>
  )
  return (
    <>
      <section className="sm-sec" aria-labelledby="kolommen">
        <h2 id="kolommen">Kolommen</h2>
        <p className="soft breakable">Wat staat waar in {fileName || 'het bestand'}?</p>
        <form method="post" encType="multipart/form-data" className="tk-columns" noValidate>
          {carried}
          {takeInFields[kind].map(({ name, about, needed }, at) => (
            <Select
              key={name}
              id={at === 0 ? 'columns' : `columns-${name}`}
              name="columns"
              label={name}
              description={about}
              optional={!needed}
              empty="In geen kolom"
              defaultValue={preview.columns[at]}
              options={preview.headings.map((heading, column) => ({
                value: String(column),
                label: heading === '' ? `Kolom ${column + 1}` : heading,
              }))}
            />
          ))}
          {kind === 'table' && (
            <Select
              name="otherwise"
              label="Besluit waar de rij er geen heeft"
              description="Voor rijen met een antwoord"
              optional
              empty="Geen: elke rij met een antwoord heeft een besluit"
              defaultValue={preview.otherwise ?? undefined}
              options={decisionOptions(words)}
            />
          )}
          <Button name="act" value="previewTakeIn">
            Bekijk opnieuw
          </Button>
        </form>
      </section>
      <section className="sm-sec" aria-labelledby="gevolgen">
        <h2 id="gevolgen">{total.errors > 0 ? 'Dit klopt nog niet' : 'Dit gaat er gebeuren'}</h2>
        {total.errors > 0 && (
          <div id="fouten-in-bestand">
            <Table
              caption="Wat er in het bestand niet klopt"
              columns={[{ label: 'Rij', amount: true }, { label: 'Kolom' }, { label: 'Wat klopt er niet?' }]}
              rows={errors.map(({ row, field, message }, at) => ({
                key: String(at),
                cells: [row, field ?? 'hele rij', message],
              }))}
            />
            {total.errors > errors.length && (
              <p className="small soft">En nog {total.errors - errors.length}. Verbeter eerst deze.</p>
            )}
          </div>
        )}
        {rows.length > 0 && (
          <>
            <p className="gap-2">
              {fresh === 0
                ? 'Alles in dit bestand staat al zo in Saomen. Er verandert niets.'
                : `${fresh} van ${total.rows} ${total.rows === 1 ? 'rij verandert' : 'rijen veranderen'} iets.`}
            </p>
            <ResponsiveTable
              caption="Wat elke rij doet"
              columns={[
                { label: 'Rij' },
                { label: 'Wie of wat' },
                { label: 'Inhoud', kind: 'wide' },
                { label: 'Gevolg' },
              ]}
              rows={rows.map(({ row, who, what, stand }) => ({
                key: String(row),
                cells: [
                  row,
                  who,
                  what,
                  <Tag key="gevolg" tone={standWords[stand].tone}>
                    {standWords[stand].label}
                  </Tag>,
                ],
              }))}
            />
            {total.rows > rows.length && <p className="small soft">En nog {total.rows - rows.length} rijen.</p>}
          </>
        )}
        <form method="post" encType="multipart/form-data" className="gap-3">
          {carried}
          {preview.columns.map((column, at) => (
            <input key={at} type="hidden" name="columns" value={column} />
          ))}
          <input type="hidden" name="otherwise" value={preview.otherwise ?? ''} />
          <Buttons>
            {total.errors === 0 && fresh > 0 && (
              <Button variant="primary-action" name="act" value="takeInFile">
                Lees {fresh === 1 ? '1 rij' : `${fresh} rijen`} in
              </Button>
            )}
            <GoLink href={`?soort=${takeInSlugs[kind]}`} plain>
              Kies een ander bestand
            </GoLink>
          </Buttons>
        </form>
      </section>
    </>
  )
}

function GiveOut({ slug }: { slug: string }) {
  const { pointsCsv, pointsXlsx } = paths.official.process
  return (
    <section className="sm-sec" aria-labelledby="ophalen">
      <h2 id="ophalen">Ophalen</h2>
      <p className="soft">
        Met antwoorden, voor u en uw collega’s. Wie het gaf en wat er precies staat, staat erin: deel het bestand niet
        buiten de gemeente. Bij Punten haalt u ook een deel op: kies daar eerst uw filter.
      </p>
      <p>
        <GoLink href={pointsXlsx(slug)} icon="download">
          Alle punten (Excel)
        </GoLink>
      </p>
      <p>
        <GoLink href={pointsCsv(slug)} icon="download">
          Alle punten (csv)
        </GoLink>
      </p>
    </section>
  )
}
