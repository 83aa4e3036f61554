import { createHash } from 'node:crypto'
import { COME_BACK_AFTER_S } from '#app/errors.server.ts'
import { mayBeKept } from '#app/features/accounts/interrupted-post.ts'
import type { Fields } from './first-arrival.ts'

/** What a form held that was refused for pressure. */
export type Posted = {
  fields: Fields
  /** It held files, which no page can keep. */
  filesLost: boolean
}

/** Everyone who was sent away comes back spread over this many seconds more, and not all at once. */
const SPREAD_S = 20

const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #4b5560; --paper: #fff; --line: #6f757c; --water: #0f5c6e; --on: #fff; --mist: #e3f0f2; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceae4; --soft: #b7bfc6; --paper: #14181b; --line: #8d969e; --water: #7cc5d4; --on: #14181b; --mist: #12343c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 39.75rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
main > * + *, form > * + * { margin-block: 1rem 0; }
h1 { font-size: 1.95rem; line-height: 1.2; margin: 0; }
a { color: var(--water); }
strong { font-weight: 650; }
[role='timer'] { padding: 0.75rem 1rem; background: var(--mist); border-inline-start: 0.25rem solid var(--water); }
button { min-height: 2.75rem; margin: 0 0.75rem 0.5rem 0; padding: 0.5rem 1.25rem; border: 1px solid var(--water); border-radius: 0.375rem;
  background: var(--water); color: var(--on); font: inherit; font-weight: 650; cursor: pointer; }
button[type='button'] { background: none; color: var(--water); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
summary { min-height: 2.75rem; padding-block: 0.5rem; cursor: pointer; }
pre { margin: 0.5rem 0 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.375rem; font: inherit; white-space: pre-wrap; }
[hidden] { display: none; }
`

/**
 * Sends the form again, or loads the page again, after a while that differs per visitor. First it asks whether the server
 * is there: a browser that finds no server would show a page of its own, without what was typed. A field may have any
 * name, so nothing is asked of the form itself.
 */
const script = `
(() => {
  const form = document.querySelector('form')
  const [wait, timer, stop] = ['#wacht', '[role=timer]', 'button[type=button]'].map((one) => document.querySelector(one))
  if (!timer || !stop) return
  const go = () => form ? HTMLFormElement.prototype.submit.call(form) : location.reload()
  let ticking
  const count = (seconds, first) => {
    clearInterval(ticking)
    let left = seconds
    const say = () => {
      timer.textContent = first + (form ? 'Wij versturen het vanzelf opnieuw over ' : 'Wij proberen het vanzelf opnieuw over ') +
        (left === 1 ? '1 seconde.' : left + ' seconden.') + ' Laat deze pagina open.'
    }
    say()
    ticking = setInterval(() => {
      left -= 1
      if (left > 0) return say()
      clearInterval(ticking)
      timer.textContent = 'Een ogenblik.'
      fetch('/gezond', { cache: 'no-store' }).then(go, () => count(again(), 'Er is geen verbinding. '))
    }, 1000)
  }
  const again = () => ${COME_BACK_AFTER_S} + Math.floor(Math.random() * ${SPREAD_S})
  stop.addEventListener('click', () => {
    clearInterval(ticking)
    timer.hidden = stop.hidden = true
    if (wait) wait.hidden = false
  })
  if (wait) wait.hidden = true
  timer.hidden = stop.hidden = false
  count(again(), '')
})()
`

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The page has its style and script in itself: while it is busy, a browser should have to ask for nothing else. */
const policy = [
  "default-src 'none'",
  `script-src ${sha256(script)}`,
  `style-src ${sha256(style)}`,
  "connect-src 'self'",
  ...["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"],
].join('; ')

/** Of each of these pages. They are not compressed: that would cost the processor, which has no time. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'Cache-Control': 'no-store, no-transform',
}

/** For a page that could not be shown: it is asked for again. It holds nothing of the request, so it is made once. */
export const busyForReaders = page(
  'Het is nu erg druk',
  `<p>Deze website kan uw pagina even niet laten zien.</p>
<p id="wacht">Wacht een halve minuut en probeer het dan nog een keer.</p>
${timerAndStop('Niet vanzelf proberen')}
<p><a href="">Probeer het nu opnieuw</a></p>`,
)

/** For a form that cannot be kept in a page: a browser still has it on the page before. */
export const busyGoBack = page(
  'Het is nu erg druk',
  `<p>Wat u verstuurde is nog <strong>niet</strong> bij ons binnen.</p>
<p>Ga terug: wat u invulde staat er nog. Wacht een halve minuut en verstuur het dan opnieuw.</p>`,
)

/** For a form that says it was here before, and cannot prove it. */
export const notHereBefore = page(
  'Dit formulier klopt niet meer',
  `<p>Op dit formulier staat dat u het eerder verstuurde. Dat konden wij niet nagaan: het formulier is daarna veranderd, of het is te oud.</p>
<p>Wat u schreef is bewaard. <a href="">Open uw reactie</a>, kijk hem na en verstuur hem opnieuw.</p>`,
)

/**
 * For a form that was refused for pressure: it holds everything that was typed, shows it, and sends it again. `arrival` is
 * the signed moment of first arrival, where that moment counts, and `arrivedInWords` says it. Null when all of it is too
 * long for `most` characters.
 */
export function busyWithForm(
  { fields, filesLost }: Posted,
  { arrival = null, most }: { arrival?: { field: string; signed: string; inWords: string } | null; most: number },
): string | null {
  const kept = fields.filter(([name]) => mayBeKept(name))
  const passwordLost = fields.some(([name, value]) => !mayBeKept(name) && value !== '')
  const hidden = [...kept, ...(arrival ? [[arrival.field, arrival.signed] as const] : [])]
  const size = hidden.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (size > most) return null
  const shown = kept.filter(isTyped).map(([, value]) => `<pre>\n${escape(value)}</pre>`)
  const parts = [
    arrival
      ? `<p>Uw reactie kwam bij ons aan op <strong>${escape(arrival.inWords)}</strong>, maar is nog niet verwerkt. <strong>Dat moment telt</strong>, ook als u straks opnieuw verstuurt. Wat u schreef is bewaard.</p>`
      : '<p>Wat u verstuurde is nog <strong>niet</strong> verwerkt.</p>',
    filesLost || passwordLost
      ? `<p>${filesLost ? 'Het bestand dat u koos, kunnen wij hier niet bewaren.' : 'Een wachtwoord of code bewaren wij hier niet.'} Ga daarom terug, wacht een halve minuut, en verstuur het dan opnieuw.</p>
<p><a href="">Open de pagina opnieuw</a></p>`
      : `${arrival ? '' : '<p>Wat u invulde is niet weg: het staat op deze pagina.</p>'}
<form method="post">
<p id="wacht">Wacht een halve minuut en druk dan op de knop.</p>
${timerAndStop('Niet vanzelf versturen', '<button>Verstuur opnieuw</button>')}
${hidden.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join('\n')}
</form>`,
    shown.length > 0 ? `<details>\n<summary>Wat u invulde</summary>\n${shown.join('\n')}\n</details>` : '',
  ]
  return page('Het is nu erg druk', parts.join('\n'))
}

/** What a refusal is called above its sentence; of any other status something simply was not possible. */
const refusalTitles: Partial<Record<number, string>> = {
  408: 'Het versturen duurde te lang',
  413: 'Dit is te groot',
  503: 'Dit kan nu even niet',
}

/** The page for a person whose form or file was refused with this sentence; its link asks for the same page again. */
export function refusalPage(status: number, sentence: string, isReading: boolean): string {
  const again = isReading ? 'Probeer het opnieuw' : 'Open de pagina opnieuw'
  return page(refusalTitles[status] ?? 'Dit kon niet', `<p>${escape(sentence)}</p>\n<p><a href="">${again}</a></p>`)
}

function timerAndStop(stop: string, before = ''): string {
  return `<p role="timer" hidden></p>\n<p>${before}<button type="button" hidden>${stop}</button></p>`
}

/** Whether people would know it as what they typed; keys, choices and marks would only puzzle them. */
const isTyped = ([name, value]: Fields[number]) =>
  value.trim() !== '' && (['text', 'name', 'organisation', 'email'].includes(name) || /\s|@/.test(value))

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\0': '' }

/**
 * A text as it may stand in a page, also between the quotes of an attribute. A page cannot hold the character NUL, and
 * neither can what we store.
 */
export function escape(text: string): string {
  return text.replace(/[&<>"'\0]/g, (mark) => marks[mark] ?? '')
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
<script>${script}</script>
</body>
</html>
`
}
