import { useRef, useState } from 'react'
import { typingSignal } from './typing.ts'

/** Tells others that someone types, with what `tell` is at that moment. */
export function useTypingSignal(tell: (isTyping: boolean) => void) {
  const latest = useRef(tell)
  latest.current = tell
  const [signal] = useState(() => typingSignal((isTyping) => latest.current(isTyping)))
  return signal
}
