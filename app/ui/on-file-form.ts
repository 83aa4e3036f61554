/** Where scripts run, a file that is larger than its form takes is refused before it is sent: sending 200 MB to read that is no service. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-most-bytes]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const message = form.querySelector<HTMLElement>('[data-too-large]')
  if (!input || !message) continue
  const isTooLarge = () => {
    const isSo = (input.files?.[0]?.size ?? 0) > Number(form.dataset.mostBytes)
    message.hidden = !isSo
    if (isSo) {
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-errormessage', message.id)
    } else {
      input.removeAttribute('aria-invalid')
      input.removeAttribute('aria-errormessage')
    }
    return isSo
  }
  input.addEventListener('change', isTooLarge)
  form.addEventListener('submit', (event) => {
    if (!isTooLarge()) return
    event.preventDefault()
    input.focus()
  })
}
