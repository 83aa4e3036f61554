import type { ReactNode } from 'react'
import type { CellError } from '#app/csv-table.ts'
import { listedErrors, type FieldErrors } from '#app/form-errors.ts'
import { Button, Buttons } from './Button.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { FieldError, FileInput, Select } from './Field.tsx'
import { Tag } from './Marks.tsx'
import onFileForm from './on-file-form.ts?island'
import { Table } from './Table.tsx'

/** The id of the table with what is wrong, for links to it. */
const WRONG_CELLS = 'fouten-in-bestand'

/** A column that a file can have. */
export type FileColumn = { name: string; about: ReactNode; example?: string; needed?: boolean }

/**
 * Above a page that takes in a file: what is wrong with the form, and that something is wrong in the file. What the refusal says of
 * the file as a whole stands below, by row.
 */
export function FileErrors({ errors, wrong }: { errors: FieldErrors; wrong: number }) {
  const { '': whole, ...byField } = errors
  const listed = listedErrors({ ...byField, ...(whole !== undefined && wrong === 0 ? { '': whole } : {}) })
  if (listed.length + wrong === 0) return null
  const message =
    wrong === 1 ? 'In het bestand klopt 1 ding nog niet.' : `In het bestand kloppen ${wrong} dingen nog niet.`
  return (
    <div className="under-4">
      <ErrorSummary
        errors={wrong > 0 ? [...listed, { field: WRONG_CELLS, message }] : listed}
        {...(wrong > 0 ? { heading: 'Het bestand klopt nog niet' } : {})}
        kept="Er is nog niets ingelezen."
      />
    </div>
  )
}

/**
 * The form that chooses a file and shows what it would do. `limits` says beforehand what it may be. A file of more than `megabytes` is
 * not sent at all where a script runs.
 */
export function ChooseFile({
  label,
  limits,
  megabytes,
  act,
  error,
  children,
}: {
  label: string
  limits: string
  megabytes: number
  act: string
  error?: string | undefined
  /** Hidden fields, and what else one should know. */
  children?: ReactNode
}) {
  return (
    <form
      method="post"
      encType="multipart/form-data"
      className="form gap-2"
      noValidate
      data-most-bytes={megabytes * 1024 * 1024}
    >
      <FileInput name="file" label={label} limits={limits} accept=".csv,.xlsx" {...(error ? { error } : {})} />
      <div id="file-te-groot" role="alert" data-too-large hidden>
        <FieldError id="file-te-groot-fout">
          Dit bestand is groter dan {megabytes} MB. Verdeel het over meer bestanden.
        </FieldError>
      </div>
      <Buttons>
        <Button variant="primary-action" icon="upload" name="act" value={act}>
          Bekijk wat erin staat
        </Button>
      </Buttons>
      {children}
      <script type="module" src={onFileForm} />
    </form>
  )
}

/** What a file can have in its columns; on a phone too the name stands beside what it is for. */
export function FileColumns({ columns }: { columns: readonly FileColumn[] }) {
  return (
    <dl className="file-columns">
      {columns.map(({ name, about, example, needed = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {about}
            {needed && <Tag tone="amber">nodig</Tag>}
            {example !== undefined && <span className="soft">Voorbeeld: {example}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** For each field the column of the file that it is in. */
export function MatchColumns({
  fields,
  headings,
  chosen,
}: {
  fields: readonly { name: string; label: string; about: string; needed: boolean }[]
  headings: readonly string[]
  /** Columns from 0 in the order of the fields; '' for none. */
  chosen: readonly string[]
}) {
  const options = headings.map((heading, column) => ({
    value: String(column),
    label: labelOf(heading, column, headings),
  }))
  return fields.map(({ name, label, about, needed }, at) => (
    <Select
      key={name}
      id={at === 0 ? 'columns' : `columns-${name}`}
      name="columns"
      label={label}
      description={about}
      optional={!needed}
      empty="In geen kolom"
      defaultValue={chosen[at]}
      options={options}
    />
  ))
}

/** A heading that is empty, or that more columns have, is told apart by the place of its column. */
function labelOf(heading: string, column: number, headings: readonly string[]): string {
  if (heading === '') return `Kolom ${column + 1}`
  return headings.filter((other) => other === heading).length > 1 ? `${heading} (kolom ${column + 1})` : heading
}

/** What is wrong in a file, by row and column; of very much the first, and how much more there is. */
export function WrongCells({ errors, total }: { errors: readonly CellError<string>[]; total: number }) {
  return (
    <div id={WRONG_CELLS} className="gap-2">
      <Table
        caption="Wat er in het bestand niet klopt. Er is niets ingelezen."
        showCaption
        columns={[{ label: 'Rij', amount: true }, { label: 'Kolom' }, { label: 'Wat klopt er niet?' }]}
        rows={errors.map(({ row, field, message }, at) => ({
          key: String(at),
          cells: [row, field ?? 'hele rij', message],
        }))}
      />
      {total > errors.length && (
        <p className="small soft gap-1">
          En nog {total - errors.length}. Verbeter eerst deze, en kies het bestand dan opnieuw.
        </p>
      )}
    </div>
  )
}
