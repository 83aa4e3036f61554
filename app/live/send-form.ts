/** What came of sending a form: what the act or its refusal answered, a refusal of who sent it, or nothing yet. */
export type Delivery<Answer> =
  { kind: 'answered'; answer: Answer } | { kind: 'refused'; message: string } | { kind: 'lost' } | { kind: 'loggedOut' }

/** Bytes that a browser sends to the end after its page is left: what was done last arrives, also of who walks on. */
const MOST_KEPT_ALIVE = 60_000

/** Sends one form. Never throws: what could not be sent is 'lost', and may be sent again. */
export async function sendForm<Answer>(url: string, form: URLSearchParams): Promise<Delivery<Answer>> {
  try {
    const keepalive = String(form).length < MOST_KEPT_ALIVE
    const response = await fetch(url, { method: 'POST', body: form, keepalive })
    if (response.status === 401) return { kind: 'loggedOut' }
    if (response.status >= 500) return { kind: 'lost' }
    const hasAnswer = response.headers.get('content-type')?.startsWith('application/json')
    if (!response.ok && !hasAnswer) return { kind: 'refused', message: await response.text() }
    return { kind: 'answered', answer: await response.json() }
  } catch {
    return { kind: 'lost' }
  }
}
