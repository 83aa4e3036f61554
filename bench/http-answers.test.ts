import { expect, test } from 'vitest'
import { AnswerReader, type CountedAnswer } from './http-answers.ts'

const answers =
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: "a"\r\n\r\nhallo' +
  'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n' +
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhallo\r\nA\r\n0123456789\r\n0\r\n\r\n' +
  'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
const counted = [
  { status: 200, bytes: 5, closes: false },
  { status: 304, bytes: 0, closes: false },
  { status: 200, bytes: 15, closes: false },
  { status: 404, bytes: 0, closes: true },
]

test.each([1, 2, 3, 7, 1000])('answers are counted the same when they come in pieces of %i bytes', (size) => {
  const found: CountedAnswer[] = []
  const reader = new AnswerReader((answer) => found.push(answer))
  const bytes = Buffer.from(answers)
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  expect(found).toEqual(counted)
})

test('what is no answer is not counted as one', () => {
  const reader = (text: string) => () => new AnswerReader(() => {}).push(Buffer.from(text))
  expect(reader('SSH-2.0-OpenSSH\r\n\r\n')).toThrow('not an answer')
  expect(reader('HTTP/1.1 200 OK\r\n\r\nhallo')).toThrow('without a length')
  expect(reader('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhallo\r\n')).toThrow('not the size')
})
