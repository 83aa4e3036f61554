import { Fragment } from 'react'
import { NO_NUMBER } from '#app/features/points/point-number.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import type { PublicationGaps, StepLeft } from './publication-gate.server.ts'
import type { PublishView } from './publish-view.server.ts'

type Props = { view: PublishView }
type Gap = {
  key: string
  href: string
  number: string
  words: string
  problems: string[]
  /** Who works on it; null for nobody, left out where that is not asked. */
  assignee?: string | null
}
type Named = PublicationGaps['unanswered']

/** What is missing, each with the way to mend it; what is ready is released at once. */
export function Gaps({ view }: Props) {
  const { gaps, lists, completable } = view
  const { slug } = view.process
  const points = (named: Named, [one, more]: readonly [string, string], list: string) => ({
    count: named.count,
    title: named.count === 1 ? one : more,
    list,
    steps: <></>,
    gaps: named.first.map(({ id, number, text, problems, assignee }) => ({
      ...{ key: id, href: paths.official.process.answer(slug, id), number: number ?? NO_NUMBER },
      ...{ words: short(text), problems, assignee },
    })),
    act: null,
  })
  const groups = [
    {
      count: gaps.unsplit.count,
      title: 'nog te splitsen',
      list: lists.unsplit,
      steps: <></>,
      gaps: gaps.unsplit.first.map(({ id, number, points: made, beginning }) => ({
        ...{
          key: id,
          href: paths.official.process.split(slug, id),
          number: number === null ? NO_NUMBER : String(number),
          words: short(beginning),
        },
        problems:
          made === 0 ? [] : [`${made} ${made === 1 ? 'punt' : 'punten'} gemaakt, splitsing nog niet klaar gemeld`],
      })),
      act: null,
    },
    points(gaps.unanswered, ['punt zonder antwoord', 'punten zonder antwoord'], lists.unanswered),
    points(gaps.incomplete, ['antwoord dat niet compleet is', 'antwoorden die niet compleet zijn'], lists.answered),
    {
      ...points(
        gaps.unapproved,
        ['antwoord nog niet door alle stappen', 'antwoorden nog niet door alle stappen'],
        lists.unapproved,
      ),
      steps: <Steps steps={gaps.unapproved.steps} lists={lists.steps} />,
      act: completable > 0 ? <CompleteSteps view={view} /> : null,
    },
    {
      ...points(gaps.unreleased, ['punt nog niet vrijgegeven', 'punten nog niet vrijgegeven'], lists.unreleased),
      act: view.mayAnswer ? <Release publicationId={view.publication.id} /> : null,
    },
  ].filter(({ count }) => count > 0)
  const first = groups[0]?.gaps[0]
  return (
    <section className="sm-sec" aria-labelledby="ontbreekt">
      <div className="sm-sec__head">
        <h2 id="ontbreekt">Wat ontbreekt</h2>
        {first && (
          <ButtonLink variant="primary-action" href={first.href}>
            Begin bij {first.number.includes('.') ? 'punt' : 'inbreng'} {first.number}
          </ButtonLink>
        )}
      </div>
      <ol className="sm-gaps">
        {groups.map(({ count, title, gaps: named, steps, list, act }) => (
          <li key={title}>
            <b>{count.toLocaleString('nl-NL')}</b>
            <h3>{title}</h3>
            {steps}
            {act}
            <GapList gaps={named} more={count - named.length} list={list} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How many lie at each step, and on whom that is; each leads to these points in the list. */
function Steps({ steps, lists }: { steps: readonly StepLeft[]; lists: readonly string[] }) {
  return (
    <ul className="sm-gaps__steps">
      {steps.map(({ position, name, count, on }) => (
        <li key={position}>
          <a href={lists[position - 1]}>
            {name}: {count.toLocaleString('nl-NL')}
          </a>
          <span className="sm-gaps__who">
            {on.slice(0, MOST_HOLDERS).map((holder, at) => (
              <Fragment key={holder.name ?? ''}>
                {at > 0 && ', '}
                {holder.name ?? 'niemand'}
                {on.length > 1 && ` (${holder.count.toLocaleString('nl-NL')})`}
              </Fragment>
            ))}
            {on.length > MOST_HOLDERS && ` en nog ${on.length - MOST_HOLDERS} collega’s`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** People who are named at a step. */
const MOST_HOLDERS = 4

/** Completes the steps that are left, of all points that who looks may bring that far. */
function CompleteSteps({ view: { publication, completable, gaps, marks } }: Props) {
  const left = gaps.unapproved.count - completable
  const shown = completable.toLocaleString('nl-NL')
  return (
    <form method="post" className="sm-gaps__act">
      <input type="hidden" name="publicationId" value={publication.id} />
      <input type="hidden" name="seen" value={marks.toApprove} />
      <Button name="act" value="completeSteps">
        Keur {completable === 1 ? '1 antwoord' : `${shown} antwoorden`} goed
      </Button>
      {left > 0 && (
        <p className="small soft gap-1">
          {left === 1 ? '1 blijft' : `${left.toLocaleString('nl-NL')} blijven`} liggen: bij een stap van een ander,
          omdat u zelf aan het antwoord werkte, of om eerst te bekijken.
        </p>
      )}
    </form>
  )
}

/** Releases all that is ready: an answer that is complete, and nothing of a person that waits for a decision. */
function Release({ publicationId }: { publicationId: string }) {
  return (
    <form method="post" className="sm-gaps__act">
      <input type="hidden" name="publicationId" value={publicationId} />
      <Button name="act" value="releasePoints">
        Geef vrij wat klaar is
      </Button>
    </form>
  )
}

/** As much as fits, in characters, without half a word. */
const LONGEST = 140
const short = (text: string) => {
  if (text.length <= LONGEST) return text
  const room = text.slice(0, LONGEST)
  return `${room
    .slice(0, Math.max(room.lastIndexOf(' '), LONGEST / 2))
    .toWellFormed()
    .trimEnd()}…`
}

/** How many are in sight before one has to ask for the rest. */
const IN_SIGHT = 5

function GapList({ gaps, more, list }: { gaps: Gap[]; more: number; list: string }) {
  const rest = gaps.slice(IN_SIGHT)
  return (
    <ul>
      {gaps.slice(0, IN_SIGHT).map((gap) => (
        <GapRow key={gap.key} gap={gap} />
      ))}
      {rest.length > 0 && (
        <li>
          <details>
            <summary>Toon er nog {rest.length}</summary>
            <ul>
              {rest.map((gap) => (
                <GapRow key={gap.key} gap={gap} />
              ))}
            </ul>
          </details>
        </li>
      )}
      {more > 0 && (
        <li className="soft">
          <a href={list}>
            <b>…</b>
            <span>En nog {more.toLocaleString('nl-NL')} meer: bekijk ze in de lijst</span>
          </a>
        </li>
      )}
    </ul>
  )
}

function GapRow({ gap: { href, number, words, problems, assignee } }: { gap: Gap }) {
  return (
    <li>
      <a href={href}>
        <b>{number}</b>
        <span dir="auto">{words}</span>
      </a>
      {assignee !== undefined && <span className="sm-gaps__who">{assignee ?? <Tag tone="amber">niemand</Tag>}</span>}
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </li>
  )
}
