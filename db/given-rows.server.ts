import { sql, type RawBuilder } from 'kysely'

/**
 * A table expression of these rows, named `given`, with their order in the column `place`. Every column is one array
 * parameter, so the statement is the same for one row and for ten thousand. `columns` gives the database type of each
 * column.
 */
export function givenRows<Column extends string>(
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): RawBuilder<unknown> {
  const names: Column[] = Object.keys(columns).filter((name): name is Column => name in columns)
  const lists = names.map((name) => sql`${rows.map((row) => row[name])}::${sql.raw(columns[name])}[]`)
  const aliases = [...names, 'place'].map((name) => sql.ref(name))
  return sql`unnest(${sql.join(lists)}) with ordinality as given (${sql.join(aliases)})`
}
