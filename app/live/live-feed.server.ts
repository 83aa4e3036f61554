import type { Pool } from 'pg'
import { NotFound } from '#app/errors.server.ts'
import { log } from '#app/log.server.ts'
import { noticesOf } from '#db/notices.server.ts'

const AGAIN_AFTER_MS = 1000

/** What goes to a screen: an event with its data as JSON. */
export type LiveEvent = { event: 'view' | 'typing'; data: string }
export type Send = (event: LiveEvent) => void

/** What a screen does with a notice: read again, show what passes, or nothing. */
type Concern = 'read' | LiveEvent | null

type Screen<Notice> = {
  /** The same for all screens that show the same. */
  key: string
  concern: (notice: Notice) => Concern
  load: () => Promise<unknown>
}

type Feed<Notice> = Screen<Notice> & { screens: Set<Send>; isLoading: boolean; isStale: boolean }

/**
 * Screens that hear of changes on one channel of the database. Those that show the same are read for once: one query after
 * a change, however many show it, and one more when something changed while it ran.
 */
class LiveFeeds<Notice> {
  readonly #feeds = new Map<string, Feed<Notice>>()

  constructor(pool: Pool, channel: string) {
    noticesOf(pool).hear(channel, (payload) => this.#hear(payload))
  }

  /** Sends what `load` gives to a screen, now and after each change, until what this returns is called. */
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

  #hear(payload: string | null) {
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
      // What is gone stays gone, and a feed without screens has nobody to read for: the process may be ending.
      if (error instanceof NotFound || feed.screens.size === 0) return
      log.error('a live screen was not read', error)
      // Otherwise the screens would keep what was so before, until the next change.
      setTimeout(() => feed.screens.size > 0 && void this.#refresh(feed), AGAIN_AFTER_MS).unref()
    } finally {
      feed.isLoading = false
    }
  }
}

/** The feeds of one channel, in this process: what that channel tells is a `Notice`, as JSON. */
export function feedsOf<Notice>(channel: string): (pool: Pool) => LiveFeeds<Notice> {
  const ofPools = new WeakMap<Pool, LiveFeeds<Notice>>()
  return (pool) => {
    const there = ofPools.get(pool)
    if (there) return there
    const made = new LiveFeeds<Notice>(pool, channel)
    ofPools.set(pool, made)
    return made
  }
}
