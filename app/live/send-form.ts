/** The result of sending a form: the answer of the act or of its refusal, a refusal of the sender, or nothing yet. */
export type Delivery<Answer> =
  { kind: 'answered'; answer: Answer } | { kind: 'refused'; message: string } | { kind: 'lost' } | { kind: 'loggedOut' }

/**
 * The most bytes that a browser still sends after its page is closed, so that the last change of someone who leaves
 * arrives.
 */
const MOST_KEPT_ALIVE = 60_000

/** Sends one form. Never throws: a form that could not be sent is 'lost' and may be sent again. */
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
