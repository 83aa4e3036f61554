import { useCallback, useState } from 'react'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { nameOnDevice } from '#app/live/device.ts'
import { sendForm } from '#app/live/send-form.ts'
import { useLiveView } from '#app/live/use-live-view.ts'
import { useOutbox } from '#app/live/use-outbox.ts'
import { paths } from '#app/paths.ts'
import { clashIn, moveOf, type BoardView, type Clash } from './board-view.ts'

/** What the board hears of a form: of one that was done, the version of the list that has it. */
type BoardAnswer = Omit<FormAnswer, 'shown'> & { shown: { version: number } | null }

function readTyping(data: string) {
  const { accountId, topicId }: { accountId: string; topicId: string | null } = JSON.parse(data)
  return { accountId, at: topicId }
}

/** A board that follows what the others of the group do. Moves are shown at once and sent one after the other. */
export function useLiveBoard(
  initial: BoardView,
  { slug, groupId, ownId }: { slug: string; groupId: string; ownId: string },
) {
  const { view, connection, typing, report } = useLiveView(initial, paths.council.boardLive(slug, groupId), readTyping)
  const [clashes, setClashes] = useState<Clash[]>([])
  const [problem, setProblem] = useState('')
  const url = paths.council.boardAct(slug, groupId)

  const outbox = useOutbox<BoardAnswer>({
    ...{ url, connection, report, version: view.version },
    name: nameOnDevice('bord', groupId, ownId),
    keptAs(delivery) {
      if (delivery.kind === 'refused') setProblem(delivery.message)
      else {
        const { answer } = delivery
        if (answer.shown) return answer.shown.version
        const clash = clashIn(answer)
        if (clash) setClashes((all) => [...all.filter(({ topicId }) => topicId !== clash.topicId), clash])
        else setProblem(Object.values(answer.errors)[0] ?? '')
      }
      return null
    },
  })
  const send = (fields: Record<string, string>) => {
    setProblem('')
    outbox.send(fields, moveOf(fields) !== null)
  }

  return {
    ...{ view, connection, send, problem, clashes, typing },
    /** Sent without waiting for an answer: when it gets lost, nothing else does. */
    showTypingOnBoard: useCallback(
      (topicId: string | null) =>
        void sendForm(url, new URLSearchParams({ act: 'showTypingOnBoard', topicId: topicId ?? '' })),
      [url],
    ),
    pending: outbox.shown.flatMap((fields) => moveOf(fields) ?? []),
    /** Forms that are not known to be kept. */
    waiting: outbox.waiting,
    settle: (topicId: string) => setClashes((all) => all.filter((clash) => clash.topicId !== topicId)),
  }
}
