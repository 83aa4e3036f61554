import { placeTopic, takeTopicOff, undoMove } from '#app/features/rankings/board/place-topic.server.ts'
import { showTypingOnBoard } from '#app/features/rankings/board/presence.server.ts'
import { writeMotivation } from '#app/features/rankings/board/write-motivation.server.ts'
import { programAction } from '#app/forms/form-action.server.ts'

/** A form of the board, sent by the board itself. */
export const action = programAction('council', {
  acts: [placeTopic, takeTopicOff, undoMove, writeMotivation, showTypingOnBoard],
})
