/** What the form of a reaction does where scripts run, without a framework. Everything that matters is on the page without it. */
import { thisDevice } from '#app/live/device.ts'
import { formatTime } from '#app/local-date.ts'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'
import { forgetText, keepTextOnDevice, keptText, textToOffer, withOffered } from './text-on-device.ts'

const SAVE_AFTER_MS = 800
/** From here on the form says how much still fits. */
const NEARLY_FULL = MAX_TEXT_LENGTH - 2000
/** So much of a text that is offered back is shown. */
const LONG = 300

const number = new Intl.NumberFormat('nl-NL')

const fields = [...document.querySelectorAll<HTMLTextAreaElement>('textarea[data-keep-for]')]
// Not every browser gives the focus to a summary of errors by itself. Who is typing already keeps it.
if (fields.length > 0 && fields.every(({ value, defaultValue }) => value === defaultValue))
  document.querySelector<HTMLElement>('[autofocus]')?.focus()
for (const field of fields) keepOnDevice(field, field.dataset.keepFor ?? '')
for (const button of document.querySelectorAll<HTMLElement>('[data-busy]')) sayWhileBusy(button)

/** Keeps what is typed on this device, says so, and offers what it still had of an earlier visit. */
function keepOnDevice(field: HTMLTextAreaElement, name: string): void {
  const partOf = (part: string) => partOfField(part, field)
  const [offer, room, saved, notSaved] = [partOf('offer'), partOf('room'), partOf('saved'), partOf('not-saved')]
  let undecided = textToOffer(keptText(thisDevice, name), field.value)
  let timer: ReturnType<typeof setTimeout> | undefined

  const save = () => {
    clearTimeout(timer)
    timer = undefined
    const at = new Date()
    const kept = { text: field.value, at: at.toISOString(), ...(undecided && { earlier: undecided }) }
    const [shown, other] = keepTextOnDevice(thisDevice, name, kept) ? [saved, notSaved] : [notSaved, saved]
    other.hide()
    say(slot(shown.show(), 'time'), formatTime(at))
  }
  const tellRoom = () => {
    const length = textLength(field.value)
    if (length <= NEARLY_FULL) return room.hide()
    const left = MAX_TEXT_LENGTH - length
    const shown = room.show()
    if (shown) shown.className = left < 0 ? 'small c-text-brick' : 'small soft'
    say(shown, left < 0 ? `${number.format(-left)} tekens te veel` : `Er passen nog ${number.format(left)} tekens bij`)
  }
  const typed = () => {
    tellRoom()
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  const decide = (take: boolean) => {
    const replaces = 'offerReplaces' in field.dataset
    if (take && undecided) field.value = replaces ? undecided.text : withOffered(field.value, undecided.text)
    else forgetText(thisDevice, name)
    undecided = null
    offer.hide()
    field.dispatchEvent(new Event('input'))
    field.focus()
  }

  const offered = undecided && offer.show()
  if (undecided && offered) {
    const { text, at } = undecided
    say(slot(offered, 'time'), formatTime(new Date(at)))
    say(offered.querySelector('.offered'), text.length > LONG ? `${text.slice(0, LONG)}…` : text)
    offered.querySelector('[data-take]')?.addEventListener('click', () => decide(true))
    offered.querySelector('[data-drop]')?.addEventListener('click', () => decide(false))
  }
  field.addEventListener('input', typed)
  addEventListener('pagehide', () => timer && save())
  // On a slow line someone types before this script is there. What the back button put in the field is not typed.
  if (document.activeElement === field && field.value !== field.defaultValue) typed()
  else tellRoom()
}

/** Something that is on the page only when it is needed: what its template holds, right after it. */
function partOfField(name: string, field: HTMLTextAreaElement) {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-part="${name}"][data-of="${field.id}"]`)
  const made = template?.content.firstElementChild?.cloneNode(true)
  const own = made instanceof HTMLElement ? made : null
  return {
    show() {
      if (own && !own.isConnected) template?.after(own)
      return own
    },
    hide: () => own?.remove(),
  }
}

/** Where a part has room for words. */
function slot(inside: HTMLElement | null, name: string): Element | null {
  return inside?.querySelector(`[data-slot="${name}"]`) ?? null
}

/** Writes the words there; the same words again would be read aloud again. */
function say(place: Element | null, words: string): void {
  if (place && place.textContent !== words) place.textContent = words
}

/** A button that says that it is at work, until the page is left or comes back out of memory. */
function sayWhileBusy(button: HTMLElement): void {
  const usual = button.textContent ?? ''
  button.closest('form')?.addEventListener('submit', () => say(button, button.dataset.busy ?? usual))
  addEventListener('pageshow', () => say(button, usual))
}
