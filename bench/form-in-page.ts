import type { Element } from 'domhandler'
import { findAll, findOne, getAttributeValue, getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'

/** A form as a browser would send it with one of its buttons. */
export type FormInPage = { to: string | null; fields: Record<string, string> }

/**
 * The form of a page that offers an act, with what is filled in there and the button of that act (any act where none is
 * named). Null when the page has no such form.
 */
export function formIn(html: string, act?: string): FormInPage | null {
  for (const form of getElementsByTagName('form', parseDocument(html))) {
    const isOffered = (value: string | undefined) => value !== undefined && (act === undefined || value === act)
    const button = findOne(
      (element) => getAttributeValue(element, 'name') === 'act' && isOffered(getAttributeValue(element, 'value')),
      form.children,
    )
    if (!button) continue
    const fields: Record<string, string> = {}
    for (const field of findAll(({ name }) => ['input', 'textarea', 'select'].includes(name), form.children)) {
      const name = getAttributeValue(field, 'name')
      if (name === undefined || name === 'act') continue
      if (field.name === 'textarea') fields[name] = textContent(field)
      else if (field.name === 'select') fields[name] = chosenIn(field)
      else if (!isChoice(field.attribs) || 'checked' in field.attribs) fields[name] = field.attribs.value ?? ''
    }
    fields.act = getAttributeValue(button, 'value') ?? ''
    return { to: getAttributeValue(form, 'action') ?? null, fields }
  }
  return null
}

const isChoice = ({ type }: Record<string, string>) => type === 'radio' || type === 'checkbox'

/** The value of the option that is chosen in a list, by default the first. */
function chosenIn(select: Element): string {
  const options = getElementsByTagName('option', select)
  const chosen = options.find(({ attribs }) => 'selected' in attribs) ?? options[0]
  return chosen ? (chosen.attribs.value ?? textContent(chosen)) : ''
}
