import { Icon } from '#app/ui/Icon.tsx'
import { anchors } from './chapter-address.ts'
import type { PartOfPlan } from './contents.ts'
import { Errata } from './errata/Errata.tsx'
import type { Erratum } from './errata/erratum.ts'
import { isActionHeading } from './heading-shape.ts'
import type { PlanLinks } from './plan-links.ts'
import { PlanWords } from './PlanWords.tsx'
import { SectionName } from './SectionName.tsx'
import type { PlanParagraph } from './queries.server.ts'

type Corrected = Readonly<Record<string, readonly Erratum[]>>

const countOf = (count: number) => `${count} ${count === 1 ? 'punt' : 'punten'}`

/**
 * Headings and paragraphs in reading order. `top` is the heading level for a chapter; `untitled` leaves the heading of the
 * first part away, for a page that has it as its own.
 */
export function PlanText({
  parts,
  links,
  top,
  untitled,
  errata = {},
}: {
  parts: readonly PartOfPlan<PlanParagraph>[]
  links: PlanLinks
  top: 1 | 2
  untitled?: boolean
  /** By the id of the paragraph. */
  errata?: Corrected
}) {
  return parts.map((part, at) => {
    const isActions = part.paragraphs.length > 0 && isActionHeading(part.heading)
    const holdsMore = part.paragraphs.length > 1 || (parts[at + 1]?.level ?? 0) > part.level
    const heading = !(untitled && at === 0) && (
      <PartHeading part={part} react={holdsMore ? links.react : null} points={links.points} top={top} />
    )
    return (
      <div key={part.id} className={isActions ? 'plan-part plan-part--acts' : 'plan-part'}>
        {heading}
        {groups(part.paragraphs).map((group) =>
          group[0]?.kind === 'action_item' ? (
            <ActionItems key={group[0].id} items={group} section={part.number} links={links} errata={errata} />
          ) : (
            group.map((paragraph) => (
              <Paragraph key={paragraph.id} {...{ paragraph, links, errata }} section={part.number} />
            ))
          ),
        )}
      </div>
    )
  })
}

/** Action items that follow each other make one list; every other paragraph stands alone. */
function groups(paragraphs: readonly PlanParagraph[]): PlanParagraph[][] {
  const found: PlanParagraph[][] = []
  for (const paragraph of paragraphs) {
    const last = found.at(-1)
    if (paragraph.kind === 'action_item' && last?.[0]?.kind === 'action_item') last.push(paragraph)
    else found.push([paragraph])
  }
  return found
}

/** `react` is null where reacting to the one paragraph under the heading says the same. */
function PartHeading({
  part,
  react,
  points,
  top,
}: {
  part: PartOfPlan<PlanParagraph>
  react: PlanLinks['react']
  points: PlanLinks['points']
  top: number
}) {
  const level = Math.min(part.level - 1 + top, 6)
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
  return (
    <div className="plan-head">
      <Heading id={anchors.section(part.number)}>
        <SectionName {...part} />
      </Heading>
      {react && (
        <p className="tools">
          <a href={react({ kind: 'section', id: part.id })}>
            Reageer op dit onderdeel<span className="vh">: {part.heading}</span>
          </a>
        </p>
      )}
      {points && <SectionPoints points={points} number={part.number} heading={part.heading} />}
    </div>
  )
}

/** How many points people made about a part of the plan, as the way to what was done with them. */
export function SectionPoints({
  points,
  number,
  heading,
}: {
  points: NonNullable<PlanLinks['points']>
  number: string
  heading: string
}) {
  const count = points.ofSection(number)
  if (count === 0) return null
  return (
    <p className="tools">
      <a href={points.href(number)}>
        <Icon name="message-square" />
        <span>
          {countOf(count)}
          <span className="vh"> bij {heading}</span>: lees wat ermee is gedaan
        </span>
      </a>
    </p>
  )
}

function Paragraph({
  paragraph,
  section,
  links,
  errata,
}: {
  paragraph: PlanParagraph
  section: string
  links: PlanLinks
  errata: Corrected
}) {
  const { id, number, kind } = paragraph
  const anchor = anchors.paragraph(number)
  const points = links.points?.ofParagraph(id) ?? 0
  const pointsHref = points > 0 ? links.points?.href(section) : undefined
  return (
    <div className={kind === 'narrative' ? 'para para--story' : 'para'} id={anchor}>
      <a className="no" href={`#${anchor}`} aria-label={`Link naar alinea ${number}`}>
        {number}
      </a>
      <PlanWords {...paragraph} withAddresses />
      {pointsHref && (
        <a
          className="mark"
          href={pointsHref}
          aria-label={`${countOf(points)} bij alinea ${number}: lees wat ermee is gedaan`}
        >
          <Icon name="message-square" />
          <span>{countOf(points)}</span>
        </a>
      )}
      <Errata number={number} errata={errata[id] ?? []} />
      {(links.react || pointsHref) && (
        <div className="tools">
          {links.react && (
            <a href={links.react({ kind: 'paragraph', id })}>
              Reageer op deze alinea<span className="vh"> ({number})</span>
            </a>
          )}
          {pointsHref && (
            <a
              className="count"
              href={pointsHref}
              aria-label={`${countOf(points)} bij alinea ${number}: lees wat ermee is gedaan`}
            >
              <Icon name="message-square" />
              {countOf(points)}
            </a>
          )}
        </div>
      )}
    </div>
  )
}

function ActionItems({
  items,
  section,
  links,
  errata,
}: {
  items: readonly PlanParagraph[]
  section: string
  links: PlanLinks
  errata: Corrected
}) {
  return (
    <ol className="acts">
      {items.map((item) => {
        const anchor = anchors.paragraph(item.number)
        const name = `A${item.actionNumber}`
        const points = links.points?.ofParagraph(item.id) ?? 0
        return (
          <li key={item.id} id={anchor}>
            <span className="an">{name}</span>
            <div>
              <PlanWords {...item} />
              <Errata number={item.number} errata={errata[item.id] ?? []} />
              <div className="links small tools-kept">
                <a href={`#${anchor}`}>Alinea {item.number}</a>
                {links.react && (
                  <a href={links.react({ kind: 'paragraph', id: item.id })}>Reageer op actiepunt {name}</a>
                )}
                {points > 0 && links.points && (
                  <a
                    href={links.points.href(section)}
                    aria-label={`${countOf(points)} bij actiepunt ${name}: lees wat ermee is gedaan`}
                  >
                    {countOf(points)}
                  </a>
                )}
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
