import { sql, type RawBuilder } from 'kysely'

/**
 * Rows to select from, as `given`, with their order as `place`. Every column is one parameter, so that a statement is the same
 * for one row and for ten thousand. `columns` says the type of each in the database.
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
