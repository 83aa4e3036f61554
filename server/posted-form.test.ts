import { expect, test } from 'vitest'
import { postedForm } from './posted-form.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
const text = 'act=keepText&text=Meer%20bankjes%20%C3%A9n%20%26%20bomen&text=%00&leeg='

function both() {
  const headers = { 'content-type': URLENCODED, cookie: 'concept=a' }
  const aborting = new AbortController()
  const asked = new Request('http://ons.example/reageren?a=1', { method: 'POST', headers, signal: aborting.signal })
  return { aborting, asked, form: postedForm(asked, new Headers(headers), Buffer.from(text)) }
}

test('a posted form is read as any request is', async () => {
  const { form, asked } = both()
  const whole = new Request(asked.url, { method: 'POST', headers: asked.headers, body: text })
  expect([form.url, form.method, form.headers.get('cookie')]).toEqual([asked.url, 'POST', 'concept=a'])
  expect([...(await form.formData())]).toEqual([...(await whole.formData())])
})

test('it can be made into another request, and be read as text', async () => {
  const { form } = both()
  const { url, method, headers, body } = form
  const again = new Request(url, { method, headers, body, ...{ duplex: 'half' } })
  expect([...(await again.formData()).keys()]).toEqual(['act', 'text', 'text', 'leeg'])
  expect([await both().form.text(), both().form.bodyUsed]).toEqual([text, false])
})

test('who leaves is seen by whoever has the form', () => {
  const { form, aborting } = both()
  aborting.abort()
  expect(form.signal.aborted).toBe(true)
})

test('whatever else is asked of it, it answers as the request would', async () => {
  const { form, asked } = both()
  const names = [
    'cache',
    'credentials',
    'destination',
    'integrity',
    'keepalive',
    'mode',
    'redirect',
    'referrer',
  ] as const
  for (const name of names) expect(form[name], name).toBe(asked[name])
  expect([...(await form.clone().formData())]).toEqual([...(await form.formData())])
  expect(Buffer.from(await form.arrayBuffer()).toString()).toBe(text)
})
