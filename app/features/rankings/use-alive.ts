import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether JavaScript runs here: false on the server and until the page is alive, so that forms stay forms without it. */
export function useAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
