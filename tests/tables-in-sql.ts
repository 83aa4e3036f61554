const ALIAS = String.raw`(?:\s+(?:as\s+)?(?!(?:cross|full|inner|join|left|lateral|natural|on|order|right|set|using|where)\b)\w+)?`
const LISTS = new RegExp(String.raw`\b(?:from|join|into|update|using)\s+(\w+${ALIAS}(?:\s*,\s*\w+${ALIAS})*)`, 'gi')
const WRITES = /\b(insert\s+into|merge\s+into|update|delete\s+from)\s+(\w+)/gi

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
/** Names as Kysely writes them are in quotes. */
const withoutQuotes = (text: string) => text.replaceAll('"', '')

/**
 * The names after from, join, into, update or using, in a list or alone, as the generated types call them: the tables that
 * the text names, and some words that are no table.
 */
export function tablesNamedIn(text: string): string[] {
  return [...withoutQuotes(text).matchAll(LISTS)].flatMap(([, list = '']) =>
    list.split(',').map((item) => camelCase(item.trim().split(/\s+/)[0] ?? '')),
  )
}

/** The tables that the text writes, and whether it deletes from them; and some words that are no table. */
export function tablesWrittenIn(text: string): { table: string; deletes: boolean }[] {
  return [...withoutQuotes(text).matchAll(WRITES)].map(([, verb = '', table = '']) => ({
    table: camelCase(table),
    deletes: verb.toLowerCase().startsWith('delete'),
  }))
}
