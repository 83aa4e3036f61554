import { useMemo, useRef } from 'react'
import { boundKeys } from './desk-keys.ts'
import { useShortKeys } from '#app/ui/ShortKeys.tsx'

type Runs = Parameters<typeof boundKeys>[0]

/** The keys that lead to the parts of the point that is open, as the workbench lists and hears them; null does nothing now. */
export function usePointKeys(does: Runs): void {
  const latest = useRef(does)
  latest.current = does
  const bound = Object.entries(does)
    .flatMap(([name, run]) => (run ? [name] : []))
    .join(' ')
  const keys = useMemo(
    () =>
      boundKeys(
        Object.fromEntries(
          bound.split(' ').map((name) => [name, (event: KeyboardEvent) => latest.current[name as keyof Runs]?.(event)]),
        ),
      ),
    [bound],
  )
  useShortKeys(keys)
}
