/** What the form for other words does where scripts run, without a framework: it shows what changes while someone types. */
import { ALL_REMOVED, leftInWords, proposedChanges, type ProposedPiece } from './proposed-changes.ts'

/** Milliseconds after the last key until the words are compared; reading aloud waits longer. */
const COMPARE_AFTER_MS = 120
const SAY_AFTER_MS = 1000

const field = document.querySelector<HTMLTextAreaElement>('textarea[data-old]')
const section = document.querySelector<HTMLElement>('[data-changes]')
if (field && section) follow(field, section)

function follow(field: HTMLTextAreaElement, section: HTMLElement): void {
  const old = field.dataset.old ?? ''
  const [says, status, pieces] = ['says', 'status', 'pieces'].map((name) => section.querySelector(`[data-${name}]`))
  let comparing: ReturnType<typeof setTimeout> | undefined
  let saying: ReturnType<typeof setTimeout> | undefined
  says?.setAttribute('aria-hidden', 'true')
  section.hidden = false
  const compare = () => {
    const changes = proposedChanges(old, field.value)
    if (says) says.textContent = changes.says
    pieces?.replaceChildren(...(changes.pieces ? [drawn(changes.pieces)] : []))
    clearTimeout(saying)
    saying = setTimeout(() => status && (status.textContent = changes.says), SAY_AFTER_MS)
    section.classList.toggle('proposal__changes--all', changes.says === ALL_REMOVED)
  }
  field.addEventListener('input', () => {
    clearTimeout(comparing)
    comparing = setTimeout(compare, COMPARE_AFTER_MS)
  })
  const restore = document.querySelector<HTMLElement>('[data-with-proposal]')
  if (restore) restore.hidden = false
  restore?.querySelector('[data-restore]')?.addEventListener('click', () => {
    field.value = old
    field.dispatchEvent(new Event('input'))
    field.focus()
  })
  // The back button may have put other words in the field than those that the page came with.
  addEventListener('pageshow', compare)
  compare()
}

/** The same marks as the server draws: underlined and struck through, and said in words. */
function drawn(all: readonly ProposedPiece[]): HTMLElement {
  const paragraph = element('p', 'proposed')
  paragraph.dir = 'auto'
  for (const piece of all) {
    if (piece.kind === 'left') {
      const left = element('span', 'proposed__left')
      left.textContent = `${leftInWords(piece.sentences)} `
      paragraph.append(left)
      continue
    }
    if (piece.kind === 'same') {
      paragraph.append(piece.text)
      continue
    }
    const [, before = '', words = '', behind = ''] = /^(\s*)(.*?)(\s*)$/s.exec(piece.text) ?? []
    const mark = element(piece.kind === 'new' ? 'ins' : 'del')
    mark.append(hidden(piece.kind === 'new' ? '(nieuw: ' : '(weg: '), words, hidden(') '))
    paragraph.append(before, mark, behind)
  }
  return paragraph
}

function element(name: string, className?: string): HTMLElement {
  const made = document.createElement(name)
  if (className !== undefined) made.className = className
  return made
}

function hidden(words: string): HTMLElement {
  const span = element('span', 'vh')
  span.textContent = words
  return span
}
