/**
 * A visitor in a process of its own, who asks again and again whether the site answers, and notes how long that took.
 */
export {}

const [url = ''] = process.argv.slice(2)
const PAUSE_MS = 10
/** A request without an answer counts as this long. */
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
