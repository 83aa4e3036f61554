import { useSyncExternalStore } from 'react'

const neverChanges = () => () => {}

/** Whether JavaScript runs here: false on the server and until the page is hydrated, so that forms work without it. */
export function useEnhanced(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}
