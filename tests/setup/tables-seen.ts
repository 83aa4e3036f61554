import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { acting } from '#app/acts/perform.server.ts'
import { tablesNamedIn, tablesWrittenIn } from '../tables-in-sql.ts'

/**
 * Which act wrote which table during the tests, and which tables public pages read, one fact per line; `tests/changes.ts`
 * reads it after the last test.
 */
export const tablesFile = path.join(import.meta.dirname, '..', '..', '.cache', 'tables-seen.txt')

/** What is being done: `act NAME` or `page NAME`. */
const doing = new AsyncLocalStorage<string>()
const seen = new Set<string>()

/** Writes a fact down once. */
export function note(...words: string[]): void {
  const line = `${words.join(' ')}\n`
  if (seen.has(line)) return
  if (seen.size === 0) mkdirSync(path.dirname(tablesFile), { recursive: true })
  seen.add(line)
  appendFileSync(tablesFile, line)
}

/** Notes which tables a public page reads while it is loaded. */
export const whileLoading = <T>(page: string, load: () => Promise<T>): Promise<T> => doing.run(`page ${page}`, load)

function noteStatement(statement: unknown) {
  const who = doing.getStore()
  const text = typeof statement === 'object' && statement && 'text' in statement ? statement.text : statement
  if (who === undefined || typeof text !== 'string') return
  if (who.startsWith('page ')) for (const table of tablesNamedIn(text)) note(who, 'reads', table)
  else for (const { table, deletes } of tablesWrittenIn(text)) note(who, deletes ? 'deletes' : 'writes', table)
}

acting.start.bindStore(doing, ({ act }) => `act ${act}`)
const query: (...given: unknown[]) => unknown = pg.Client.prototype.query
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...given: unknown[]) {
    noteStatement(given[0])
    return query.apply(this, given)
  },
})
