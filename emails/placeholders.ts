import mustache from 'mustache'
import { z } from 'zod'

type Scope = { path: string; schema: z.ZodType }

/**
 * Compares the placeholders of a Mustache template with the data of a message. Names are paths: `points.number`.
 * `unsafe` are tags that insert text without escaping, or that load another template.
 */
export function placeholdersOf(
  template: string,
  schema: z.ZodObject,
): { used: Set<string>; unknown: string[]; unsafe: string[] } {
  const used = new Set<string>()
  const unknown: string[] = []
  const unsafe: string[] = []

  /** As Mustache does: the innermost section first. */
  const find = (name: string, scopes: Scope[]): Scope | null => {
    if (name === '.') return scopes.at(-1) ?? null
    for (const { path, schema: around } of scopes.toReversed()) {
      const found = around instanceof z.ZodObject ? around.shape[name] : undefined
      if (found instanceof z.ZodType) return { path: path ? `${path}.${name}` : name, schema: found }
    }
    return null
  }

  const visit = (tokens: unknown[], scopes: Scope[]): void => {
    for (const token of tokens) {
      if (!Array.isArray(token)) continue
      const [kind, name]: unknown[] = token
      if (kind === 'text' || kind === '!' || typeof name !== 'string') continue
      if (kind === '&' || kind === '>' || kind === '=') {
        unsafe.push(name)
        continue
      }
      const asksLength = name.endsWith('.length')
      const found = find(asksLength ? name.slice(0, -'.length'.length) : name, scopes)
      if (!found || (asksLength && !(found.schema instanceof z.ZodArray))) {
        unknown.push(name)
        continue
      }
      if (kind === 'name') used.add(found.path)
      if (kind !== '#' && kind !== '^') continue
      const element = found.schema instanceof z.ZodArray ? found.schema.element : null
      const inside = kind === '#' && !asksLength && element instanceof z.ZodType ? { ...found, schema: element } : null
      visit(Array.isArray(token[4]) ? token[4] : [], inside ? [...scopes, inside] : scopes)
    }
  }

  visit(mustache.parse(template), [{ path: '', schema }])
  return { used, unknown, unsafe }
}

/** The paths of everything in a schema that can be printed. */
export function keysOf(schema: z.ZodObject, path = ''): string[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const here = path + name
    const inner = field instanceof z.ZodArray ? field.element : field
    return inner instanceof z.ZodObject ? keysOf(inner, `${here}.`) : [here]
  })
}
