import { useSyncExternalStore } from 'react'

const neverChanges = () => () => {}

/** Whether JavaScript runs here: false on the server and until the page is alive, so that forms stay forms without it. */
export function useEnhanced(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}
