import { BlockList, isIP } from 'node:net'
import type { Config } from '#app/config.server.ts'

/** This machine and private networks, where a proxy may stand that nobody listed. */
const NEARBY = [
  ...['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
  ...['fc00::/7', 'fe80::/10'],
]

/** Which proxies we believe about who a visitor is. */
export type Proxies = {
  trusts(address: string): boolean
  /** How many of them may be chained. */
  most: number
}

/**
 * The trusted proxies of an installation: those that are listed. Without a list, production trusts one nearby proxy,
 * because installations used to rely on that. Only one: a municipality may have visitors on its own network, and what
 * they claim about themselves must not count.
 */
export function proxiesOf({ mode, trustedProxies }: Pick<Config, 'mode' | 'trustedProxies'>): Proxies {
  const listed = new BlockList()
  for (const entry of trustedProxies ?? (mode === 'production' ? NEARBY : [])) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) listed.addAddress(address, family)
    else listed.addSubnet(address, Number(prefix), family)
  }
  return {
    trusts: (address) => isIP(address) !== 0 && listed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
    most: trustedProxies ? Infinity : 1,
  }
}

/** The visitor's address, and the host names that the request may have been sent to. */
type Visitor = { address: string; hosts: string[] }

/**
 * Finds the visitor's address from the connection and the headers of trusted proxies: going back from the last proxy,
 * the first address that is not a trusted proxy. What a visitor claims comes before what the proxies added, so it is
 * never reached.
 */
export function visitorOf(headers: Headers, connection: string | undefined, proxies: Proxies): Visitor {
  const host = headers.get('host')
  const hosts = host === null ? [] : [host]
  let address = connection === undefined ? 'unknown' : plainAddress(connection)
  if (!proxies.trusts(address)) return { address, hosts }
  const passed = entriesOf(headers.get('x-forwarded-for')).map(plainAddress)
  for (let hops = 0; hops < proxies.most && proxies.trusts(address); hops++) {
    const before = passed.pop()
    if (before === undefined || isIP(before) === 0) break
    address = before
  }
  return { address, hosts: [...hosts, ...entriesOf(headers.get('x-forwarded-host'))] }
}

const entriesOf = (header: string | null) => (header ?? '').split(/\s*,\s*/).filter((entry) => entry !== '')

/** Strips the port, brackets or network interface that some proxies and systems add to an address. */
function plainAddress(written: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(written)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(written)?.[1] ?? written
  const address = bare.replace(/%.*$/, '')
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address
}
