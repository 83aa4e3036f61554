import pg from 'pg'

/** Receives the payload of a notice; null after a connection was lost, because notices may have been missed. */
type Listener = (payload: string | null) => void

const RECONNECT_AFTER_MS = 250
/** After this much silence the connection is probed: one that only receives would never notice that it was lost. */
const PROBE_AFTER_MS = 10_000
/** A connection that answers nothing for so long is lost, though nobody said so: a network can lose everything without a word. */
const LOST_AFTER_MS = 5000

/**
 * Receives the notices that any process of the site sends through PostgreSQL (NOTIFY), over one connection of its own.
 * It connects when the first listener subscribes and reconnects when the connection is lost.
 */
class Notices {
  readonly #url: string
  readonly #listeners = new Map<string, Set<Listener>>()
  #client: pg.Client | null = null
  #isReady = false
  #isSending = false
  #retry: NodeJS.Timeout | undefined
  #ended = false

  constructor(url: string) {
    this.#url = url
  }

  /** Calls `listener` for every notice on a channel, until the returned function is called. */
  listen(channel: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(channel)
    if (listeners) listeners.add(listener)
    else {
      this.#listeners.set(channel, new Set([listener]))
      if (this.#client && this.#isReady) void this.#subscribe(this.#client, channel)
    }
    if (!this.#client && !this.#retry && !this.#ended) void this.#connect()
    return () => void this.#listeners.get(channel)?.delete(listener)
  }

  /**
   * Sends a notice over the connection that receives: hearing it back proves that everything that was sent before it was received.
   * Does nothing while there is no connection, nor while an earlier one is under way.
   */
  async send(channel: string, payload: string): Promise<void> {
    const client = this.#client
    if (!client || !this.#isReady || this.#isSending) return
    this.#isSending = true
    await client.query('select pg_notify($1, $2)', [channel, payload]).catch(() => giveUp(client))
    this.#isSending = false
  }

  /** Receives nothing more and never reconnects. */
  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#retry)
    const client = this.#client
    this.#client = null
    await client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...{ connectionString: this.#url, application_name: 'saomen notices' },
      ...{ keepAlive: true, keepAliveInitialDelayMillis: PROBE_AFTER_MS },
      ...{ connectionTimeoutMillis: LOST_AFTER_MS, query_timeout: LOST_AFTER_MS },
    })
    this.#client = client
    const lost = () => {
      if (this.#client !== client) return
      this.#client = null
      this.#isReady = false
      void client.end().catch(() => {})
      if (!this.#ended) this.#retry = setTimeout(() => void this.#connect(), RECONNECT_AFTER_MS)
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ channel, payload = '' }) =>
      this.#listeners.get(channel)?.forEach((listener) => listener(payload)),
    )
    try {
      await client.connect()
      this.#retry = undefined
      // Iterating over a Map includes channels that are added meanwhile.
      for (const channel of this.#listeners.keys()) await this.#receive(client, channel)
      this.#isReady = true
      // Only now: whoever hears that the connection is new may send over it.
      for (const channel of this.#listeners.keys()) this.#sayNew(channel)
    } catch {
      lost()
    }
  }

  async #subscribe(client: pg.Client, channel: string): Promise<void> {
    try {
      await this.#receive(client, channel)
      this.#sayNew(channel)
    } catch {
      giveUp(client)
    }
  }

  async #receive(client: pg.Client, channel: string): Promise<void> {
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
  }

  #sayNew(channel: string): void {
    this.#listeners.get(channel)?.forEach((listener) => listener(null))
  }
}

/** Ends a connection that failed; its end lets the next one begin. */
const giveUp = (client: pg.Client) => void client.end().catch(() => {})

/**
 * Stored on the pool itself: the built app has its own copy of this module, and whoever closes the pool must find the
 * connection.
 */
const AT_POOL = Symbol.for('saomen.notices')
type WithNotices = pg.Pool & { [AT_POOL]?: Notices }

/**
 * The notices of the database behind a pool; all listeners of a process share one connection, however many screens
 * there are.
 */
export function noticesOf(pool: WithNotices): Notices {
  return (pool[AT_POOL] ??= new Notices(pool.options.connectionString ?? ''))
}

/** Ends the listening connection, if there is one. */
export async function endNotices(pool: WithNotices): Promise<void> {
  await pool[AT_POOL]?.end()
}
