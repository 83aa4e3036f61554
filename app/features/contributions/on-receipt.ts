/** What a receipt does where scripts run, without a framework. Everything that matters is on the page without it. */
import { thisDevice } from '#app/live/device.ts'
import { forgetText, isKeptFor, keptText, processesAmong } from './text-on-device.ts'

// A text that was sent need not stay on this device, nor any of someone who asks to be forgotten. One that was written after
// sending is a new reaction. How long ago that was the page says, for the clock of a device may be wrong.
each('forget-text', (notice, processId) => {
  const sentAt = Date.now() - Number(notice.dataset.sentAgo)
  const isNewer = (id: string) => Date.parse(keptText(thisDevice, id)?.at ?? '') > sentAt
  try {
    const kept = processesAmong(Object.keys(localStorage)).filter((id) => processId === '' || isKeptFor(processId, id))
    const old = kept.filter((id) => !isNewer(id))
    for (const id of old) forgetText(thisDevice, id)
    if (old.length > 0) notice.hidden = false
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
})

each('copy', (button, code) => {
  const status = button.parentElement?.querySelector('[role=status]')
  const say = (words: string) => status && (status.textContent = words)
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code)
      say('Gekopieerd')
    } catch {
      say('Kopiëren lukt niet. Schrijf de code over.')
    }
  })
})

each('print', (button) => button.addEventListener('click', () => print()))

each('with-script', (part) => (part.hidden = false))

// The back button must not bring back out of memory what was forgotten since.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload())

function each(name: string, act: (one: HTMLElement, value: string) => unknown): void {
  for (const one of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
    act(one, one.getAttribute(`data-${name}`) ?? '')
  }
}
