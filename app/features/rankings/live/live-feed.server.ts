import type { Pool } from 'pg'
import { NotFound } from '#app/errors.server.ts'
import { noticesOf } from '#db/notices.server.ts'
import { RANKING_CHANNEL, type RankingNotice } from './notice.server.ts'

const AGAIN_AFTER_MS = 1000

/** What goes to a screen: an event with its data as JSON. */
export type LiveEvent = { event: 'view' | 'typing'; data: string }
export type Send = (event: LiveEvent) => void

/** What a screen shows: the board of a group, or (null) what all groups are up to. */
export type Shown = { sessionId: string; groupId: string | null }

type Feed = Shown & { screens: Set<Send>; load: () => Promise<unknown>; isLoading: boolean; isStale: boolean }

/**
 * Screens that show the same are read for once: one query after a change, however many tablets show it, and one more when
 * something changed while it ran.
 */
class LiveFeeds {
  readonly #feeds = new Map<string, Feed>()

  constructor(pool: Pool) {
    noticesOf(pool).hear(RANKING_CHANNEL, (payload) => this.#hear(payload))
  }

  /** Sends what `load` gives to a screen, now and after each change, until what this returns is called. */
  follow({ sessionId, groupId }: Shown, load: () => Promise<unknown>, send: Send): () => void {
    const key = `${sessionId} ${groupId}`
    const feed = this.#feeds.get(key) ?? { sessionId, groupId, screens: new Set(), load, isLoading: false, isStale: false }
    feed.screens.add(send)
    this.#feeds.set(key, feed)
    void this.#refresh(feed)
    return () => {
      feed.screens.delete(send)
      if (feed.screens.size === 0) this.#feeds.delete(key)
    }
  }

  #hear(payload: string | null) {
    const told: RankingNotice | null = payload === null ? null : JSON.parse(payload)
    for (const feed of this.#feeds.values()) {
      if (told !== null && told.sessionId !== feed.sessionId) continue
      if (told?.typing) {
        // For the group alone: what another group writes about is hidden until the lists are closed.
        if (told.groupId === feed.groupId) for (const send of feed.screens) send({ event: 'typing', data: JSON.stringify(told.typing) })
        continue
      }
      // A change of one group concerns its own board and the screen for all; a change of the session concerns everyone.
      if (told?.groupId === undefined || feed.groupId === null || feed.groupId === told.groupId) void this.#refresh(feed)
    }
  }

  async #refresh(feed: Feed): Promise<void> {
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
      process.stderr.write(`live: ${error instanceof Error ? error.message : String(error)}\n`)
      // What is gone stays gone; anything else would leave the screens at what was so before, until the next change.
      if (!(error instanceof NotFound)) setTimeout(() => feed.screens.size > 0 && void this.#refresh(feed), AGAIN_AFTER_MS).unref()
    } finally {
      feed.isLoading = false
    }
  }
}

const ofPools = new WeakMap<Pool, LiveFeeds>()

/** The feeds of this process. */
export function liveFeeds(pool: Pool): LiveFeeds {
  const there = ofPools.get(pool)
  if (there) return there
  const made = new LiveFeeds(pool)
  ofPools.set(pool, made)
  return made
}
