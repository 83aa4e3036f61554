import { useRef, useState } from 'react'
import { typingSignal } from './typing.ts'

/** Reports to others that someone types; always calls the latest `tell`. */
export function useTypingSignal(tell: (isTyping: boolean) => void) {
  const latest = useRef(tell)
  latest.current = tell
  const [signal] = useState(() => typingSignal((isTyping) => latest.current(isTyping)))
  return signal
}
