import { paths } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Progress } from '#app/ui/Shares.tsx'
import { sectionInWords } from './plan.ts'

/** Stays on top while reading: whose plan this is, how far in it, and the way to the whole text. */
export function ReadingBar({
  slug,
  title,
  part,
  of,
  whole,
}: {
  slug: string
  title: string
  part: number
  of: number
  whole: string | null
}) {
  return (
    <nav className="readbar" aria-label="Dit plan">
      <div className="wrap">
        <a className="t" href={paths.public.process(slug)}>
          <Icon name="chevron" flip />
          <span>{title}</span>
        </a>
        {of > 1 && (
          <span className="soft num nowrap">
            deel {part} van {of}
          </span>
        )}
        {whole && (
          <a href={whole}>
            <Icon name="file-text" />
            Alles op één pagina
          </a>
        )}
      </div>
      {of > 1 && <Progress value={part} max={of} label="Hoe ver u bent in het plan" />}
    </nav>
  )
}

/** On narrow screens at the bottom: what one needs while reading, within reach of a thumb. `react` leads to the part that is read. */
export function BottomBar({
  contents,
  next,
  react,
}: {
  contents: string
  next: string | null
  react: { href: string; on: string } | null
}) {
  return (
    <nav className="bottombar" aria-label="Hulpmiddelen bij het lezen">
      <a href={contents}>
        <Icon name="list" />
        Inhoud
      </a>
      {next && (
        <a href={next}>
          <Icon name="arrow-right" />
          Volgende
        </a>
      )}
      {react && (
        <a className="main" href={react.href}>
          <Icon name="message-square" />
          <span>Reageer op {react.on}</span>
        </a>
      )}
    </nav>
  )
}

type Neighbour = { href: string; number: string; heading: string } | null

/** The chapters before and after this one. */
export function ChapterNav({ previous, next }: { previous: Neighbour; next: Neighbour }) {
  if (!previous && !next) return null
  return (
    <nav className="chapnav" aria-label="Verder lezen">
      {previous && <GoLink href={previous.href}>Vorige: {sectionInWords(previous)}</GoLink>}
      {next && (
        <GoLink href={next.href} arrow>
          Verder: {sectionInWords(next)}
        </GoLink>
      )}
    </nav>
  )
}
