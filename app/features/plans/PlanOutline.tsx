import { Button } from '#app/ui/Button.tsx'
import { headingField, kindField } from './correction-form.ts'
import { paragraphKindNames } from './correct-paragraphs.ts'
import type { OutlineHeading, OutlineParagraph } from './plan-outline.ts'

type Open = { id: string; paragraphs: readonly OutlineParagraph[] }

/** The headings of a plan, each with buttons for its level; the one that is open shows its paragraphs too. */
export function PlanOutline({
  headings,
  open,
  seen,
  fixed,
  last,
}: {
  headings: readonly OutlineHeading[]
  open: Open | null
  seen: string
  /** After the release nothing can be corrected. */
  fixed: boolean
  /** The level button that was pressed last, and for which heading. */
  last: { act: string; id: string } | null
}) {
  return (
    <form method="post" noValidate>
      <input type="hidden" name="seen" value={seen} />
      {/* Enter in the field of a heading renames that heading: a browser takes the first button of the form for it. */}
      {open && !fixed && (
        <button type="submit" name="knop" value={`rename:${open.id}`} className="vh" tabIndex={-1} aria-hidden="true">
          Bewaar de kop
        </button>
      )}
      <ol className="sm-outline">
        {headings.map((heading) => (
          <li
            key={heading.id}
            id={`b-${heading.id}`}
            className={`level-${heading.level}${open?.id === heading.id ? ' is-open' : ''}`}
          >
            <Heading
              {...{ heading, fixed }}
              isOpen={open?.id === heading.id}
              pressed={last?.id === heading.id ? last.act : null}
            />
            {open?.id === heading.id && <OpenHeading {...{ heading, fixed }} paragraphs={open.paragraphs} />}
          </li>
        ))}
      </ol>
    </form>
  )
}

function Heading({
  heading,
  fixed,
  isOpen,
  pressed,
}: {
  heading: OutlineHeading
  fixed: boolean
  isOpen: boolean
  pressed: string | null
}) {
  const { id, number, text, paragraphs, canPromote, canDemote } = heading
  // Where the same button is gone, because the heading is at its end, the focus goes to the other one.
  const focus = pressed === null ? null : (pressed === 'promote' && canPromote) || !canDemote ? 'promote' : 'demote'
  return (
    <div className="sm-outline__row">
      <span className="sm-outline__n">{number}</span>
      <a href={isOpen ? `?#b-${id}` : `?onderdeel=${id}#b-${id}`} aria-current={isOpen ? 'true' : undefined}>
        {text}
      </a>
      <span className="sm-outline__count">{paragraphs === 1 ? '1 alinea' : `${paragraphs} alinea’s`}</span>
      {!fixed && (
        <span className="sm-outline__acts">
          {canPromote && (
            <Act act="promote" {...{ id, text }} icon="outdent" label="Hoger" iconOnly focus={focus === 'promote'} />
          )}
          {canDemote && (
            <Act act="demote" {...{ id, text }} icon="indent" label="Lager" iconOnly focus={focus === 'demote'} />
          )}
        </span>
      )}
    </div>
  )
}

function OpenHeading({
  heading,
  paragraphs,
  fixed,
}: {
  heading: OutlineHeading
  paragraphs: readonly OutlineParagraph[]
  fixed: boolean
}) {
  const { id, text, isEmpty } = heading
  return (
    <div className="sm-outline__open">
      {!fixed && (
        <div className="sm-outline__edit">
          <label className="vh" htmlFor={headingField(id)}>
            Kop
          </label>
          <input
            className="utrecht-textbox"
            dir="auto"
            id={headingField(id)}
            name={headingField(id)}
            defaultValue={text}
          />
          <Act act="rename" {...{ id, text }} label="Bewaar de kop" />
          <Act act="toParagraph" {...{ id, text }} label="Maak er een alinea van" />
          {isEmpty && <Act act="remove" {...{ id, text }} icon="trash" label="Haal de kop weg" />}
        </div>
      )}
      {paragraphs.length === 0 && <p className="soft small">Onder deze kop staat geen tekst van zichzelf.</p>}
      <ol>
        {paragraphs.map((paragraph) => (
          <Paragraph key={paragraph.id} {...{ paragraph, fixed }} />
        ))}
      </ol>
    </div>
  )
}

/** Characters of a paragraph that are enough to know it by. */
const LONG = 220

function Paragraph({ paragraph, fixed }: { paragraph: OutlineParagraph; fixed: boolean }) {
  const { id, number, kind, text, kinds } = paragraph
  const name = `alinea ${number}`
  return (
    <li id={`b-${id}`} className="sm-outline__p">
      <span className="sm-outline__n">{number}</span>
      <div>
        <p className="sm-outline__text" dir="auto">
          {text.length > LONG ? `${text.slice(0, LONG).trimEnd()}…` : text}
        </p>
        <div className="sm-acts">
          {!fixed && kinds.length > 0 ? (
            <span className="sm-outline__kind">
              <label className="vh" htmlFor={kindField(id)}>
                Soort van {name}
              </label>
              <select className="utrecht-select" id={kindField(id)} name={kindField(id)} defaultValue={kind}>
                {kinds.map((value) => (
                  <option key={value} value={value}>
                    {paragraphKindNames[value]}
                  </option>
                ))}
              </select>
              <Act act="setKind" {...{ id }} text={name} label="Bewaar soort" />
            </span>
          ) : (
            <span className="tiny soft">{paragraphKindNames[kind]}</span>
          )}
          {!fixed && paragraph.canBecomeHeading && <Act act="toHeading" {...{ id }} text={name} label="Maak kop" />}
          {!fixed && paragraph.canMerge && <Act act="merge" {...{ id }} text={name} label="Voeg bij vorige" />}
        </div>
      </div>
    </li>
  )
}

function Act({
  act,
  id,
  text,
  label,
  icon,
  iconOnly,
  focus,
}: {
  act: string
  id: string
  /** What it is done to, for who cannot see where the button stands. */
  text: string
  label: string
  icon?: 'indent' | 'outdent' | 'trash'
  iconOnly?: boolean
  /** Comes back with the focus on it. */
  focus?: boolean
}) {
  const says = `${label}: ${text}`
  return (
    <Button
      small
      variant="quiet"
      {...(icon ? { icon } : {})}
      name="knop"
      value={`${act}:${id}`}
      aria-label={says}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the page comes back after this very button was pressed
      autoFocus={focus || undefined}
      {...(iconOnly ? { title: label } : {})}
    >
      {iconOnly ? null : label}
    </Button>
  )
}
