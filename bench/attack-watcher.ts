/** A visitor in a process of its own: asks whether the site lives, again and again, and notes how long that took. */
export {}

const [url = ''] = process.argv.slice(2)
const PAUSE_MS = 10
/** What took longer counts as this: nobody was answered. */
const GAVE_UP_MS = 30_000

let took: number[] = []
process.on('message', (asked) => {
  if (asked === 'stop') process.exit(0)
  process.send?.(took)
  took = []
})
for (;;) {
  const began = performance.now()
  const answered = await fetch(`${url}/gezond`, { signal: AbortSignal.timeout(GAVE_UP_MS) }).then(
    (response) => response.text(),
    () => null,
  )
  took.push(answered === null ? GAVE_UP_MS : performance.now() - began)
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
