import { v7 as uuid } from 'uuid'
import { NotFound } from '#app/errors.server.ts'
import { visitAgain, type MemberVisit } from '#app/features/accounts/guard.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { clockFrom } from '#app/live/clock.ts'
import type { Send } from '#app/live/live-feed.server.ts'
import { liveResponse } from '#app/live/live-response.server.ts'
import { log } from '#app/log.server.ts'
import { responseFeeds, responseScreen } from './notice.server.ts'
import { markOpened } from './mark-opened.server.ts'
import { markGone, markPresence } from './presence.server.ts'
import { hasAnsweredPoint } from './reopen-response.server.ts'
import { countProposals } from './response-proposals.server.ts'
import { ownResponse } from './response-to-change.server.ts'
import { responseView } from './response-view.server.ts'
import type { ResponseView, ViewQuestion } from './response-view.ts'
import { whereAnswered } from './where-answered.server.ts'

export type ResponsePageData = {
  responseId: string
  /** The reader, who is called "u". */
  ownId: string
  view: ResponseView
  /** Whether the municipality is at work on it already: then it cannot be reopened. */
  isAnswered: boolean
  /** Where everyone reads what was done with it; null before that is public. */
  answersHref: string | null
  /** How many proposals of other words go along, and how many nobody chose or refused yet. */
  proposals: { chosen: number; open: number }
  /** What was just done, as the name of the act. */
  said: string | null
  /** For what is made new on this page: the same form sent again makes it once. */
  key: string
}

/** What every page about a response knows, for the people of its organisation; others get NotFound. */
export async function responsePage(visit: MemberVisit): Promise<ResponsePageData> {
  const { db, actor, params, now } = visit
  const own = await ownResponse(db, actor, params.responseId)
  await markOpened(db, actor, own, now)
  return {
    responseId: own.id,
    ownId: actor.id,
    view: await responseView(db, own, now),
    isAnswered: await hasAnsweredPoint(db, own),
    answersHref: await whereAnswered(db, own),
    proposals: await countProposals(db, own),
    said: saidHere(visit)?.code ?? null,
    key: uuid(),
  }
}

export type QuestionPageData = ResponsePageData & {
  number: number
  /** For pieces that are not there yet, and for those that come of a conflict. */
  freshIds: string[]
  /** An empty field was asked for, beside those that are there. */
  oneMore: boolean
}

/** The same with one of its questions. */
export async function questionPage(visit: MemberVisit): Promise<QuestionPageData> {
  const page = await responsePage(visit)
  const { number } = questionAt(page.view, visit.params.number)
  return {
    ...page,
    number,
    freshIds: Array.from({ length: 3 }, () => uuid()),
    oneMore: visit.url.searchParams.has('nog'),
  }
}

/** The question at an address, or NotFound. */
export function questionAt(view: Pick<ResponseView, 'questions'>, number: string | null | undefined): ViewQuestion {
  const question = view.questions.find((one) => String(one.number) === number)
  if (!question) throw new NotFound()
  return question
}

/** What happens to a response, as it happens; while it is open the others see at which question this person is. */
export async function responseStream(visit: MemberVisit): Promise<Response> {
  const { db, pool, actor, params, url, now: arrivedAt } = visit
  const own = await ownResponse(db, actor, params.responseId)
  const asked = url.searchParams.get('vraag')
  const questionId = asked === null ? null : questionAt(await responseView(db, own, arrivedAt), asked).id
  const now = clockFrom(arrivedAt)
  const here = { municipalityId: own.municipalityId, responseId: own.id, questionId }
  const present = (isNews: boolean) => void markPresence(db, here, actor, now(), isNews).catch(report)
  return liveResponse(
    visit,
    (send) => {
      present(true)
      const stop = responseFeeds(pool).follow(
        responseScreen({ responseId: own.id, questionnaireId: own.questionnaireId }, () =>
          responseView(db, own, now()),
        ),
        onlyToPeople(send, actor.id),
      )
      return () => {
        stop()
        // A server that stops may not say so; people who are silent for a while count as gone too.
        markGone(db, here, actor, now()).catch(() => {})
      }
    },
    async () => {
      const again = await visitAgain(visit, 'partner')
      await ownResponse(db, again.actor, params.responseId)
      present(false)
    },
    actor.id,
  )
}

/** One reading serves all screens: a person who left the organisation since gets no view, and their screen ends at the next beat. */
function onlyToPeople(send: Send, accountId: string): Send {
  const person = `"accountId":${JSON.stringify(accountId)}`
  return (event) => {
    if (event.event !== 'view' || event.data.includes(person)) send(event)
  }
}

/** A failure to mark presence does not end the screen. */
const report = (error: unknown) => log.error('presence was not kept', error)
