import type { Pool } from 'pg'
import { NotFound } from '#app/errors.server.ts'
import { log } from '#app/log.server.ts'
import { noticesOf } from '#db/notices.server.ts'

const RETRY_AFTER_MS = 1000

/** What is sent to a screen: an event with its data as JSON. */
export type LiveEvent = { event: 'view' | 'typing'; data: string }
export type Send = (event: LiveEvent) => void

/** What a notice means for a screen: read its view again, pass on this event, or nothing. */
type Concern = 'read' | LiveEvent | null

type Screen<Notice> = {
  /** Equal for all screens that show the same. */
  key: string
  concern: (notice: Notice) => Concern
  load: () => Promise<unknown>
}

type Feed<Notice> = Screen<Notice> & { screens: Set<Send>; isLoading: boolean; isStale: boolean }

/**
 * Screens that follow the notices on one channel of the database. Screens that show the same share their queries: one
 * after a change, however many they are, and one more when something changed meanwhile.
 */
class LiveFeeds<Notice> {
  readonly #feeds = new Map<string, Feed<Notice>>()

  constructor(pool: Pool, channel: string) {
    noticesOf(pool).listen(channel, (payload) => this.#onNotice(payload))
  }

  /** Sends the result of `load` to a screen, now and after each change, until the returned function is called. */
  follow(screen: Screen<Notice>, send: Send): () => void {
    const { key } = screen
    const feed = this.#feeds.get(key) ?? { ...screen, screens: new Set(), isLoading: false, isStale: false }
    feed.screens.add(send)
    this.#feeds.set(key, feed)
    void this.#refresh(feed)
    return () => {
      feed.screens.delete(send)
      if (feed.screens.size === 0) this.#feeds.delete(key)
    }
  }

  #onNotice(payload: string | null) {
    const notice: Notice | null = payload === null ? null : JSON.parse(payload)
    for (const feed of this.#feeds.values()) {
      const concern = notice === null ? 'read' : feed.concern(notice)
      if (concern === 'read') void this.#refresh(feed)
      else if (concern) for (const send of feed.screens) send(concern)
    }
  }

  async #refresh(feed: Feed<Notice>): Promise<void> {
    if (feed.isLoading) {
      feed.isStale = true
      return
    }
    feed.isLoading = true
    try {
      do {
        feed.isStale = false
        const data = JSON.stringify(await feed.load())
        for (const send of feed.screens) send({ event: 'view', data })
      } while (feed.isStale)
    } catch (error) {
      // NotFound is final, and a feed without screens has no readers: the process may be ending.
      if (error instanceof NotFound || feed.screens.size === 0) return
      log.error('a live screen was not read', error)
      // Without a retry the screens would keep their old view until the next change.
      setTimeout(() => feed.screens.size > 0 && void this.#refresh(feed), RETRY_AFTER_MS).unref()
    } finally {
      feed.isLoading = false
    }
  }
}

/** The feeds of one channel in this process; a payload on that channel is a `Notice` as JSON. */
export function feedsOf<Notice>(channel: string): (pool: Pool) => LiveFeeds<Notice> {
  const ofPools = new WeakMap<Pool, LiveFeeds<Notice>>()
  return (pool) => {
    const existing = ofPools.get(pool)
    if (existing) return existing
    const made = new LiveFeeds<Notice>(pool, channel)
    ofPools.set(pool, made)
    return made
  }
}
