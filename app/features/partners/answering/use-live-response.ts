import { useLiveView } from '#app/live/use-live-view.ts'
import { paths, withQuery } from '#app/paths.ts'
import type { ResponseView } from './response-view.ts'

function readTyping(data: string) {
  const { accountId, questionId }: { accountId: string; questionId: string | null } = JSON.parse(data)
  return { accountId, at: questionId }
}

/** A response that follows what colleagues do. `number` is the question that this person is at. */
export function useLiveResponse(initial: ResponseView, responseId: string, number: number | null = null) {
  return useLiveView(initial, withQuery(paths.partner.responseLive(responseId), { vraag: number }), readTyping)
}
