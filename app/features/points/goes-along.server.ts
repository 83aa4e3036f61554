import { sql, type RawBuilder } from 'kysely'

/**
 * Whether what is left out goes along from one contribution to another that says the same, in a statement that calls them so: among those of
 * one kind, but for what groups of the council wrote, since the outcome of their ranking shows that as well.
 */
export const goesAlong = (one: string, other: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${one}.kind`)} = ${sql.ref(`${other}.kind`)} and ${sql.ref(`${one}.kind`)} <> 'groupMotivation')`
