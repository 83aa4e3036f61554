import { Icon } from '#app/ui/Icon.tsx'
import { anchors } from './chapter-address.ts'
import type { PartOfPlan } from './contents.ts'
import { Errata } from './errata/Errata.tsx'
import type { Erratum } from './errata/erratum.ts'
import { isActionHeading } from './heading-shape.ts'
import { noteLinks, type NoteLinks } from './note-links.ts'
import type { PlanLinks } from './plan-links.ts'
import { PlanWords, type MarkWords } from './PlanWords.tsx'
import { SectionName } from './SectionName.tsx'
import type { PlanParagraph } from './queries.server.ts'
import { barClass, ChangeMark, GoneLines, MarkedWords, OldText } from './versions/ChangeMark.tsx'
import type { PlanMarks } from './versions/plan-marks.ts'

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
  mark = null,
  changes = null,
}: {
  parts: readonly PartOfPlan<PlanParagraph>[]
  links: PlanLinks
  top: 1 | 2
  untitled?: boolean
  /** By the id of the paragraph. */
  errata?: Corrected
  /** Marks what a reader looked for. */
  mark?: MarkWords | null
  /** What changed since the first version; null where that is this one. */
  changes?: PlanMarks | null
}) {
  const notes = noteLinks(parts)
  return parts.map((part, at) => {
    const noteFor = (mark: string) => notes.noteFor(part.id, mark)
    const ofSection = { section: part.number, links, errata, mark, noteFor, referringTo: notes.referringTo, changes }
    const isActions = part.paragraphs.length > 0 && isActionHeading(part.heading)
    const holdsMore = part.paragraphs.length > 1 || (parts[at + 1]?.level ?? 0) > part.level
    const heading = !(untitled && at === 0) && (
      <PartHeading part={part} react={holdsMore ? links.react : null} points={links.points} top={top} />
    )
    return (
      <div
        key={part.id}
        className={`plan-part${isActions ? ' plan-part--acts' : ''}${part.level === 1 ? ' plan-part--chapter' : ''}`}
      >
        {heading}
        {groups(part.paragraphs).map((group) =>
          group[0]?.kind === 'action_item' ? (
            <ActionItems key={group[0].id} items={group} {...ofSection} />
          ) : (
            group.map((paragraph) => <Paragraph key={paragraph.id} paragraph={paragraph} {...ofSection} />)
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

type OfSection = {
  section: string
  links: PlanLinks
  errata: Corrected
  mark: MarkWords | null
  noteFor: (mark: string) => number | null
  referringTo: NoteLinks['referringTo']
  changes: PlanMarks | null
}

/** A paragraph with what is gone around it. */
function Paragraph(props: OfSection & { paragraph: PlanParagraph }) {
  const { changes, paragraph } = props
  const isOldShown = changes?.isOldShown ?? false
  return (
    <>
      <GoneLines gone={changes?.before[paragraph.id]} isOldShown={isOldShown} />
      <OneParagraph {...props} />
      <GoneLines gone={changes?.behind[paragraph.id]} isOldShown={isOldShown} />
    </>
  )
}

function OneParagraph({
  paragraph,
  section,
  links,
  errata,
  mark,
  noteFor,
  referringTo,
  changes,
}: OfSection & { paragraph: PlanParagraph }) {
  const { id, number, kind } = paragraph
  const change = changes?.of[id]
  const anchor = anchors.paragraph(number)
  const points = links.points?.ofParagraph(id) ?? 0
  const pointsHref = points > 0 ? links.points?.href(section) : undefined
  return (
    <div
      className={[kind === 'narrative' ? 'para para--story' : 'para', barClass(change)].filter(Boolean).join(' ')}
      id={anchor}
    >
      <a className="no" href={links.paragraph(id)} aria-label={`Link naar alinea ${number}`}>
        {number}
      </a>
      <MarkedWords mark={change} isOldShown={changes?.isOldShown ?? false}>
        <PlanWords
          {...{ ...paragraph, mark, noteFor }}
          referring={kind === 'note' ? referringTo(number) : []}
          image={links.image}
          rowHref={links.row}
        />
      </MarkedWords>
      {change && <ChangeMark mark={change} number={number} />}
      {change && !changes?.isOldShown && <OldText mark={change} number={number} />}
      {pointsHref && !change && (
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

/** Each action item once, with all its paragraphs. */
function ActionItems({ items, ...shared }: OfSection & { items: readonly PlanParagraph[] }) {
  return (
    <ol className="acts">
      {paragraphsOfItems(items).map((paragraphs) => {
        const number = paragraphs[0]?.actionNumber ?? null
        return (
          <li key={paragraphs[0]?.id} {...(number !== null && { id: anchors.action(number) })}>
            {number !== null && <ActionNumber number={number} href={shared.links.action(number)} />}
            <div>
              {paragraphs.map((paragraph) => (
                <ActionParagraph
                  key={paragraph.id}
                  paragraph={paragraph}
                  isAlone={paragraphs.length === 1}
                  {...shared}
                />
              ))}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** The number that an action item keeps over all versions; it leads to its own address. */
function ActionNumber({ number, href }: { number: number; href: string }) {
  return (
    <a className="an" href={href}>
      <span className="vh">Actiepunt </span>A{number}
    </a>
  )
}

function paragraphsOfItems(items: readonly PlanParagraph[]): PlanParagraph[][] {
  const found: PlanParagraph[][] = []
  for (const item of items) {
    const last = found.at(-1)
    if (item.actionNumber !== null && last?.[0]?.actionNumber === item.actionNumber) last.push(item)
    else found.push([item])
  }
  return found
}

function ActionParagraph({
  paragraph,
  isAlone,
  section,
  links,
  errata,
  mark,
  noteFor,
  changes,
}: OfSection & { paragraph: PlanParagraph; isAlone: boolean }) {
  const { id, number, actionNumber } = paragraph
  const change = changes?.of[id]
  const isOldShown = changes?.isOldShown ?? false
  const anchor = anchors.paragraph(number)
  const points = links.points?.ofParagraph(id) ?? 0
  return (
    <div id={anchor} className={['act-part', barClass(change)].filter(Boolean).join(' ')}>
      <GoneLines gone={changes?.before[id]} isOldShown={isOldShown} />
      <MarkedWords mark={change} isOldShown={isOldShown}>
        <PlanWords {...{ ...paragraph, mark, noteFor }} />
      </MarkedWords>
      {change && <ChangeMark mark={change} number={number} />}
      {change && !isOldShown && <OldText mark={change} number={number} />}
      <GoneLines gone={changes?.behind[id]} isOldShown={isOldShown} />
      <Errata number={number} errata={errata[id] ?? []} />
      <div className="links small tools-kept">
        <a href={links.paragraph(id)}>Alinea {number}</a>
        {links.react && (
          <a href={links.react({ kind: 'paragraph', id })}>
            {isAlone && actionNumber !== null ? (
              `Reageer op actiepunt A${actionNumber}`
            ) : (
              <>
                Reageer op deze alinea<span className="vh"> ({number})</span>
              </>
            )}
          </a>
        )}
        {points > 0 && links.points && (
          <a
            href={links.points.href(section)}
            aria-label={`${countOf(points)} bij alinea ${number}: lees wat ermee is gedaan`}
          >
            {countOf(points)}
          </a>
        )}
      </div>
    </div>
  )
}
