import { readFileSync } from 'node:fs'

/** Read as text: to import it takes as long as the rest of lint needs to start. */
const routes = readFileSync(new URL('app/routes.ts', import.meta.url), 'utf8')
const patterns = [...routes.matchAll(/\b(?:route|prefix)\(\s*'([^']*)'/g)].map(([, pattern]) => pattern)

/** The words that addresses are made of: 'trajecten', 'inbreng', 'agenda.ics'. */
const words = new Set(patterns.flatMap((pattern) => pattern.split('/')).filter((word) => word && !/[:*]/.test(word)))

/** Whether a text begins with '/' and a word of our addresses: '/trajecten/…', '/punten?thema=…', '/live'. */
const beginsAddress = (text) => words.has(/^\/([^/?#]+)/.exec(text)?.[1] ?? '')
/** Regular expressions write '\/' for it. */
const matchesAddress = (pattern) => [...pattern.matchAll(/\\\/\(?([\w.-]+)/g)].some(([, word]) => words.has(word))

/** Where '/' alone is an address: in most other places it is a separator or the path of a cookie. */
const leads = /^(href|action|to|home|homeHref|userHref)$/
function leadsSomewhere({ parent }) {
  if (parent.type === 'JSXExpressionContainer') return leadsSomewhere(parent)
  if (parent.type === 'JSXAttribute') return leads.test(parent.name.name)
  if (parent.type === 'Property') return leads.test(parent.key.name ?? '')
  if (parent.type === 'AssignmentPattern') return leads.test(parent.left.name ?? '')
  if (parent.type === 'CallExpression') return /^redirect/.test(parent.callee.name ?? '')
  return ['ConditionalExpression', 'LogicalExpression'].includes(parent.type) && leadsSomewhere(parent)
}

/**
 * Refuses an address, or a part of one to be joined later, that is written anywhere but in app/paths.ts: in a string, in any
 * piece of a template, in the text of a screen and in a regular expression.
 */
export const noLiteralAddress = {
  meta: { type: 'problem', schema: [], messages: { literal: 'Build this address with app/paths.ts.' } },
  create(context) {
    const refuse = (node) => context.report({ node, messageId: 'literal' })
    return {
      Literal(node) {
        if (node.regex) return matchesAddress(node.regex.pattern) && refuse(node)
        if (typeof node.value !== 'string' || node.parent.type === 'ImportDeclaration') return
        if (beginsAddress(node.value) || (node.value === '/' && leadsSomewhere(node))) refuse(node)
      },
      TemplateElement(node) {
        if (beginsAddress(node.value.cooked ?? '')) refuse(node)
      },
      JSXText(node) {
        if (node.value.split(/\s+/).some(beginsAddress)) refuse(node)
      },
    }
  },
}
