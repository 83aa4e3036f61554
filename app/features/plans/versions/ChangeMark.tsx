import type { ReactNode } from 'react'
import { PlanWords } from '#app/features/plans/PlanWords.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { DiffWords } from './DiffWords.tsx'
import type { GoneMark, PlanMark, PlanMarks } from './plan-marks.ts'

/** The classes of a paragraph that changed: they draw the bar beside it, and the stone where a reader is led to. */
export const barClass = (mark: PlanMark | undefined): string =>
  mark ? [bars[mark.bar].barClass, mark.hit && 'is-here'].filter(Boolean).join(' ') : ''

const bars: Record<PlanMark['bar'], { barClass: string }> = {
  changed: { barClass: '' },
  new: { barClass: 'is-new' },
  moved: { barClass: 'is-moved' },
}

/** The words of a paragraph of a later version: with the old ones in between, or with those that a reader is led to marked. */
export function MarkedWords({
  mark,
  isOldShown,
  children,
}: {
  mark: PlanMark | undefined
  isOldShown: boolean
  /** The words as they are. */
  children: ReactNode
}) {
  if (!mark) return children
  if (!isOldShown && mark.hit?.sentences) {
    return (
      <div className="bar">
        <p className="lines">
          {mark.hit.sentences.map(({ text, isNew }, at) => (isNew ? <Hit key={at} text={text} /> : text))}
        </p>
      </div>
    )
  }
  if (!isOldShown) return <div className={mark.hit ? 'bar hit-all' : 'bar'}>{children}</div>
  return (
    <div className="bar">
      {mark.pieces ? (
        <p className="ct lines" dir="auto">
          <DiffWords pieces={mark.pieces} />
        </p>
      ) : (
        children
      )}
      <OldParts mark={mark} />
    </div>
  )
}

/** Spaces around marked words stay outside the mark. */
function Hit({ text }: { text: string }) {
  const words = text.trimEnd()
  return (
    <>
      <mark className="hit">{words}</mark>
      {text.slice(words.length)}
    </>
  )
}

function OldParts({ mark: { olds } }: { mark: PlanMark }) {
  return olds.map((part) => (
    <div key={part.id} className="old-part">
      <p className="ct-says">Dit stond er, alinea {part.number}</p>
      {part.kind === 'table' || part.kind === 'figure' ? (
        <PlanWords {...part} />
      ) : (
        <p className="ct lines" dir="auto">
          <DiffWords pieces={[{ kind: 'gone', text: part.text }]} />
        </p>
      )}
    </div>
  ))
}

/** Beside a paragraph, or below it where there is no room: that it changed, and why. */
export function ChangeMark({ mark, number }: { mark: PlanMark; number: number }) {
  return (
    <p className="change-mark">
      <a href={mark.href}>
        <b>{mark.says}</b> {mark.why}
        <span className="vh">, alinea {number}: lees wat er veranderde</span>
      </a>
    </p>
  )
}

/** Below the paragraph that a reader is led to: the old text, and who else asked. */
export function OldText({ mark, number }: { mark: PlanMark; number: number }) {
  if (!mark.hit) return null
  const { points } = mark.hit
  return (
    <details className="fold old-text" open>
      <summary>
        De oude tekst<span className="vh"> van alinea {number}</span>
      </summary>
      {mark.pieces && (
        <p className="ct lines" dir="auto">
          <DiffWords pieces={mark.pieces} />
        </p>
      )}
      <OldParts mark={mark} />
      <p className="small">
        {mark.was || 'In de vorige versie stond dit niet.'}
        {points.length > 0 && (
          <>
            {' '}
            Ook door {points.length === 1 ? 'punt' : 'punten'}{' '}
            {points.map(({ number: each, href }, at) => (
              <span key={each}>
                {at > 0 && (at === points.length - 1 ? ' en ' : ', ')}
                <a href={href}>{each}</a>
              </span>
            ))}
            .
          </>
        )}
      </p>
    </details>
  )
}

/** Paragraphs that are gone, where they stood: a line that says so, or their old words. */
export function GoneLines({ gone, isOldShown }: { gone: readonly GoneMark[] | undefined; isOldShown: boolean }) {
  return gone?.map(({ part, says, why, href }) =>
    isOldShown ? (
      <div key={part.id} className="para is-gone">
        <span className="no">
          <span className="vh">Vervallen alinea </span>
          <s>{part.number}</s>
        </span>
        <div className="bar">
          {part.kind === 'table' || part.kind === 'figure' ? (
            <PlanWords {...part} />
          ) : (
            <p className="ct lines" dir="auto">
              <DiffWords pieces={[{ kind: 'gone', text: part.text }]} />
            </p>
          )}
        </div>
        <p className="change-mark">
          <a href={href}>
            <b>vervallen</b> {why}
            <span className="vh">, alinea {part.number}: lees waarom</span>
          </a>
        </p>
      </div>
    ) : (
      <p key={part.id} className="wasline">
        <span>
          <Icon name="minus" /> {says}
        </span>
        <a href={href}>
          Waarom is die weg?<span className="vh"> Alinea {part.number}</span>
        </a>
      </p>
    ),
  )
}

/** Above the text: what the bars mean, the way to the changes alone, and a link that shows or hides the old words. */
export function OldWordsSwitch({
  isOldShown,
  href,
  changes,
}: {
  isOldShown: boolean
  /** This page with the other choice. */
  href: string
  changes: { count: number; href: string }
}) {
  return (
    <div className="oldnew">
      <a className={isOldShown ? 'switch is-on' : 'switch'} href={href}>
        <i aria-hidden="true" />
        <span>
          Laat de oude tekst zien
          <span className="vh">{isOldShown ? ': staat aan, zet uit' : ': staat uit, zet aan'}</span>
        </span>
      </a>
      <p className="small soft">
        {changes.count === 0
          ? 'In dit hoofdstuk veranderde niets.'
          : 'Een streep naast de tekst betekent: dit is veranderd. '}
        {changes.count > 0 && (
          <a href={changes.href}>
            {changes.count === 1 ? 'Alleen de verandering' : `Alleen de ${changes.count} veranderingen`}
          </a>
        )}
      </p>
    </div>
  )
}

/** For who comes from a point: what changed because of it, and the way back. */
export function FromPoint({ from, myReaction }: { from: NonNullable<PlanMarks['from']>; myReaction: string }) {
  const { number, href, paragraphs } = from
  const where = new Intl.ListFormat('nl').format(paragraphs.map(String))
  return (
    <div className="from-point">
      <p>
        <strong>U komt van punt {number}.</strong>{' '}
        {paragraphs.length === 0
          ? 'In dit deel van het plan veranderde daardoor niets.'
          : `Daardoor veranderde de gele tekst in ${paragraphs.length === 1 ? 'alinea' : 'de alinea’s'} ${where}.`}
      </p>
      <p className="links">
        <a href={href}>Terug naar punt {number}</a>
        <a href={myReaction}>Is dit uw punt? Terug naar uw reactie</a>
      </p>
    </div>
  )
}
