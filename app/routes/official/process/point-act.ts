import { dropDraft, keepDraft } from '#app/features/answers/answer-draft.server.ts'
import { confirmAnswer } from '#app/features/answers/confirm-answer.server.ts'
import { removeNote, writeNote } from '#app/features/desk/point-notes.server.ts'
import { tellWriting } from '#app/features/desk/point-presence.server.ts'
import { assignPoint, setDueDate, setPlace, setTheme } from '#app/features/desk/set-work.server.ts'
import { programAction } from '#app/forms/form-action.server.ts'

/** The acts of a point that the page sends by itself, so that what is typed beside them stays. */
export const action = programAction('official', {
  acts: [
    setTheme,
    assignPoint,
    setDueDate,
    setPlace,
    writeNote,
    removeNote,
    confirmAnswer,
    keepDraft,
    dropDraft,
    tellWriting,
  ],
})
