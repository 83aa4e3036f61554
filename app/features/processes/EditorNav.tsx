import { paths } from '#app/paths.ts'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { editorSections, type EditorSection } from './editor-sections.ts'
import type { ProcessState } from './process.ts'

const work: readonly { label: string; href: (slug: string) => string; icon: IconName }[] = [
  { label: 'Partners', href: paths.official.process.partners, icon: 'users' },
  { label: 'Bijeenkomsten', href: paths.official.meetings.list, icon: 'calendar-plus' },
  { label: 'Inbreng', href: paths.official.process.register, icon: 'mail' },
  { label: 'Punten', href: paths.official.process.points, icon: 'list' },
  { label: 'Thema’s', href: paths.official.process.themes, icon: 'bookmark' },
  { label: 'Voortgang', href: paths.official.process.progress, icon: 'clock' },
  { label: 'Publiceren', href: paths.official.process.publish, icon: 'book-check' },
]

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
              href={paths.official.process[key](slug)}
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
        {work.map(({ label, href, icon }) => (
          <a key={label} href={href(slug)} className="next">
            <Icon name={icon} />
            {label}
          </a>
        ))}
      </nav>
    </div>
  )
}
