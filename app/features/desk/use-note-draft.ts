import { useCallback, useEffect, type RefObject } from 'react'
import { thisDevice } from '#app/live/device.ts'
import { keepNoteOnDevice, noteToPutBack } from './draft-on-device.ts'

/** Keeps a note on this device while it is typed, and puts one that was not placed back into an empty field. Gives what keeps it. */
export function useNoteDraft(
  field: RefObject<HTMLTextAreaElement | null>,
  { pointId, accountId }: { pointId: string; accountId: string },
  /** The texts of the own notes at this point, as one, so that it is the same as long as they are. */
  placed: string,
  /** The page runs: before that the field is another one than after. */
  enhanced: boolean,
): (note: string) => void {
  const keep = useCallback(
    (note: string) => void keepNoteOnDevice(thisDevice, { pointId, accountId }, note),
    [pointId, accountId],
  )
  useEffect(() => {
    if (!enhanced) return
    const kept = noteToPutBack(thisDevice, { pointId, accountId }, placed)
    if (kept === '') keep('')
    else if (field.current?.value === '') field.current.value = kept
  }, [field, pointId, accountId, placed, keep, enhanced])
  return keep
}
