import mustache from 'mustache'
import { loadEmail } from './load.ts'
import { isTemplate, messages } from './messages.ts'
import { layout } from './plain-text.ts'

/** Names the fields of a message that are wrong, never their values. */
export class MessageProblem extends Error {
  constructor(template: string, problem: string) {
    super(`Message ${template}: ${problem}`)
    this.name = 'MessageProblem'
  }
}

/** Renders one message. Throws MessageProblem when the template is unknown or the data do not fit it. */
export async function renderMessage(
  template: string,
  data: unknown,
): Promise<{ subject: string; html: string; text: string }> {
  if (!isTemplate(template)) throw new MessageProblem(template, 'no such template')
  const parsed = messages[template].safeParse(data)
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'all of it'))
    throw new MessageProblem(template, `missing or wrong: ${[...fields].join(', ')}`)
  }
  const { subject, html, text } = await loadEmail(template)
  const asIs = { escape: String }
  return {
    subject: oneLine(mustache.render(subject, parsed.data, undefined, asIs)),
    html: mustache.render(html, parsed.data, undefined, { escape: escapeHtml }),
    text: mustache.render(text, { ...parsed.data, ...layout }, undefined, asIs),
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
}

/** Escapes a carriage return too, which a browser would otherwise read as a line feed. */
function escapeHtml(value: unknown): string {
  return String(value).replace(/[&<>"'\r]/g, (character) => entities[character] ?? character)
}

/** A header is one line, whatever a title holds. */
function oneLine(words: string): string {
  return words.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
