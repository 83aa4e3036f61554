import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { keepOnDevice, keptOnDevice, nameOnDevice, thisDevice } from '#app/live/device.ts'
import { Button } from './Button.tsx'
import { mayAct, writtenKey, type ShortKey } from './short-keys.ts'
import { useEnhanced } from './use-enhanced.ts'

/** A group of keys that comes before another one: its keys win, and stand in the line instead of those. */
type Before = { group: string; instead: string }

type Registry = {
  register: (keys: readonly ShortKey[]) => () => void
  all: readonly ShortKey[]
  groups: readonly string[]
  before: Before | null
}

const Keys = createContext<Registry | null>(null)

/** Where this device keeps that single keys are switched off. */
const KEPT = nameOnDevice('single-keys-off')
/** What this window tells itself when they are switched; 'storage' is only told to others. */
const SWITCHED = 'saomen:single-keys'

const areOn = () => keptOnDevice(thisDevice, KEPT) === null

const KEY_LIST = 'sneltoetsen'
const keyList = () => document.querySelector<HTMLDialogElement>(`#${KEY_LIST}`)
const openKeyList = () => keyList()?.showModal()

function subscribe(onChange: () => void) {
  for (const name of [SWITCHED, 'storage']) addEventListener(name, onChange)
  return () => {
    for (const name of [SWITCHED, 'storage']) removeEventListener(name, onChange)
  }
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])'))

/** Listens to the keys of a workbench, and shows them all under '?'. */
export function ShortKeys({
  groups,
  before = null,
  children,
}: {
  /** In the order in which they are listed; '?' is in the first one. Give it the same array each time. */
  groups: readonly string[]
  before?: Before | null
  children: ReactNode
}) {
  const [registered, setRegistered] = useState<readonly (readonly ShortKey[])[]>([])
  const singleKeys = useSyncExternalStore(subscribe, areOn, () => true)
  const register = useCallback((keys: readonly ShortKey[]) => {
    setRegistered((all) => [...all, keys])
    return () => setRegistered((all) => all.filter((each) => each !== keys))
  }, [])
  const [first = ''] = groups
  const all = useMemo(
    (): ShortKey[] => [
      ...registered.flat(),
      { keys: ['?'], group: first, label: 'alle sneltoetsen', run: openKeyList },
    ],
    [registered, first],
  )
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || keyList()?.open) return
      const written = writtenKey(event)
      const target = event.target instanceof Element ? event.target : null
      const isPane = target?.closest('[data-keys]') != null || target?.matches('.sm-pane') === true
      const at = { isField: isField(target), isPane }
      if (!mayAct(written, at, singleKeys)) return
      // What was registered last is nearest to what one looks at, unless a group comes first, as while points are chosen.
      const bound = all.filter(({ keys }) => keys.includes(written))
      const key = bound.find(({ group }) => group === before?.group) ?? bound.at(-1)
      if (!key) return
      event.preventDefault()
      key.run(event)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [all, singleKeys, before])
  const value = useMemo(() => ({ register, all, groups, before }), [register, all, groups, before])
  return (
    <Keys.Provider value={value}>
      {children}
      <dialog id={KEY_LIST} className="sm-keylist" aria-labelledby="alle-sneltoetsen">
        <div className="sm-keylist__head">
          <h2 id="alle-sneltoetsen">Sneltoetsen</h2>
          <Button small type="button" onClick={() => keyList()?.close()}>
            Sluit
          </Button>
        </div>
        {groups.map((group) => {
          const of = all.filter((key) => key.group === group)
          if (of.length === 0) return null
          return (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {of.map((key) => (
                  <div key={`${key.label} ${key.keys.join(' ')}`}>
                    <dt>
                      <Written keys={key.keys} />
                    </dt>
                    <dd>{key.label}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <label className="sm-keylist__off">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={({ target }) => {
              keepOnDevice(thisDevice, KEPT, target.checked ? null : { single: false })
              dispatchEvent(new Event(SWITCHED))
            }}
          />
          Losse letters werken als sneltoets op dit apparaat
        </label>
        <p className="small soft">Letters werken alleen in de lijst en in de tekst, nooit terwijl u typt.</p>
      </dialog>
    </Keys.Provider>
  )
}

const signs = [
  ['Enter', '↵'],
  ['Escape', 'Esc'],
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
] as const

function Written({ keys }: { keys: readonly string[] }) {
  return (
    <>
      {keys.map((key) => (
        <kbd key={key}>
          {signs.reduce((written, [name, sign]) => written.replace(name, sign), key.replaceAll('+', ' '))}
        </kbd>
      ))}
    </>
  )
}

/**
 * Adds keys to the screen for as long as this component is shown. Give it the same array until something changes
 * (`useMemo`).
 */
export function useShortKeys(keys: readonly ShortKey[]): void {
  const register = useContext(Keys)?.register
  useEffect(() => register?.(keys), [register, keys])
}

/** The keys that are used most, by their groups. */
function oftenOf({ all, groups, before }: Registry): ShortKey[] {
  const isFirst = before !== null && all.some(({ group }) => group === before.group)
  const shown = all.filter(({ isOften, group }) => isOften && !(isFirst && group === before.instead))
  return shown.toSorted((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group))
}

/** The line at the bottom with the keys that are used most, and the way to all of them. */
export function KeyLine() {
  const registry = useContext(Keys)
  const enhanced = useEnhanced()
  if (!registry || !enhanced) return null
  return (
    <footer className="sm-keys" aria-label="Sneltoetsen">
      {oftenOf(registry).map((key) => (
        <span key={key.label}>
          <Written keys={key.keys} /> {key.label}
        </span>
      ))}
      <button type="button" className="sm-keys__all" onClick={openKeyList}>
        Alle sneltoetsen <kbd>?</kbd>
      </button>
    </footer>
  )
}
