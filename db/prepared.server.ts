import { sql, type CompiledQuery, type RawBuilder } from 'kysely'
import type { Db, Trx } from './client.server.ts'

/** The place of each value in a statement that is built once. */
export type Places<Given> = { [Name in keyof Given]: RawBuilder<Given[Name]> }

class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement has its name in its text: the built app has its own copy of this module, and the connections are of the server's
 * copy.
 */
export const named = (name: string, text: string) => `/* prepared ${name} */ ${text}`

/**
 * Stands at the very beginning of a statement whose text is always the same, and has it planned once per connection, as
 * `prepared` does. For statements that look rows up by their ids; where the best plan depends on the values, do without.
 */
export const keptPlan = (name: string) => sql.raw(`/* prepared ${name} */`)

/** The name under which PostgreSQL keeps the plan of this statement, or undefined. */
export const nameOfPrepared = (text: string): string | undefined => /^\/\* prepared (\w+) \*\//.exec(text)?.[1]

/**
 * A statement that is built once, and that PostgreSQL plans once per connection, under `name`. For statements that every
 * visitor of a busy evening, or every page of a kind, needs: each keeps memory in every connection, so there is one for each call of this
 * function and no other. `build` gets the place of each value and must not look at values. Give null as the name where the
 * best plan depends on the values.
 */
export function prepared<Given extends Record<string, unknown>, Row>(
  name: string | null,
  build: (db: Db, places: Places<Given>) => CompiledQuery<Row>,
): (db: Db | Trx, given: Given) => Promise<Row[]> {
  let built: CompiledQuery<Row> | undefined
  const places = new Proxy({} as Places<Given>, { get: (_, key) => sql`${new Place(String(key))}` })
  return async (db, given) => {
    if (!built) {
      const unnamed = build(db, places)
      built = name === null ? unnamed : { ...unnamed, sql: named(name, unnamed.sql) }
    }
    const parameters = built.parameters.map((value) => (value instanceof Place ? given[value.name] : value))
    return (await db.executeQuery<Row>({ ...built, parameters })).rows
  }
}
