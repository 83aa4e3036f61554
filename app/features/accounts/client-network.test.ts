import { expect, test } from 'vitest'
import { clientNetwork, widerNetwork } from './client-network.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(clientNetwork(address)).toBe(network)
})

test('of IPv6 one connection may have 65,536 such networks; an IPv4 address is one by itself', () => {
  expect(['2001:db8:1:2:3::4', '2001:db8:1:ffff::1', '192.0.2.7'].map(widerNetwork)).toEqual([
    '2001:db8:1::/48',
    '2001:db8:1::/48',
    '192.0.2.7',
  ])
})
