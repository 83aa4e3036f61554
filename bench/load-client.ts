/**
 * A client in a process of its own that asks for one page again and again over connections that stay open, each as soon as
 * its answer has come.
 */
import { connect, type Socket } from 'node:net'
import { AnswerReader } from './http-answers.ts'
import { asBrowser } from './visits.ts'

export type Load = {
  port: number
  address: string
  /** Headers beside those that a browser sends always. */
  headers: Record<string, string>
  connections: number
  milliseconds: number
  /** Status that every answer must have. */
  status: number
}

export type Loaded = {
  /** Answers that came within the time. */
  answers: number
  /** These and the last ones, which came after it. */
  all: number
  /** Milliseconds of each of them. */
  took: Float64Array
  /** Bytes of all their bodies. */
  bytes: number
  /** Answers with another status, and connections that broke. */
  wrong: number
  /** Part of one core that this client used. */
  busy: number
}

/** So long after the time the last answers may come: a server that still works on them would hold up who is measured next. */
const LAST_ANSWERS_MS = 10_000

process.on('message', (asked) => {
  if (asked === 'stop') process.exit(0)
  load(asked as Load).then(
    (loaded) => process.send?.(loaded),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function load({ port, address, headers, connections, milliseconds, status }: Load): Promise<Loaded> {
  const lines = Object.entries({ Host: `localhost:${port}`, ...asBrowser, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const request = Buffer.from(`GET ${address} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  const took: number[] = []
  let [bytes, wrong, all] = [0, 0, 0]
  const began = performance.now()
  const until = began + milliseconds
  const cpu = process.cpuUsage()

  /** Resolves when the time is over and the last answer has come, or when the server closed the connection. */
  const overOneConnection = () =>
    new Promise<void>((resolve, reject) => {
      let asked = 0
      let [waits, isOver] = [false, false]
      const socket: Socket = connect(port, '127.0.0.1')
      const next = () => {
        asked = performance.now()
        if (asked >= until) return socket.destroy()
        waits = true
        socket.write(request)
      }
      const reader = new AnswerReader((answer) => {
        waits = false
        const now = performance.now()
        all += 1
        if (now <= until) {
          took.push(now - asked)
          bytes += answer.bytes
          if (answer.status !== status) wrong += 1
        }
        if (answer.closes) socket.end()
        else next()
      })
      socket.setNoDelay(true)
      socket.once('connect', next)
      socket.on('data', (chunk) => {
        try {
          reader.push(chunk)
        } catch (error) {
          reject(error as Error)
          socket.destroy()
        }
      })
      socket.once('error', () => {})
      socket.once('close', () => {
        clearTimeout(timer)
        if (waits && !isOver) wrong += 1
        resolve()
      })
      const timer = setTimeout(
        () => {
          isOver = true
          socket.destroy()
        },
        until + LAST_ANSWERS_MS - performance.now(),
      )
    })
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await overOneConnection()
    }),
  )
  const used = process.cpuUsage(cpu)
  const busy = (used.user + used.system) / 1000 / (performance.now() - began)
  return { answers: took.length, all, took: Float64Array.from(took), bytes, wrong, busy }
}
