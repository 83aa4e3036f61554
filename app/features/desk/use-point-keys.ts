import { useMemo, useRef } from 'react'
import { useDeskKeys } from './DeskKeys.tsx'
import type { DeskKey } from './desk-keys.ts'

const points = {
  T: 'thema',
  B: 'besluit, dan 1 tot en met 8',
  A: 'antwoord',
  P: 'plek in het plan',
  N: 'notitie',
  Z: 'maak ongedaan',
  'Ctrl+Enter': 'bewaar en ga naar het volgende punt',
} as const
type PointKey = keyof typeof points
const isOften: ReadonlySet<string> = new Set(['T', 'B', 'A', 'P', 'N'])

/** What each key of a point does; null when it does nothing now. */
export type PointKeys = Record<PointKey, (() => void) | null>

/** The keys that lead to the parts of the point that is open, as the workbench lists and hears them. */
export function usePointKeys(does: PointKeys): void {
  const latest = useRef(does)
  latest.current = does
  const keys = useMemo(
    (): DeskKey[] =>
      Object.entries(points).map(([key, label]) => ({
        ...{ keys: [key], group: 'Punt', label, isOften: isOften.has(key) },
        run: () => latest.current[key as PointKey]?.(),
      })),
    [],
  )
  useDeskKeys(keys)
}
