// What a receipt does where scripts run, without a framework. Everything that matters is on the page without them.

/** @param {string} name @param {(one: HTMLElement, value: string) => unknown} act */
function each(name, act) {
  for (const one of document.querySelectorAll(`[data-${name}]`)) {
    if (one instanceof HTMLElement) act(one, one.getAttribute(`data-${name}`) ?? '')
  }
}

// A text that was sent need not stay on this device, nor any of someone who asks to be forgotten. One that was written after
// sending is a new reaction. How long ago that was the page says, for the clock of a device may be wrong.
each('forget-text', (says, processId) => {
  try {
    const sentAt = Date.now() - Number(says.dataset.sentAgo)
    const isNewer = (/** @type {string} */ name) =>
      Date.parse(/,"at":"([^"]*)/.exec(localStorage.getItem(name) ?? '')?.[1] ?? '') > sentAt
    const names = Object.keys(localStorage).filter(
      (name) => name.startsWith(`saomen:reactie:${processId}`) && !isNewer(name),
    )
    for (const name of names) localStorage.removeItem(name)
    if (names.length > 0) says.hidden = false
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
})

each('copy', (button, code) => {
  const says = button.parentElement?.querySelector('[role=status]')
  const say = (/** @type {string} */ words) => says && (says.textContent = words)
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
