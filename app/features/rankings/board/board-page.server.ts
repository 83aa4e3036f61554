import { visitAgain, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { processBySlug } from '#app/features/processes/queries.server.ts'
import { rankingFeeds, rankingScreen } from '#app/features/rankings/notice.server.ts'
import { clockFrom } from '#app/live/clock.ts'
import { liveResponse } from '#app/live/live-response.server.ts'
import { log } from '#app/log.server.ts'
import { boardFor, boardView } from './board-view.server.ts'
import type { BoardView } from './board-view.ts'
import { markBoardPresence } from './presence.server.ts'

export type BoardPageData = {
  slug: string
  groupId: string
  title: string
  heldOn: string | null
  meetingKind: string
  /** Who looks: to tell "U" from others. */
  ownId: string
  isClerk: boolean
  view: BoardView
}

/** The board of a group for its members and for the clerk; others get NotFound. */
export async function boardPage(visit: MemberVisit): Promise<BoardPageData> {
  const { ref, session, title, isMember } = await boardAt(visit)
  return {
    ...{
      slug: visit.params.slug ?? '',
      groupId: ref.groupId,
      title,
      heldOn: session.heldOn,
      meetingKind: session.meetingKind,
    },
    ...{ ownId: visit.actor.id, isClerk: !isMember },
    view: await boardView(visit.db, ref, visit.now),
  }
}

/** What happens on the board, as it happens; while it is open the others see that this member is there. */
export async function boardStream(visit: MemberVisit): Promise<Response> {
  const { ref, isMember } = await boardAt(visit)
  const { db, pool, actor } = visit
  const now = clockFrom(visit.now)
  const present = () => {
    if (isMember) markBoardPresence(db, ref, actor, now(), true).catch(report)
  }
  // A site that ends leaves no time to say so; who is silent for a while is gone as well.
  const gone = () => {
    if (isMember) markBoardPresence(db, ref, actor, now(), false).catch(() => {})
  }
  return liveResponse(
    visit,
    (send) => {
      present()
      const stop = rankingFeeds(pool).follow(
        rankingScreen(ref, () => boardView(db, ref, now())),
        send,
      )
      return () => {
        stop()
        gone()
      }
    },
    async () => {
      await boardAt(await visitAgain(visit, 'council'))
      present()
    },
    actor.id,
  )
}

/** A board that could not tell that it is there is no reason to end it. */
const report = (error: unknown) => log.error('presence was not kept', error)

/** The board at this address, when this person may see it. */
async function boardAt({ db, municipality, params, actor }: MemberVisit) {
  const process = await processBySlug(db, municipality.id, params.slug)
  return { ...(await boardFor(db, actor, process, params.groupId ?? '')), title: process.title }
}
