import { useNavigate } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import { boundKeys } from './desk-keys.ts'
import { useShortKeys } from '#app/ui/ShortKeys.tsx'
import { useSelection } from './Selection.tsx'
import type { ShownRow } from './workbench-view.server.ts'

/** The panes of the workbench by their ids, from left to right. */
const panes = ['lijst', 'tekst', 'antwoord'] as const

const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-point="${id}"]`)
const linkOf = (id: string) => rowOf(id)?.querySelector<HTMLElement>('a')

/** Puts the focus on a row of the list, and the row in sight. */
export function focusRow(id: string): void {
  linkOf(id)?.focus({ preventScroll: true })
  rowOf(id)?.scrollIntoView({ block: 'nearest' })
}

/** The row that the focus is on, else the point that is open. */
function currentId(openId: string | null): string | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-point]')
  return row?.dataset.point ?? openId
}

function focusPane(step: 1 | -1): void {
  const there = panes.map((id) => document.querySelector<HTMLElement>(`#${id}`))
  const at = there.findIndex((pane) => pane?.contains(document.activeElement))
  const next = there[Math.min(Math.max(at + step, 0), there.length - 1)]
  const row = (selector: string) => next?.querySelector<HTMLElement>(`[data-point] ${selector}`)
  const goal = next?.id === 'lijst' ? (row('a[aria-current]') ?? row('a')) : next
  goal?.focus()
}

/**
 * The keys of the list. They follow what is shown: `next` and `previous` say where the list goes on beyond its rows.
 */
export function useListKeys({
  rows,
  openId,
  hrefOf,
  beyond,
}: {
  rows: readonly ShownRow[]
  openId: string | null
  hrefOf: (id: string) => string
  /** Where the list goes on before and after its rows; null at its ends. */
  beyond: { before: string | null; after: string | null }
}): void {
  const navigate = useNavigate()
  const selection = useSelection()
  const { before, after } = beyond
  const hasChosen = selection.all || selection.ids.size > 0
  // Who goes down and up again asks for the point that is still open while another is on its way.
  const asked = useRef(openId)
  useEffect(() => {
    asked.current = openId
  }, [openId])
  const keys = useMemo(() => {
    const ids = rows.map(({ id }) => id)
    const go = (step: 1 | -1) => {
      const at = ids.indexOf(currentId(openId) ?? '')
      const next = at < 0 ? ids[0] : ids[at + step]
      if (next === undefined) {
        const further = step === 1 ? after : before
        if (further !== null) void navigate(further, { preventScrollReset: true })
        return null
      }
      const inList = document.activeElement?.closest('#lijst, body > *') !== null
      if (inList) focusRow(next)
      return next
    }
    const open = (id: string | null) => {
      if (id === null || id === asked.current) return
      asked.current = id
      void navigate(hrefOf(id), { replace: openId !== null, preventScrollReset: true })
    }
    const extend = (step: 1 | -1) => {
      const from = currentId(openId)
      const to = go(step)
      selection.choose(
        [from, to].filter((id) => id !== null),
        true,
      )
    }
    return boundKeys({
      next: () => open(go(1)),
      previous: () => open(go(-1)),
      choose() {
        const id = currentId(openId)
        if (id !== null) selection.choose([id], !selection.ids.has(id))
      },
      extendDown: () => extend(1),
      extendUp: () => extend(-1),
      chooseShown() {
        if (ids.every((id) => selection.ids.has(id))) selection.chooseAll()
        else selection.choose(ids, true)
      },
      open({ target }) {
        if (target instanceof HTMLElement && target.closest('a, button, summary') && !target.closest('[data-point]'))
          return target.click()
        open(currentId(openId))
        document.querySelector<HTMLElement>('#tekst')?.focus()
      },
      clearChosen: hasChosen ? selection.clear : null,
      previousPane: () => focusPane(-1),
      nextPane: () => focusPane(1),
      toList() {
        const id = currentId(openId) ?? ids[0]
        if (id !== undefined) focusRow(ids.includes(id) ? id : (ids[0] ?? id))
      },
      search: () => document.querySelector<HTMLInputElement>('#zoek')?.select(),
    })
  }, [rows, openId, hrefOf, before, after, navigate, selection, hasChosen])
  useShortKeys(keys)
}
