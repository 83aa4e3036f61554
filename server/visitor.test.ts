import { describe, expect, test } from 'vitest'
import { proxiesOf, visitorOf } from './visitor.ts'

const production = { mode: 'production' as const, trustedProxies: null }
const listed = { ...production, trustedProxies: ['192.0.2.10', '198.51.100.0/24', '2001:db8:ffff::/48'] }
const passing = (forwarded: string) => new Headers({ host: 'doemee.example', 'x-forwarded-for': forwarded })
const addressOf = (config: Parameters<typeof proxiesOf>[0], connection: string, forwarded: string) =>
  visitorOf(passing(forwarded), connection, proxiesOf(config)).address

describe('the address that tries are counted by', () => {
  test.each([
    ['a listed proxy', '192.0.2.10', '203.0.113.7', '203.0.113.7'],
    ['what a visitor claims before it', '192.0.2.10', '10.0.0.1, 203.0.113.7', '203.0.113.7'],
    ['listed proxies behind each other', '192.0.2.10', '6.6.6.6, 203.0.113.7, 198.51.100.4', '203.0.113.7'],
    ['a network of IPv6', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
    ['IPv4 in IPv6', '::ffff:192.0.2.10', '::ffff:203.0.113.7', '203.0.113.7'],
    ['ports and brackets', '192.0.2.10', '203.0.113.7:4711', '203.0.113.7'],
    ['brackets with a port', '192.0.2.10', '[2001:db8::7]:4711', '2001:db8::7'],
    ['what is no address', '192.0.2.10', 'unknown', '192.0.2.10'],
    ['a proxy that says nothing', '192.0.2.10', '', '192.0.2.10'],
    ['a visitor who is no proxy, whatever it says', '203.0.113.9', '10.0.0.1', '203.0.113.9'],
    ['a private address that is not listed', '10.0.0.2', '203.0.113.7', '10.0.0.2'],
  ])('behind %s', (_, connection, forwarded, address) => {
    expect(addressOf(listed, connection, forwarded)).toBe(address)
  })

  test('without a list production trusts one nearby proxy', () => {
    for (const nearby of ['127.0.0.1', '::1', '10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1', 'fe80::1%eth0']) {
      expect(addressOf(production, nearby, '203.0.113.7'), nearby).toBe('203.0.113.7')
    }
    expect(
      addressOf(production, '127.0.0.1', '6.6.6.6, 10.0.0.8'),
      'a visitor on the own network claims to be another',
    ).toBe('10.0.0.8')
    expect(addressOf(production, '203.0.113.9', '6.6.6.6')).toBe('203.0.113.9')
  })

  test('a demo trusts no proxy, unless it is listed', () => {
    expect(addressOf({ mode: 'demo', trustedProxies: null }, '127.0.0.1', '6.6.6.6')).toBe('127.0.0.1')
    expect(addressOf({ mode: 'demo', trustedProxies: ['127.0.0.1'] }, '127.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
  })
})

test('a host that a proxy passed on counts when that proxy is trusted', () => {
  const headers = new Headers({ host: 'intern', 'x-forwarded-host': 'doemee.example' })
  expect(visitorOf(headers, '192.0.2.10', proxiesOf(listed)).hosts).toEqual(['intern', 'doemee.example'])
  expect(visitorOf(headers, '203.0.113.9', proxiesOf(listed)).hosts).toEqual(['intern'])
})
