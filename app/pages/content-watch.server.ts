import { randomUUID } from 'node:crypto'
import { CONTENT_CHANNEL, contentChanged } from '#app/content-version.server.ts'
import { allMunicipalities } from '#app/features/municipalities/municipality.server.ts'
import type { Database } from '#db/client.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { siteDirectory, type SiteDirectory } from './site-directory.ts'

const HEARTBEAT_CHANNEL = 'saomen_heartbeat'
const BEAT_MS = 1000
/** After this long without hearing itself, a process knows nothing for sure. */
const SILENCE_MS = 2000
/** A directory that became old while it was read is read again, at most so often. */
const MOST_TRIES = 5

/** What this process knows of the sites and of the versions of their content, while it hears what others change. */
export type ContentWatch = {
  /**
   * Goes up with each connection over which this process hears. Behind a new one there may be another database, restored or
   * promoted, in which an equal version is of other content.
   */
  readonly connection: number
  /** What is known at this moment; null when it must be read first, or when nothing can be known. */
  readonly known: SiteDirectory | null
  /** Reads what is not known. Null when nothing can be known: then nothing may be kept, nor answered from what is kept. */
  read(): Promise<SiteDirectory | null>
  stop(): void
}

/**
 * Watches the content of all municipalities. Other processes say over the database what they changed (NOTIFY); the own process says
 * it before its answer goes out. A heartbeat comes back over the same connection each second: it proves that everything that was
 * said before it was heard.
 */
export function watchContent(
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  installation: { baseUrl: string | null; port: number },
): ContentWatch {
  const notices = noticesOf(pool)
  const self = randomUUID()
  const sent = new Map<string, number>()
  let [beat, heardUntil, changes, connection] = [0, -Infinity, 0, 0]
  let directory: SiteDirectory | null = null
  let reading: Promise<SiteDirectory | null> | null = null

  const hears = () => performance.now() - heardUntil <= SILENCE_MS
  const forget = () => {
    changes++
    directory = null
    reading = null
  }
  const heard = (payload: string | null) => {
    const at = payload === null ? undefined : sent.get(payload)
    if (at === undefined) return
    heardUntil = Math.max(heardUntil, at)
    for (const [earlier, when] of sent) if (when <= at) sent.delete(earlier)
  }
  const sendBeat = () => {
    const payload = `${self}:${beat++}`
    // What was not heard for this long says nothing any more.
    for (const [earlier, when] of sent) if (performance.now() - when > 2 * SILENCE_MS) sent.delete(earlier)
    sent.set(payload, performance.now())
    void notices.send(HEARTBEAT_CHANNEL, payload)
  }

  async function read(): Promise<SiteDirectory | null> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = changes
      const read = siteDirectory(await allMunicipalities(db), installation)
      if (changes !== before) continue
      directory = read
      return read
    }
    return null
  }

  const ownChange = (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'db' in message && message.db === db) forget()
  }
  contentChanged.subscribe(ownChange)
  const endings = [
    // Null: the connection was new, and what was said before it was missed.
    notices.listen(CONTENT_CHANNEL, (payload) => {
      if (payload === null) connection++
      forget()
    }),
    notices.listen(HEARTBEAT_CHANNEL, (payload) => (payload === null ? sendBeat() : heard(payload))),
  ]
  const timer = setInterval(sendBeat, BEAT_MS).unref()

  return {
    get connection() {
      return connection
    },
    get known() {
      return hears() ? directory : null
    },
    async read() {
      if (!hears()) return null
      if (directory) return directory
      if (!reading) {
        const begun = read().finally(() => {
          if (reading === begun) reading = null
        })
        reading = begun
      }
      return reading
    },
    stop() {
      // An act that still ends after this is not heard.
      heardUntil = -Infinity
      clearInterval(timer)
      contentChanged.unsubscribe(ownChange)
      for (const end of endings) end()
    },
  }
}
