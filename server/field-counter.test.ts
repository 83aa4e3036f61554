import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldCounter, formKindOf, hasShortPartHeaders, linearUrlencoded } from './field-counter.ts'

const urlencoded = formKindOf('application/x-www-form-urlencoded')

describe('the encoding of a form', () => {
  test.each([
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
    ['Application/X-WWW-Form-Urlencoded; charset=UTF-8', 'application/x-www-form-urlencoded'],
    ['application/x-www-form-urlencoded;charset=utf-16', 'application/x-www-form-urlencoded'],
    [
      'multipart/form-data; boundary=----WebKitFormBoundaryx7',
      'multipart/form-data; boundary="----WebKitFormBoundaryx7"',
    ],
    ['multipart/form-data; charset=utf-8; boundary="a b"', null],
    ['multipart/form-data; charset=utf-8; boundary="a:b"', 'multipart/form-data; boundary="a:b"'],
    ['multipart/form-data', null],
    ['multipart/form-data; boundary=a, application/x-www-form-urlencoded', null],
    ['application/x-www-form-urlencoded, multipart/form-data; boundary=a', null],
    ['application/json', null],
    ['text/plain', null],
    [null, null],
  ])('%j is %j', (header, type) => {
    expect(formKindOf(header)?.type ?? null).toBe(type)
  })
})

describe('fields are counted while they come in', () => {
  test('urlencoded, in chunks of any size: one more than the limit stops it', () => {
    for (const size of [1, 7, 10_000]) {
      expect(fed(fieldCounter(urlencoded, 5), 'a&b&c&d&e', size)).toBe(true)
      expect(fed(fieldCounter(urlencoded, 5), 'a&b&c&d&e&f', size)).toBe(false)
    }
  })

  test('multipart, also with a boundary that is split over two chunks', () => {
    const form = formKindOf('multipart/form-data; boundary=GRENS')
    const parts = (count: number) =>
      `${'--GRENS\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(count)}--GRENS--\r\n`
    for (const size of [1, 3, 5, 11, 10_000]) {
      expect(fed(fieldCounter(form, 5), parts(5), size)).toBe(true)
      expect(fed(fieldCounter(form, 5), parts(6), size)).toBe(false)
    }
  })

  function fed(counts: (chunk: Uint8Array) => boolean, text: string, size: number): boolean {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) if (!counts(bytes.subarray(at, at + size))) return false
    return true
  }
})

describe('the headers of a part', () => {
  const boundary = Buffer.from('GRENS')
  const body = (head: string) => Buffer.from(`--GRENS\r\n${head}\r\n\r\ninhoud\r\n--GRENS--\r\n`)
  const own = 'Content-Disposition: form-data; name="bestand"; filename="Verslag.pdf"\r\nContent-Type: application/pdf'
  test('are accepted as browsers write them', () => {
    expect(hasShortPartHeaders(body(own), boundary)).toBe(true)
  })
  test('are refused with thousands of lines or bytes', () => {
    expect(hasShortPartHeaders(body(`${own}${'\r\nX:a'.repeat(20)}`), boundary)).toBe(false)
    expect(hasShortPartHeaders(body(`${own}\r\nX: ${'a'.repeat(10_000)}`), boundary)).toBe(false)
  })
})

describe('a form that is spelled for linear parsing', () => {
  test('has the same content', () => {
    const piece = fc.constantFrom('a', 'naam', '&', '=', '+', '%20', '%', '%C3%A9', '%FF', '&&', '=+', '\0', '[0]')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        expect([...new URLSearchParams(linearUrlencoded(Buffer.from(text)).toString())]).toEqual([
          ...new URLSearchParams(text),
        ])
      }),
    )
  })

  test('has an equals sign after each name and no plus, whatever was sent', () => {
    const linear = (text: string) => linearUrlencoded(Buffer.from(text)).toString()
    expect(linear('f&f&f')).toBe('f=&f=&f=')
    expect(linear('&&a=b+c&d+e&')).toBe('&&a=b%20c&d%20e=&')
    expect(linear('')).toBe('')
    expect(linear('é=1')).toBe('%C3%A9=1')
  })
})
