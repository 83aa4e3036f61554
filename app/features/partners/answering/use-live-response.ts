import { useLiveView } from '#app/live/use-live-view.ts'
import type { ResponseView } from './response-view.ts'

function readTyping(data: string) {
  const { accountId, questionId }: { accountId: string; questionId: string | null } = JSON.parse(data)
  return { accountId, at: questionId }
}

/** A response that follows what colleagues do. `number` is the question that this person is at. */
export function useLiveResponse(initial: ResponseView, path: string, number: number | null = null) {
  return useLiveView(initial, number === null ? `${path}/live` : `${path}/live?vraag=${number}`, readTyping)
}
