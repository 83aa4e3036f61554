import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { Icon } from '#app/ui/Icon.tsx'

export type Selection = {
  /** The points that are chosen; of `all` these are not looked at. */
  ids: ReadonlySet<string>
  /** Everything that fits the filter, also what the list does not show. */
  all: boolean
  choose: (ids: readonly string[], chosen: boolean) => void
  chooseAll: () => void
  clear: () => void
}

/** The id of the form that boxes of the list belong to where no script keeps the choice. */
export const CHOSEN = 'gekozen'

const nothing: Selection = { ids: new Set(), all: false, choose: () => {}, chooseAll: () => {}, clear: () => {} }
const Chosen = createContext(nothing)

/** Remembers which points are chosen; another filter (`query`) begins anew. */
export function SelectionOf({ query, children }: { query: string; children: ReactNode }) {
  const [{ ids, all, of }, set] = useState({ ids: new Set<string>(), all: false, of: query })
  if (of !== query) set({ ids: new Set(), all: false, of: query })
  const value = useMemo(
    (): Selection => ({
      ids,
      all,
      choose: (which, chosen) =>
        set((was) => {
          const next = new Set(was.ids)
          for (const id of which) {
            if (chosen) next.add(id)
            else next.delete(id)
          }
          return { ...was, ids: next, all: false }
        }),
      chooseAll: () => set((was) => ({ ...was, all: true })),
      clear: () => set((was) => ({ ...was, ids: new Set(), all: false })),
    }),
    [ids, all],
  )
  return <Chosen.Provider value={value}>{children}</Chosen.Provider>
}

/** Which points of the list are chosen. */
export const useSelection = (): Selection => useContext(Chosen)

/** What a form on the chosen points posts: `all=on`, or `pointIds` of each, with the query of the list in `filter`. */
export function SelectionFields({ query }: { query: string }) {
  const { ids, all } = useSelection()
  return (
    <>
      <input type="hidden" name="filter" value={query} />
      {all ? (
        <input type="hidden" name="all" value="on" />
      ) : (
        [...ids].map((id) => <input key={id} type="hidden" name="pointIds" value={id} />)
      )}
    </>
  )
}

/**
 * Stands above the list while points are chosen, with how many and what can be done with them (`children`). `found` is how
 * many points fit the filter, in words.
 */
export function SelectionBar({
  hasMore,
  found,
  children,
}: {
  /** Whether points fit the filter that are not chosen. */
  hasMore: boolean
  found: string
  children?: ReactNode
}) {
  const { ids, all, chooseAll, clear } = useSelection()
  if (ids.size === 0 && !all) return null
  return (
    <div className="sm-bulk" role="region" aria-label="Gekozen punten">
      <button
        type="button"
        className="utrecht-button utrecht-button--small"
        aria-label="Maak de keuze leeg"
        onClick={clear}
      >
        <Icon name="x" />
      </button>
      <b role="status">{all ? `Alle ${found} gekozen` : `${ids.size} gekozen`}</b>
      {!all && hasMore && (
        <button type="button" className="utrecht-button utrecht-button--small" onClick={chooseAll}>
          Kies alle {found}
        </button>
      )}
      {children}
    </div>
  )
}
