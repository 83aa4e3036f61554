import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { editorPath, editorSections, type EditorSection } from './editor-sections.ts'
import type { ProcessState } from './process.ts'

const work = [
  { label: 'Partners', path: '/partners', icon: 'users' },
  { label: 'Bijeenkomsten', path: '/bijeenkomsten', icon: 'calendar-plus' },
  { label: 'Inbreng', path: '/inbreng', icon: 'mail' },
  { label: 'Punten', path: '/punten', icon: 'list' },
  { label: 'Thema’s', path: '/themas', icon: 'bookmark' },
  { label: 'Publiceren', path: '/publiceren', icon: 'book-check' },
] as const satisfies readonly { label: string; path: string; icon: IconName }[]

/** The pages of one process: those on which it is filled in, each with what is missing there, and those of the work. */
export function EditorNav({
  slug,
  state,
  counts,
  current,
}: {
  slug: string
  state: ProcessState
  counts: Record<EditorSection, number>
  current: EditorSection | undefined
}) {
  return (
    <div className="sm-sides">
      <nav className="sm-side" aria-label="Onderdelen van het traject">
        {editorSections.map(({ key, label }) => {
          const missing = counts[key]
          const ready = key === 'release' ? state !== 'draft' : missing === 0
          return (
            <a
              key={key}
              href={editorPath(slug, key)}
              aria-current={key === current ? 'page' : undefined}
              className={missing > 0 ? 'w' : key === 'release' && !ready ? 'next' : undefined}
            >
              <Icon name={missing > 0 ? 'alert-triangle' : ready ? 'check-circle' : 'circle'} />
              {label}
              {missing > 0 && <Tag tone="amber">nog {missing}</Tag>}
            </a>
          )
        })}
      </nav>
      <nav className="sm-side" aria-label="Werk aan de inbreng">
        {work.map(({ label, path, icon }) => (
          <a key={path} href={`${editorPath(slug)}${path}`} className="next">
            <Icon name={icon} />
            {label}
          </a>
        ))}
      </nav>
    </div>
  )
}
