import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { ListedVersion } from './version-list.server.ts'

/** The versions of a plan, each to be read; says which one people read, and which one officials work on. */
export function VersionSwitch({
  slug,
  versions,
  current,
}: {
  slug: string
  versions: readonly ListedVersion[]
  /** The version that is shown. */
  current: number
}) {
  if (versions.length < 2) return null
  const here = paths.official.process.plan(slug)
  const shown = versions.find(({ ordinal }) => ordinal === current)
  return (
    <nav className="pv" aria-label="Versies van het plan">
      <ol className="pv-list">
        {versions.map(({ ordinal, name, madeOn, isOpen, isRead, isForEditors }) => (
          <li key={ordinal}>
            <a
              href={isForEditors ? here : withQuery(here, { versie: String(ordinal) })}
              aria-current={ordinal === current ? 'page' : undefined}
            >
              <Icon name={isOpen ? 'pencil' : 'lock'} />
              <span>
                {name}, {madeOn}
                <span className="pv-who">
                  {[isRead && 'lezen bewoners', isForEditors && isOpen && 'bewerkt u', !isOpen && 'ligt vast']
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ol>
      {shown && current > 1 && (
        <GoLink
          href={
            shown.isForEditors
              ? paths.official.process.planCompare(slug)
              : withQuery(paths.official.process.planCompare(slug), { versie: String(current) })
          }
          arrow
        >
          Wat verandert er
        </GoLink>
      )}
    </nav>
  )
}
