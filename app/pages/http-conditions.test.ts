import { describe, expect, test } from 'vitest'
import { codingFor, statusFor } from './http-conditions.ts'

describe('the coding of an answer', () => {
  const asked: [accepts: string | undefined, coding: string][] = [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity', 'identity'],
    ['identity;q=1, gzip;q=0.5', 'identity'],
    ['GZIP', 'gzip'],
    ['gzip;q=2', 'identity'],
    ['gzip;q=abc, br;q=0.001', 'br'],
    [',,,;;;q=', 'identity'],
    ['x,'.repeat(10_000), 'identity'],
  ]
  test.each(asked)('%s: %s', (accepts, coding) => expect(codingFor(accepts)).toBe(coding))
})

describe('a request with conditions', () => {
  const etag = 'W/"abc-_9"'
  const asked: [conditions: Parameters<typeof statusFor>[0], status: number][] = [
    [{}, 200],
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': '"abc-_9"' }, 304],
    [{ 'if-none-match': '"x", W/"abc-_9"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-none-match': 'abc-_9' }, 200],
    [{ 'if-none-match': '"' }, 200],
    [{ 'if-none-match': '' }, 200],
    [{ 'if-none-match': '"'.repeat(15_000) }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': etag }, 412],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-match': '*', 'if-none-match': etag }, 304],
  ]
  test.each(asked)('%j: %d', (conditions, status) => expect(statusFor(conditions, etag)).toBe(status))
})
