import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import type { PublicationGaps } from './publication-gate.server.ts'

type Gap = { key: string; href: string; number: string; words: string; problems: string[] }

/** What is missing, each with the way to mend it. */
export function Gaps({ gaps, slug }: { gaps: PublicationGaps; slug: string }) {
  const groups = [
    {
      count: gaps.unsplit.count,
      title: 'nog te splitsen',
      gaps: gaps.unsplit.first.map(({ id, number, points, beginning }) => ({
        ...{ key: id, href: paths.official.process.split(slug, id), number: String(number), words: short(beginning) },
        problems:
          points === 0
            ? []
            : [`${points} ${points === 1 ? 'punt' : 'punten'} gemaakt, splitsing nog niet klaar gemeld`],
      })),
    },
    {
      count: gaps.unanswered.count,
      title: gaps.unanswered.count === 1 ? 'punt zonder antwoord' : 'punten zonder antwoord',
      gaps: gaps.unanswered.first.map(({ id, number, text, problems }) => ({
        key: id,
        href: paths.official.process.answer(slug, id),
        number,
        words: short(text),
        problems,
      })),
    },
    {
      count: gaps.incomplete.count,
      title: gaps.incomplete.count === 1 ? 'antwoord dat niet compleet is' : 'antwoorden die niet compleet zijn',
      gaps: gaps.incomplete.first.map(({ id, number, text, problems }) => ({
        key: id,
        href: paths.official.process.answer(slug, id),
        number,
        words: short(text),
        problems,
      })),
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
        {groups.map(({ count, title, gaps: named }) => (
          <li key={title}>
            <b>{count}</b>
            <h3>{title}</h3>
            <GapList gaps={named} more={count - named.length} />
          </li>
        ))}
      </ol>
    </section>
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
const IN_SIGHT = 12

function GapList({ gaps, more }: { gaps: Gap[]; more: number }) {
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
      {more > 0 && <li className="soft">En nog {more} meer.</li>}
    </ul>
  )
}

function GapRow({ gap: { href, number, words, problems } }: { gap: Gap }) {
  return (
    <li>
      <a href={href}>
        <b>{number}</b>
        <span dir="auto">{words}</span>
      </a>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </li>
  )
}
