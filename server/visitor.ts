import { BlockList, isIP } from 'node:net'
import type { Config } from '#app/config.server.ts'

/** This machine and private networks, where a proxy stands that nobody listed. */
const NEARBY = [
  ...['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
  ...['fc00::/7', 'fe80::/10'],
]

/** Whose word counts about who a visitor is. */
export type Proxies = {
  trusts(address: string): boolean
  /** How many of them may stand behind each other. */
  most: number
}

/**
 * The proxies of an installation: those that are listed. When none are, production takes the word of one nearby, for it has
 * always stood behind one. One only: on a network of its own a municipality has visitors nearby too, and what they
 * claim to be must not count.
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

/** Who asks, and under which names this site may be known to them. */
export type Visitor = { address: string; hosts: string[] }

/**
 * Reads who asks from the connection, and from what proxies said as far as they are trusted: from the last to the first, the
 * first address that is no proxy's. What a visitor claims stands before what the proxies added, and is never reached.
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

/** An address without the port, brackets or network card that some proxies and systems write with it. */
function plainAddress(written: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(written)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(written)?.[1] ?? written
  const address = bare.replace(/%.*$/, '')
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address
}
