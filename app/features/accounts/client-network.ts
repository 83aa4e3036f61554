/**
 * What stands for one visitor when tries are counted: an IPv4 address, or the first 64 bits of an IPv6 address, because
 * whoever has one IPv6 address has all those that share these.
 */
export function clientNetwork(address: string): string {
  return networkOf(address, 64)
}

/** The same, wider: of IPv6 the 48 bits that one connection to the internet is given at most. */
export function widerNetwork(address: string): string {
  return networkOf(address, 48)
}

function networkOf(address: string, bits: 48 | 64): string {
  const plain = address.trim().toLowerCase().replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  if (mapped) return mapped[1] ?? plain
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
  const first = groupsOf(head)
  const last = groupsOf(tail ?? '')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, bits / 16)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/${bits}`
}
