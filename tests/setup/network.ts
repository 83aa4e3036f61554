import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A network between us and a server that can lose everything without a word. */
export async function networkTo(url: string) {
  const { hostname, port } = new URL(url)
  const underWay: Socket[] = []
  const network = createServer((from) => {
    const to = connect(Number(port), hostname)
    underWay.push(from, to)
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one
        .on('error', () => {})
        .on('close', () => other.destroy())
        .pipe(other)
  })
  network.listen(0, '127.0.0.1')
  await once(network, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(network.address() as AddressInfo).port}`
  return {
    /** The address of the server through this network. */
    url: through.href,
    /** From now on nothing comes over the connections that there are; new ones work. */
    goSilent() {
      for (const socket of underWay) socket.unpipe().pause()
    },
    close() {
      for (const socket of underWay) socket.destroy()
      network.close()
    },
  }
}
