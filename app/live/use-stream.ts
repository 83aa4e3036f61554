import { useEffect, useReducer, useRef } from 'react'
import { connectionAfter, type Connection, type ConnectionEvent } from './connection.ts'
import { openStream, type StreamHandlers } from './stream.ts'

/** Follows a stream while the screen is there, and reports changes of the connection to `report`. */
export function useStream(
  url: string,
  handlers: Pick<StreamHandlers, 'view' | 'typing'>,
): { connection: Connection; report: (event: ConnectionEvent) => void } {
  const [connection, report] = useReducer(connectionAfter, 'starting')
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(
    () =>
      openStream(url, {
        open: () => report('opened'),
        lost: () => report('brokenOff'),
        view: (data) => latest.current.view(data),
        typing: (data) => latest.current.typing?.(data),
      }),
    [url],
  )
  return { connection, report }
}
