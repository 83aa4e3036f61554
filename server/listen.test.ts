import { createServer } from 'node:http'
import { connect, createServer as createPlainServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { listen } from './listen.ts'

const open: { close: () => unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function started(given: Partial<Parameters<typeof listen>[1]>) {
  const server = createServer((_, response) => response.end('ok'))
  const listening = await listen(server, { mode: 'demo', host: null, port: 0, ...given })
  open.push(listening)
  return listening
}

const answers = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 2000 }, () => (socket.destroy(), resolve(true)))
    for (const sign of ['error', 'timeout']) socket.on(sign, () => (socket.destroy(), resolve(false)))
  })

/**
 * Addresses by which others may reach this machine; where it has none, another address of its own that is not the usual
 * loopback address.
 */
const elsewhere =
  Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2'
const hasIPv6 = await new Promise<boolean>((resolve) => {
  const server = createPlainServer()
    .once('error', () => resolve(false))
    .listen(0, '::1', () => server.close(() => resolve(true)))
})

describe('where a server listens', () => {
  test('a demo: for this machine only, at both addresses of localhost', async () => {
    const { port } = await started({})
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('ok')
    if (hasIPv6) expect(await (await fetch(`http://[::1]:${port}`)).text()).toBe('ok')
    expect(await answers(elsewhere, port)).toBe(false)
  })

  test('a demo with a host: for everyone, as a container needs', async () => {
    const { port } = await started({ host: '0.0.0.0' })
    expect(await answers(elsewhere, port)).toBe(true)
  })

  test('production: for everyone, unless a host is set', async () => {
    expect(await answers(elsewhere, (await started({ mode: 'production' })).port)).toBe(true)
    expect(await answers(elsewhere, (await started({ mode: 'production', host: '127.0.0.1' })).port)).toBe(false)
  })

  test('a port that is taken under either address is refused in words', async () => {
    const { port } = await started({})
    await expect(started({ port })).rejects.toThrow(new Refused(`Poort ${port} is al bezet. Kies een andere met PORT.`))
  })

  test('closing stops listening at both addresses', async () => {
    const { port, close } = await started({})
    close()
    for (const host of ['127.0.0.1', '::1']) expect(await answers(host, port)).toBe(false)
  })
})
