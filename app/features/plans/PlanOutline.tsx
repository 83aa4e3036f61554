import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { paragraphKindNames } from './correct-paragraphs.ts'
import type { OutlineHeading, OutlineParagraph } from './plan-outline.ts'

type Open = { id: string; paragraphs: readonly OutlineParagraph[] }

const PLAIN = 'verbeter'

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
    <>
      {/* Buttons that need nothing typed belong to this form, wherever they stand. */}
      <form method="post" id={PLAIN}>
        <input type="hidden" name="seen" value={seen} />
      </form>
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
            {open?.id === heading.id && <OpenHeading {...{ heading, fixed, seen }} paragraphs={open.paragraphs} />}
          </li>
        ))}
      </ol>
    </>
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
  seen,
}: {
  heading: OutlineHeading
  paragraphs: readonly OutlineParagraph[]
  fixed: boolean
  seen: string
}) {
  const { id, text, isEmpty } = heading
  const form = useForm('correctPlan', { heading: text }, { part: id, correction: 'rename' })
  return (
    <div className="sm-outline__open">
      {!fixed && (
        <form method="post" noValidate className="sm-outline__edit">
          <input type="hidden" name="seen" value={seen} />
          <label className="vh" htmlFor="heading">
            Kop
          </label>
          <input
            className="utrecht-textbox"
            dir="auto"
            id="heading"
            name="heading"
            defaultValue={form.value('heading')}
          />
          <Act act="rename" {...{ id, text }} label="Bewaar de kop" ofOwnForm />
          <Act act="toParagraph" {...{ id, text }} label="Maak er een alinea van" />
          {isEmpty && <Act act="remove" {...{ id, text }} icon="trash" label="Haal de kop weg" />}
        </form>
      )}
      {paragraphs.length === 0 && <p className="soft small">Onder deze kop staat geen tekst van zichzelf.</p>}
      <ol>
        {paragraphs.map((paragraph) => (
          <Paragraph key={paragraph.id} {...{ paragraph, fixed, seen }} />
        ))}
      </ol>
    </div>
  )
}

/** Characters of a paragraph that are enough to know it by. */
const LONG = 220

function Paragraph({ paragraph, fixed, seen }: { paragraph: OutlineParagraph; fixed: boolean; seen: string }) {
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
            <form method="post" noValidate className="sm-outline__kind">
              <input type="hidden" name="seen" value={seen} />
              <label className="vh" htmlFor={`kind-${id}`}>
                Soort van {name}
              </label>
              <select className="utrecht-select" id={`kind-${id}`} name="kind" defaultValue={kind}>
                {kinds.map((value) => (
                  <option key={value} value={value}>
                    {paragraphKindNames[value]}
                  </option>
                ))}
              </select>
              <Act act="setKind" {...{ id }} text={name} label="Bewaar soort" ofOwnForm />
            </form>
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
  ofOwnForm,
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
  /** It stands in the form with the field that it saves. */
  ofOwnForm?: boolean
}) {
  const says = `${label}: ${text}`
  return (
    <Button
      small
      variant="quiet"
      {...(icon ? { icon } : {})}
      {...(ofOwnForm ? {} : { form: PLAIN })}
      name="act"
      value={`correctPlan?correction=${act}&part=${id}`}
      aria-label={says}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the page comes back after this very button was pressed
      autoFocus={focus || undefined}
      {...(iconOnly ? { title: label } : {})}
    >
      {iconOnly ? null : label}
    </Button>
  )
}
