import { Form, useActionData, useFetcher } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { FindingsLegend } from '#app/features/contributions/FindingsLegend.tsx'
import { NotPublicNote } from '#app/features/contributions/NotPublicNote.tsx'
import { SourceFileLinks } from '#app/features/contributions/SourceFileLinks.tsx'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Crumbs } from '#app/ui/Shell.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { SetAside, SetAsideForm } from './FormalState.tsx'
import { OwnWords, PointList } from './PointList.tsx'
import { contributionTitle } from './point-number.ts'
import type { QuotedRange } from './quoted-range.ts'
import { About, HowTo, Messages, Note, TwoAnswers } from './SplitNotes.tsx'
import { SplitText, type TextAct } from './SplitText.tsx'
import { Coverage, Keys, SuggestionBox, TickedBar, Undo } from './SplitTools.tsx'
import type { SplitView } from './split-view.ts'
import { suggestionName, type Suggestion } from './suggestions.ts'
import { useFocusWhenTaken } from './use-focus-when-taken.ts'
import type { SplitKey } from './use-text-selection.ts'

/** What a program on the page hears of an act: in words, and the point that was made. */
export type SplitShown = { said: string; pointId: string | null }

const NONE: readonly string[] = []

/** The screen on which a reaction becomes points: the text on the left, what was made of it on the right. */
export function SplitPage({
  view: loaded,
  notice,
}: {
  view: SplitView & { mayChange: boolean }
  /** What a later room has to say of this letter. */
  notice?: ReactNode
}) {
  // The server draws the boxes to tick; once the page is awake mouse and keyboard take over from them.
  const enhanced = useEnhanced()
  const ticked = useActionData<FormAnswer>()?.values.ranges ?? NONE
  const fetcher = useFetcher<Omit<FormAnswer, 'shown'> & { shown: SplitShown | null }>()
  /** The letter that the last act was on: what is said of it is not said of the next. */
  const [actedOn, setActedOn] = useState(loaded.id)
  const post = (act: string, fields: Record<string, string> = {}) => {
    setActedOn(loaded.id)
    const here = paths.official.process.split(loaded.process.slug, loaded.id)
    fetcher.submit({ ...fields, act }, { method: 'post', action: withQuery(here, { direct: 'ja' }) })
  }
  const actOnRange = (act: TextAct, { start, end }: QuotedRange) => {
    const ranges = { ranges: `${start}-${end}` }
    if (act === 'joinToNext') post('joinToPoint', { ...ranges, to: 'next' })
    else if (act === 'markPoint') post(act, { 'range.start': `${start}`, 'range.end': `${end}` })
    else post(act, ranges)
  }
  const [place, setPlace] = useState(0)
  const suggestion =
    loaded.suggestions.find(({ ranges }) => (ranges.at(-1)?.end ?? 0) > place) ?? loaded.suggestions[0] ?? null
  const onKey = (key: SplitKey): number | null => {
    if (key === 'undo' && loaded.lastAct !== null) post('undoSplitAct')
    if (key === 'takeAll' && suggestion) post('takeSuggestion')
    const act = key === 'skip' ? 'skipSuggestion' : key === 'take' || key === 'takeOne' ? 'takeSuggestion' : null
    if (!suggestion || act === null) return null
    post(act, { suggestion: suggestionName(suggestion), ...(key === 'takeOne' ? { asOne: 'on' } : {}) })
    const { end } = rangeOf(suggestion)
    setPlace(end)
    return end
  }
  // The point that was just made stands open, so that its theme is one choice away.
  const newest = loaded.points.find(({ id }) => id === fetcher.data?.shown?.pointId)?.id ?? null
  // Who may only read gets no buttons that end in a refusal.
  const view = useMemo(
    () => ({
      ...loaded,
      currentId: newest ?? loaded.currentId,
      isFixed: loaded.isFixed || !loaded.mayChange || loaded.formal !== null,
    }),
    [loaded, newest],
  )
  const saveFrom = (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    post('changePoint', Object.fromEntries(fields))
  }
  const finish = useRef<HTMLFormElement>(null)
  const finishByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      finish.current?.requestSubmit(finish.current.querySelector('button'))
  }
  // The next reaction comes in the place of the one that was done: the text is where its work begins.
  const shown = useRef(view.id)
  useEffect(() => {
    if (shown.current === view.id) return
    shown.current = view.id
    setPlace(0)
    document.getElementById('stuk')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [view.id])
  useFocusWhenTaken(view.suggestions.length, 'punten')
  // The button that took a point away is gone with it.
  useFocusWhenTaken(view.points.length, 'stuk')
  const { process, isDone, isFixed } = view
  const editable = !isDone && !isFixed
  const [textError] = fetcher.state === 'idle' ? Object.values(fetcher.data?.errors ?? {}) : []
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one key, from wherever one is on the screen
    <main id="inhoud" tabIndex={-1} className="wk-full" onKeyDown={finishByKey}>
      <div className="sm-wbbar">
        <div>
          <Crumbs
            items={[{ href: paths.official.process.register(process.slug), label: `Inbreng, ${process.title}` }]}
          />
          <h1>
            {contributionTitle(view.contributor)}, {view.name}
          </h1>
        </div>
        <p className="small soft wk-facts">
          <Icon name="mail" />
          <span>{view.facts.join(', ')}</span>
          {view.meeting && (
            <a href={paths.official.meetings.meeting(process.slug, view.meeting.id)}>Bekijk de bijeenkomst</a>
          )}
          {view.hasOrigin && <a href={paths.official.process.origin(process.slug, view.id)}>Herkomst</a>}
        </p>
        <NotPublicNote words={view.notPublic} />
        {view.hasOrigin && <SourceFileLinks slug={process.slug} contributionId={view.id} files={view.files} />}
        <div className="end">
          {editable && (
            <>
              <ButtonLink href={paths.official.process.register(process.slug)}>Bewaar en sluit</ButtonLink>
              <Form method="post" ref={finish}>
                <Button variant="primary-action" name="act" value="finishSplit">
                  Splitsing klaar {enhanced && <kbd aria-hidden="true">Ctrl ↵</kbd>}
                </Button>
              </Form>
            </>
          )}
          {isDone && !isFixed && (
            <Form method="post">
              <Button name="act" value="reopenSplit">
                Heropen de splitsing
              </Button>
            </Form>
          )}
          {!editable && view.nextId && (
            <ButtonLink variant="primary-action" href={paths.official.process.split(process.slug, view.nextId)}>
              Volgende inbreng
            </ButtonLink>
          )}
        </div>
      </div>
      {notice}
      {/* A next reaction begins clean: nothing typed or folded out of the one before stays behind. */}
      <div className="sm-split" key={view.id}>
        <div className="wk-textpane">
          {view.formal ? (
            <SetAside view={view} mayChange={loaded.mayChange && !loaded.isFixed} />
          ) : loaded.mayChange || loaded.isFixed ? (
            <Messages view={view} />
          ) : (
            <Note>U kunt dit lezen, en niet wijzigen. Splitsen doet een behandelaar.</Note>
          )}
          <TwoAnswers view={view} answer={fetcher.data ?? null} />
          {view.about !== '' && <About view={view} />}
          {editable && view.points.length + view.nonPoints.length === 0 && <HowTo enhanced={enhanced} />}
          <SplitText
            view={view}
            enhanced={enhanced}
            act={actOnRange}
            onKey={onKey}
            onMove={setPlace}
            atHand={editable && suggestion ? rangeOf(suggestion) : null}
            error={textError}
            ticked={ticked}
          />
          {!isFixed && !enhanced && <TickedBar isDone={isDone} />}
        </div>
        <aside aria-label="Punten in deze inbreng">
          <Coverage view={view} withKeys={editable && enhanced} />
          {!isFixed && view.lastAct !== null && <Undo act={view.lastAct} withKeys={enhanced} />}
          {editable && suggestion && <SuggestionBox view={view} suggestion={suggestion} />}
          <FindingsLegend findings={view.findings}>
            Geef een punt een samenvatting of laat weg wat van een persoon is. Anders kunt u later niet publiceren.
          </FindingsLegend>
          <PointList view={view} onTheme={enhanced ? saveFrom : null} />
          {editable && <OwnWords key={view.points.length} view={view} />}
          {!isFixed && <SetAsideForm view={view} />}
          <p className="tiny soft">
            {view.publicName} De tekst van de indiener blijft zoals die is. U legt er alleen merktekens overheen.
          </p>
          <p className="vh" role="status">
            {actedOn === loaded.id && fetcher.data?.shown?.said}
            {fetcher.data?.shown && suggestion && ` Volgend voorstel: ${wordsOf(view, suggestion)}`}
          </p>
        </aside>
      </div>
      {!isFixed && enhanced && <Keys view={view} />}
    </main>
  )
}

/** From where to where a suggestion goes. */
const rangeOf = ({ ranges }: Suggestion): QuotedRange => ({
  start: ranges[0]?.start ?? 0,
  end: ranges.at(-1)?.end ?? 0,
})

/** The beginning of what a suggestion is about. */
function wordsOf({ text }: SplitView, suggestion: Suggestion): string {
  const { start, end } = rangeOf(suggestion)
  return text.slice(start, end).slice(0, 160)
}
