import { useNavigate } from '@remix-run/react'
import { useEffect, useMemo } from 'react'
import { bindKeys } from '#app/ui/short-keys.ts'
import { useShortKeys } from '#app/ui/ShortKeys.tsx'
import { planKeys } from './plan-keys.ts'

/** The panes and buttons of the editor that keys lead to. */
export const PANES = { list: 'delen', open: 'bewerken', reason: 'reden' } as const

/** Where a page that comes back after a key of the list keeps that the focus was there; it is gone once it was read. */
const BACK_TO_LIST = 'saomen:back-to-list'

const find = (selector: string) => document.querySelector<HTMLElement>(selector)
const currentLink = () => find(`#${PANES.list} ol a[aria-current=true]`)

/** Puts the focus on the part of the list that is open, in sight. */
function focusCurrent(): void {
  const link = currentLink() ?? find(`#${PANES.list} ol a`)
  link?.focus({ preventScroll: true })
  link?.scrollIntoView({ block: 'nearest' })
}

/** Presses a button of the page that comes back, after which the focus is in the list again. */
function press(selector: string): void {
  const button = find(selector)
  if (!button) return
  try {
    sessionStorage.setItem(BACK_TO_LIST, 'yes')
  } catch {
    // Without storage the focus is where the page puts it.
  }
  button.click()
}

/** Whether something was typed that is not saved: then the browser asks before it leaves the page. */
const isTyping = () =>
  [
    ...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
      `#${PANES.open} :is(textarea, input[type=text])`,
    ),
  ].some((field) => field.value !== field.defaultValue)

/** The keys of the editor. They follow what is open: `next` and the others are addresses, null where there is none. */
export function usePlanKeys({
  open,
  next,
  previous,
  wrong,
  mayEdit,
  canUndo,
  hasReason,
}: {
  open: string | null
  next: string | null
  previous: string | null
  wrong: string | null
  mayEdit: boolean
  canUndo: boolean
  hasReason: boolean
}): void {
  const navigate = useNavigate()
  const keys = useMemo(() => {
    const go = (to: string | null) =>
      to === null
        ? null
        : () => {
            if (isTyping()) return window.location.assign(to)
            void navigate(to, { replace: true, preventScrollReset: true })
          }
    return bindKeys(planKeys, {
      search: () => find('#zoek-in-plan')?.focus(),
      toList: focusCurrent,
      next: go(next),
      previous: go(previous),
      nextWrong: go(wrong),
      edit: mayEdit ? () => find(`#${PANES.open} :is(textarea, input[type=text])`)?.focus() : null,
      reason: hasReason ? () => find(`#${PANES.reason} :is(input, textarea, select, button, a)`)?.focus() : null,
      moveUp: mayEdit ? () => press('[data-move=up]') : null,
      moveDown: mayEdit ? () => press('[data-move=down]') : null,
      undo: canUndo ? () => press('[data-undo]') : null,
      saveAndNext: mayEdit ? () => find(`#${PANES.open} [data-main]`)?.click() : null,
    })
  }, [next, previous, wrong, mayEdit, canUndo, hasReason, navigate])
  useShortKeys(keys)
  useEffect(() => {
    try {
      if (sessionStorage.getItem(BACK_TO_LIST) === null) return
      sessionStorage.removeItem(BACK_TO_LIST)
    } catch {
      return
    }
    focusCurrent()
  }, [])
  // Another part that was opened by a key may be under a heading that was not listed: the focus was lost with the old list.
  useEffect(() => {
    const { activeElement } = document
    const isInList = activeElement?.closest(`#${PANES.list}`) != null
    if (open !== null && window.navigator.userActivation.hasBeenActive && (isInList || activeElement === document.body))
      focusCurrent()
  }, [open])
}
