import { sql, type RawBuilder } from 'kysely'

/** The database type of each column. */
type Columns<Column extends string> = Readonly<Record<Column, string>>

/**
 * A table expression of these rows, named `given`, with their order in the column `place`. Every column is one array
 * parameter, so the statement is the same for one row and for ten thousand. `columns` gives the database type of each
 * column.
 */
export function givenRows<Column extends string>(
  columns: Columns<Column>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): RawBuilder<unknown> {
  return tableOf(columns, (name) => sql`${rows.map((row) => row[name])}`)
}

/** The same in a statement that is built once: the table called `table` in the values made by `rowsFor`. */
export function placedRows<Column extends string>(
  table: string,
  columns: Columns<Column>,
  places: Readonly<Record<string, RawBuilder<unknown>>>,
): RawBuilder<unknown> {
  return tableOf(columns, (name) => places[placeOf(table, name)] ?? sql`null`)
}

/** The values of a table for such a statement, one array for each column. */
export function rowsFor<Column extends string>(
  table: string,
  columns: Columns<Column>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): Record<string, unknown[]> {
  return Object.fromEntries(namesIn(columns).map((name) => [placeOf(table, name), rows.map((row) => row[name])]))
}

const placeOf = (table: string, column: string) => `${table}.${column}`

const namesIn = <Column extends string>(columns: Columns<Column>): Column[] =>
  Object.keys(columns).filter((name): name is Column => name in columns)

function tableOf<Column extends string>(
  columns: Columns<Column>,
  valuesOf: (column: Column) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const names = namesIn(columns)
  const lists = names.map((name) => sql`${valuesOf(name)}::${sql.raw(columns[name])}[]`)
  const aliases = [...names, 'place'].map((name) => sql.ref(name))
  return sql`unnest(${sql.join(lists)}) with ordinality as given (${sql.join(aliases)})`
}
