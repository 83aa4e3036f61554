import { paths } from '#app/paths.ts'
import { Tag, type TagTone } from '#app/ui/Marks.tsx'
import { StackedBar } from '#app/ui/Shares.tsx'
import type { ProcessState } from '#app/features/processes/process.ts'

export type FinishedProcessProps = {
  slug: string
  title: string
  state: ProcessState
  tag: { label: string; tone: TagTone }
  /** The days of the consultation in words, or ''. */
  period: string
  received: number
  split: number
  points: number
  answered: number
  missing: number
  /** What else is going on, with the page about it, below that of the process. */
  aside?: { words: string; action: string; href: string } | null
  /** 2 where no heading stands over the list. */
  level?: 2 | 3
}

const figure = (count: number) => count.toLocaleString('nl-NL')

/** One process with its stage and how far the work is; only figures that are there. */
export function ProcessRow({
  slug,
  title,
  state,
  tag,
  period,
  received,
  split,
  points,
  answered,
  missing,
  aside = null,
  level = 3,
}: FinishedProcessProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const left = points - answered
  return (
    <article className="sm-proc">
      <div className="sm-proc__top">
        <Heading>
          <a href={paths.official.process.details(slug)}>{title}</a>
        </Heading>
        <Tag tone={tag.tone}>{tag.label}</Tag>
        <span className="soft">{period}</span>
      </div>
      {state === 'draft' && (
        <p className="soft">
          {missing === 0
            ? 'Alles is ingevuld. '
            : missing === 1
              ? 'Nog 1 ding in te vullen. '
              : `Nog ${missing} dingen in te vullen. `}
          <a href={paths.official.process[missing === 0 ? 'release' : 'details'](slug)}>
            {missing === 0 ? 'Geef het vrij' : 'Vul het traject aan'}
          </a>
        </p>
      )}
      {aside && (
        <p className="soft">
          {aside.words} <a href={aside.href}>{aside.action}</a>
        </p>
      )}
      {points > 0 && (
        <StackedBar
          parts={[
            { level: 'mid', count: answered },
            { level: 'empty', count: left },
          ]}
          label={`Van ${figure(points)} punten: ${figure(answered)} beantwoord, ${figure(left)} nog te doen`}
        />
      )}
      {received === 0 && state !== 'draft' && <p className="soft">Nog geen inbreng ontvangen.</p>}
      {received > 0 && (
        <dl className="sm-nums">
          <Figure
            term="Ontvangen"
            href={paths.official.process.register(slug)}
            count={received}
            of={received === 1 ? 'stuk inbreng' : 'stukken inbreng'}
          />
          <Figure
            term="Gesplitst"
            href={paths.official.process.register(slug)}
            count={split}
            of={`van ${figure(received)}`}
          />
          {points > 0 && (
            <Figure
              term="Beantwoord"
              href={paths.official.process.points(slug)}
              count={answered}
              of={`van ${figure(points)} punten`}
            />
          )}
        </dl>
      )}
    </article>
  )
}

function Figure({ term, href, count, of }: { term: string; href: string; count: number; of: string }) {
  return (
    <div>
      <dt>
        <a href={href}>{term}</a>
      </dt>
      <dd>
        {figure(count)} <small>{of}</small>
      </dd>
    </div>
  )
}
