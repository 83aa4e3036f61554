import pg from 'pg'

/** Gets what was told on a channel; null after a connection was lost: something may have been missed. */
type Hear = (payload: string | null) => void

const AGAIN_AFTER_MS = 250
/** After so long without a word the other side is asked whether it is there: who only listens would never find out. */
const ASKS_AFTER_MS = 10_000

/**
 * Hears what any process of the site tells through PostgreSQL (NOTIFY), over one connection of its own, which is made when
 * someone first wants to hear and made again when it is lost.
 */
class Notices {
  readonly #url: string
  readonly #hearers = new Map<string, Set<Hear>>()
  #client: pg.Client | null = null
  #isReady = false
  #retry: NodeJS.Timeout | undefined
  #ended = false

  constructor(url: string) {
    this.#url = url
  }

  /** Calls `hear` for everything told on a channel, until what this returns is called. */
  hear(channel: string, hear: Hear): () => void {
    const hearers = this.#hearers.get(channel)
    if (hearers) hearers.add(hear)
    else {
      this.#hearers.set(channel, new Set([hear]))
      if (this.#client && this.#isReady) void this.#listen(this.#client, channel).catch(() => {})
    }
    if (!this.#client && !this.#retry && !this.#ended) void this.#connect()
    return () => void this.#hearers.get(channel)?.delete(hear)
  }

  /** Hears nothing more, and makes no new connection. */
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
      ...{ keepAlive: true, keepAliveInitialDelayMillis: ASKS_AFTER_MS },
    })
    this.#client = client
    const lost = () => {
      if (this.#client !== client) return
      this.#client = null
      this.#isReady = false
      void client.end().catch(() => {})
      if (!this.#ended) this.#retry = setTimeout(() => void this.#connect(), AGAIN_AFTER_MS)
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ channel, payload = '' }) =>
      this.#hearers.get(channel)?.forEach((hear) => hear(payload)),
    )
    try {
      await client.connect()
      this.#retry = undefined
      // Channels that are added while these are listened to come along: a Map goes on with what was added.
      for (const channel of this.#hearers.keys()) await this.#listen(client, channel)
      this.#isReady = true
    } catch {
      lost()
    }
  }

  async #listen(client: pg.Client, channel: string): Promise<void> {
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    this.#hearers.get(channel)?.forEach((hear) => hear(null))
  }
}

/** Kept at the pool itself: the built app has a copy of this file of its own, and who closes the pool must find its connection. */
const AT_POOL = Symbol.for('saomen.notices')
type WithNotices = pg.Pool & { [AT_POOL]?: Notices }

/** What is told through the database of a pool; one for all who hear, so that sixty tablets take one connection. */
export function noticesOf(pool: WithNotices): Notices {
  return (pool[AT_POOL] ??= new Notices(pool.options.connectionString ?? ''))
}

/** Ends the connection that hears, when there is one. */
export async function endNotices(pool: WithNotices): Promise<void> {
  await pool[AT_POOL]?.end()
}
