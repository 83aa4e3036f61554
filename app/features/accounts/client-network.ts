/**
 * What stands for one visitor when tries are counted: an IPv4 address, or the first 64 bits of an IPv6 address, because
 * whoever has one IPv6 address has all those that share these.
 */
export function clientNetwork(address: string): string {
  const plain = address.trim().toLowerCase().replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  if (mapped) return mapped[1] ?? plain
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groupsOf = (text: string) => (text === '' ? [] : text.split(':'))
  const first = groupsOf(head)
  const last = groupsOf(tail ?? '')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
