import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { DecisionWording } from '#app/features/municipalities/municipality.ts'
import { decisionWordsFrom, ourDecisionWords, type DecisionWords } from './decision-words.ts'

const Words = createContext<DecisionWords>(ourDecisionWords)

/** Gives all of a page the words of its municipality. */
export function DecisionWordsProvider({
  wordings,
  children,
}: {
  wordings: readonly DecisionWording[]
  children: ReactNode
}) {
  const words = useMemo(() => decisionWordsFrom(wordings), [wordings])
  return <Words.Provider value={words}>{children}</Words.Provider>
}

/** The words of the municipality whose page this is. */
export const useDecisionWords = (): DecisionWords => useContext(Words)
