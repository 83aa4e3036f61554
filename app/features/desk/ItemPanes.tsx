import { Link } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { PointInPlan } from '#app/features/changes/PointInPlan.tsx'
import { CURRENT_POINT } from '#app/features/points/PointText.tsx'
import { shownText } from '#app/features/points/reading-pieces.ts'
import { sendForm } from '#app/live/send-form.ts'
import { useStream } from '#app/live/use-stream.ts'
import { useTypingSignal } from '#app/live/use-typing-signal.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { StatusMessage } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { lacksChange } from './answer-fields.ts'
import { atQuery } from './desk-address.ts'
import { itemParameters } from './item-parameters.ts'
import { AdviceSection } from './advice/AdviceSection.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { HistorySection } from './HistorySection.tsx'
import type { ItemView } from './item-view.server.ts'
import { NotesSection } from './NotesSection.tsx'
import { othersInWords, type PointLive } from './point-live.ts'
import { AnswerToRead } from './AnswerToRead.tsx'
import { FourEyesNotice } from './FourEyesNotice.tsx'
import { ReturnFold } from './ReturnFold.tsx'
import { StepsRow } from './StepsRow.tsx'
import { ReturnedNotice } from '#app/features/workflow/ReturnedNotice.tsx'
import { TextPane } from './TextPane.tsx'
import { formOf, usePointActs } from './use-point-acts.ts'
import { useRereading } from './use-rereading.ts'
import { usePointKeys } from './use-point-keys.ts'
import { WorkFields } from './WorkFields.tsx'

/** What was done before this page; when others say the same as what was answered, where that answer can be given to them. */
export type Saying = { words: string; same: { href: string; points: number } | null }

type Props = {
  view: ItemView
  /** What the workbench shows, as it stands in the address. */ query: string
  said: Saying | null
  /** What is suggested for the point, and points that say the same. */ suggested: ReactNode
  /** Other words that it proposes for the plan. */ proposed: ReactNode
}

/** One point in the workbench: the text, and beside it the answer and the work on it. */
export function ItemPanes(props: Props) {
  return <OpenPoint key={props.view.point.id} {...props} />
}

function OpenPoint({ view, query, said, suggested, proposed }: Props) {
  const { process, point, contribution, answer, isFixed, mayAnswer } = view
  const { slug } = process
  const { pointAct, pointLive } = paths.official.process
  const url = pointAct(slug, point.id)
  const readAgain = useRereading()
  const acts = usePointActs(url, readAgain)
  const isTyped = useRef(false)
  // The page is read again when a colleague does something: what was said once stays until one types.
  const [lastSaid, setLastSaid] = useState(said)
  if (said !== null && said !== lastSaid) setLastSaid(said)
  const mark = answer?.mark ?? ''
  /** Mark of the answer that the form was made of: a newer one makes it anew, unless something was typed. */
  const [formOfMark, setFormOfMark] = useState(mark)
  const { connection, report, live } = usePointLive(pointLive(slug, point.id), view, readAgain)
  const signal = useTypingSignal((isWriting) => {
    void sendForm(url, formOf('tellWriting', isWriting ? { isWriting: 'on' } : {}))
  })
  useEffect(() => {
    if (!isTyped.current) setFormOfMark(mark)
  }, [mark, view])
  useEffect(() => {
    showCurrent()
    // Keys work in the text: so they do at once in a point that is opened by its address.
    const nothingHasFocus = document.activeElement === document.body && location.hash === ''
    if (said !== null || nothingHasFocus) document.getElementById('tekst-kop')?.focus({ preventScroll: true })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another point was opened; what is said of the same one moves nothing
  }, [point.id])
  const undo = () => {
    if (acts.justDone?.undo) void acts.send(acts.justDone.undo, { says: 'Ongedaan gemaakt.', undo: null })
  }
  const mayWrite = mayAnswer && !isFixed
  const focus = (selector: string) => () => document.querySelector<HTMLElement>(selector)?.focus()
  const press = (selector: string) => () => document.querySelector<HTMLButtonElement>(selector)?.click()
  usePointKeys({
    ...(mayWrite && {
      theme: focus('#punt-themeId'),
      assignee: focus('#punt-assigneeId'),
      place() {
        const summary = document.getElementById('punt-plek')
        if (summary?.parentElement instanceof HTMLDetailsElement) summary.parentElement.open = true
        requestAnimationFrame(focus('#punt-plek-zoek'))
      },
      suggestion: suggested === null ? null : press('#antwoord button[aria-keyshortcuts="v"]'),
      decision: focus('.it-decision input:checked, #disposition'),
      answer: focus('#reply'),
    }),
    saveAndNext: press('#antwoord button[data-main]'),
    note: focus('#note'),
    undo: acts.justDone?.undo ? undo : null,
  })
  const others = live ? othersInWords(live.people, view.readerId) : ''
  const general = acts.errors['']
  return (
    <>
      <TextPane {...{ view, query }} />
      <section className="sm-pane sm-pane--ans" id="antwoord" tabIndex={-1} aria-labelledby="antwoord-kop">
        <h2 id="antwoord-kop" className="vh">
          Antwoord op punt {point.label}
        </h2>
        <StepsRow view={view} />
        <div className="it-scroll">
          {point.range !== null && (
            <blockquote className="it-quote" dir="auto">
              <b>{point.label}</b> {shownText(contribution.text.slice(point.range.start, point.range.end))}
            </blockquote>
          )}
          <ReturnedNotice returned={view.returned} />
          <FourEyesNotice view={view} />
          {lastSaid && (
            <StatusMessage quiet>
              {lastSaid.words}
              {lastSaid.same && (
                <>
                  {' '}
                  <Link to={lastSaid.same.href}>
                    {lastSaid.same.points === 1
                      ? 'Nog 1 punt zegt precies hetzelfde: geef het dit antwoord'
                      : `Nog ${lastSaid.same.points.toLocaleString('nl-NL')} punten zeggen precies hetzelfde: geef ze dit antwoord`}
                  </Link>
                </>
              )}
            </StatusMessage>
          )}
          {general && <ErrorSummary errors={[{ message: general }]} />}
          <p className="it-others" role="status">
            {others !== '' && (
              <>
                <Icon name="users" /> {others}
              </>
            )}
          </p>
          {view.work.changedSinceAnswer && (
            <div className="it-changed">
              <p>
                <Icon name="pencil" /> De woorden van dit punt zijn gewijzigd na het antwoord. Klopt het antwoord nog?
              </p>
              {mayWrite && (
                <form method="post" onSubmit={acts.onSubmit(() => ({ says: 'Het antwoord klopt nog.', undo: null }))}>
                  <Button small name="act" value="confirmAnswer">
                    Antwoord klopt nog
                  </Button>
                </form>
              )}
            </div>
          )}
          {proposed}
          {mayWrite && suggested}
          {mayWrite && <WorkFields {...{ view, acts }} />}
          {mayWrite ? (
            <AnswerForm
              key={formOfMark}
              {...{ view, query, acts, connection, report, onUndo: undo }}
              onTyped={(typed) => {
                isTyped.current = typed
                if (typed) setLastSaid(null)
              }}
              onWriting={(isWriting) => (isWriting ? signal.typed() : signal.stopped())}
            />
          ) : (
            <AnswerToRead view={view} />
          )}
          {view.plan && (
            <PointInPlan
              slug={slug}
              pointId={point.id}
              plan={view.plan}
              mayChange={mayAnswer}
              offerHref={
                mayWrite && answer && view.fromChange && lacksChange(answer, view.fromChange)
                  ? atQuery(paths.official.process.answer(slug, point.id), query, {
                      [itemParameters.part]: 'antwoord',
                      [itemParameters.fromChange]: 'ja',
                    })
                  : null
              }
            />
          )}
          <ReturnFold view={view} />
          <AdviceSection pointId={point.id} advice={view.advice} mayAsk={mayAnswer} mayUse={mayWrite} slug={slug} />
          <NotesSection {...{ view, acts }} />
          <HistorySection {...{ view, query }} />
        </div>
      </section>
    </>
  )
}

/** Follows who else has the point open; what they save is read again. */
function usePointLive(url: string, view: ItemView, readAgain: () => void) {
  const [live, setLive] = useState<PointLive | null>(null)
  const shown = { mark: view.answer?.mark ?? '', notes: view.notes.length, changedAt: view.work.changedAt.getTime() }
  const { connection, report } = useStream(url, {
    view(data) {
      const next: PointLive = JSON.parse(data)
      setLive((now) => (now && now.version > next.version ? now : next))
      const { mark, notes, changedAt } = shown
      const isNews = (next.answer?.mark ?? '') !== mark || next.changedAt !== changedAt
      if (isNews || (next.notes !== notes && next.notes <= 100)) readAgain()
    },
  })
  return { connection, report, live }
}

/** Scrolls the text so that the point has the paragraph before it above it; of a long paragraph, as much as a third of the pane has room for. */
function showCurrent() {
  const [pane, current] = [document.getElementById('tekst-rol'), document.getElementById(CURRENT_POINT)]
  const line = current?.closest('p')
  if (!pane || !current || !line) return
  const from = pane.getBoundingClientRect().top
  const topOf = (element: Element) => (element.getClientRects()[0]?.top ?? from) - from
  const above = Math.min(topOf(line.previousElementSibling ?? line), topOf(line))
  pane.scrollTop += Math.max(above, topOf(current) - pane.clientHeight / 3) - 12
}
