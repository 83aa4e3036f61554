import { Form, useFetcher } from '@remix-run/react'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { FindingsLegend } from '#app/features/contributions/FindingsLegend.tsx'
import { SourceFileLinks } from '#app/features/contributions/SourceFileLinks.tsx'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { StackedBar, StackedKey } from '#app/ui/Shares.tsx'
import { Crumbs } from '#app/ui/Shell.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { OwnWords, PointList, type SplitFormBack } from './PointList.tsx'
import { SplitText } from './SplitText.tsx'
import type { SplitView } from './split-view.ts'
import { useFocusWhenTaken } from './use-focus-when-taken.ts'

const NONE: readonly string[] = []

/** The screen on which a reaction becomes points: the text on the left, what was made of it on the right. */
export function SplitPage({
  view: loaded,
  back,
}: {
  view: SplitView & { mayChange: boolean }
  back: SplitFormBack | null
}) {
  // The server draws the boxes to tick; once the page is awake mouse and keyboard take over from them.
  const enhanced = useEnhanced()
  const fetcher = useFetcher<{ errors?: Record<string, string>; said?: string; pointId?: string | null }>()
  const post = (fields: Record<string, string>) => fetcher.submit({ ...fields, direct: 'ja' }, { method: 'post' })
  // The point that was just made stands open, so that its theme is one choice away.
  const newest = loaded.points.find(({ id }) => id === fetcher.data?.pointId)?.id ?? null
  // Who may only read gets no buttons that end in a refusal.
  const view = useMemo(
    () => ({ ...loaded, currentId: newest ?? loaded.currentId, isFixed: loaded.isFixed || !loaded.mayChange }),
    [loaded, newest],
  )
  const saveFrom = (form: HTMLFormElement) => {
    const { punt, samenvatting, gezien, thema } = Object.fromEntries(new FormData(form))
    post({
      punt: String(punt),
      samenvatting: String(samenvatting),
      gezien: String(gezien),
      thema: String(thema),
      actie: 'wijzig-punt',
    })
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
    document.getElementById('stuk')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [view.id])
  useFocusWhenTaken(view.suggestions.length, 'punten')
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
            Inbreng {view.contributor}, {view.name}
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
        {view.hasOrigin && <SourceFileLinks slug={process.slug} contributionId={view.id} files={view.files} />}
        <div className="end">
          {editable && (
            <>
              <ButtonLink href={paths.official.process.register(process.slug)}>Bewaar en sluit</ButtonLink>
              <Form method="post" ref={finish}>
                <Button variant="primary-action" name="actie" value="klaar">
                  Splitsing klaar {enhanced && <kbd aria-hidden="true">Ctrl ↵</kbd>}
                </Button>
              </Form>
            </>
          )}
          {isDone && !isFixed && (
            <Form method="post">
              <Button name="actie" value="heropen">
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
      {/* A next reaction begins clean: nothing typed or folded out of the one before stays behind. */}
      <div className="sm-split" key={view.id}>
        <div className="wk-textpane">
          {loaded.mayChange || loaded.isFixed ? (
            <Messages view={view} back={back} />
          ) : (
            <Note>U kunt dit lezen, en niet wijzigen. Splitsen doet een behandelaar.</Note>
          )}
          {view.about !== '' && <About view={view} />}
          {editable && view.points.length + view.nonPoints.length === 0 && <HowTo enhanced={enhanced} />}
          <SplitText
            view={view}
            enhanced={enhanced}
            act={(actie, stuk) => post({ actie, stuk })}
            onSuggestion={(what) => what === 'take' && view.suggestions.length > 0 && post({ actie: 'neem-voorstel' })}
            error={textError}
            ticked={back?.values.ticked ?? NONE}
          />
          {editable && !enhanced && <TickedBar view={view} />}
        </div>
        <aside aria-label="Punten in deze inbreng">
          <Coverage view={view} withKeys={editable && enhanced} />
          <FindingsLegend findings={view.findings}>
            Geef een punt een samenvatting of laat weg wat van een persoon is. Anders kunt u later niet publiceren.
          </FindingsLegend>
          <PointList view={view} back={back} onTheme={enhanced ? saveFrom : null} />
          {editable && <OwnWords key={view.points.length} view={view} back={back} />}
          {editable && view.suggestions.length > 0 && <Suggestion view={view} />}
          <p className="tiny soft">
            {view.publicName} De tekst van de indiener blijft zoals die is. U legt er alleen merktekens overheen.
          </p>
          <p className="vh" role="status">
            {fetcher.data?.said}
          </p>
        </aside>
      </div>
      {editable && enhanced && <Keys hasSuggestion={view.suggestions.length > 0} />}
    </main>
  )
}

function Messages({ view, back }: { view: SplitView; back: SplitFormBack | null }) {
  if (back?.errors.bevestig && back.intent === 'klaar') {
    return (
      <div className="wk-message">
        <Notice
          kind="warn"
          live
          title={back.errors.bevestig}
          actions={
            <Form method="post">
              <Button small name="actie" value="toch-klaar">
                Toch klaar
              </Button>
            </Form>
          }
        />
      </div>
    )
  }
  const general = back && (back.errors.stuk ?? back.errors[''])
  if (general) {
    return (
      <div className="wk-message">
        <ErrorSummary errors={[{ field: 'stuk', message: general }]} kept={false} heading="Dit ging niet" />
      </div>
    )
  }
  if (view.isFixed) return <Note>Dit ligt vast. De punten en antwoorden kunnen niet meer veranderen.</Note>
  if (view.isDone) return <Note>De splitsing is klaar. Een samenvatting of thema kunt u nog aanpassen.</Note>
  return null
}

const Note = ({ children }: { children: string }) => (
  <div className="wk-message">
    <Notice>{children}</Notice>
  </div>
)

function About({ view }: { view: SplitView }) {
  const title = `Deze inbreng gaat over: ${view.about}`
  if (view.aboutText === '') return <p className="wk-about small soft">{title}</p>
  return (
    <details className="wk-about">
      <summary>{title}</summary>
      <blockquote className="wk-quote" dir="auto">
        {view.aboutText}
      </blockquote>
    </details>
  )
}

/** For who never split a reaction before. */
function HowTo({ enhanced }: { enhanced: boolean }) {
  return (
    <p className="wk-how small">
      <Icon name="info" />
      <span>
        <b>Maak een punt van elk stuk dat een eigen antwoord vraagt.</b>{' '}
        {enhanced
          ? 'Klik op een zin, of sleep over een paar zinnen. Kies daarna “Maak punt”.'
          : 'Vink de zinnen aan die bij elkaar horen. Kies daarna onderaan “Maak punt”.'}{' '}
        Een groet of bedankje is geen punt.
      </span>
    </p>
  )
}

/** For who has no JavaScript: what to do with the sentences that were ticked. */
function TickedBar({ view }: { view: SplitView }) {
  return (
    <Form method="post" id="kies" className="wk-ticked" preventScrollReset>
      <span className="small">Met de aangevinkte zinnen:</span>
      <Button small variant="primary-action" name="actie" value="maak-punt">
        Maak punt {view.contributor}.{view.before + view.points.length + 1}
      </Button>
      <Button small name="actie" value="voeg-bij">
        Voeg bij vorig punt
      </Button>
      <Button small name="actie" value="geen-punt">
        Geen punt
      </Button>
      <Button small variant="subtle" name="actie" value="toch-open">
        Toch openlaten
      </Button>
    </Form>
  )
}

function Coverage({ view, withKeys }: { view: SplitView; withKeys: boolean }) {
  const { sentences, inPoint, nonPoint, open } = view.coverage
  const figure = (count: number) => count.toLocaleString('nl-NL')
  const title =
    open === 0
      ? 'Alle zinnen hebben een plek'
      : `${figure(open)} van de ${figure(sentences)} ${sentences === 1 ? 'zin' : 'zinnen'} ${open === 1 ? 'is' : 'zijn'} nog open`
  return (
    <section className="sm-sec">
      <h2>{title}</h2>
      <StackedBar
        thin
        label={`${inPoint} in een punt, ${nonPoint} geen punt, ${open} open`}
        parts={[
          { level: 'solid', count: inPoint },
          { level: 'hatch', count: nonPoint },
          { level: 'empty', count: open },
        ]}
      />
      <StackedKey
        parts={[
          { level: 'solid', label: `in een punt: ${figure(inPoint)}` },
          { level: 'hatch', label: `geen punt: ${figure(nonPoint)}` },
          { level: 'empty', label: `open: ${figure(open)}` },
        ]}
      />
      {view.nextOpen !== null && (
        <p className="small gap-1">
          <a href={`#t-${view.nextOpen}`}>Ga naar de eerste open zin</a> {withKeys && <kbd aria-hidden="true">O</kbd>}
        </p>
      )}
    </section>
  )
}

function Suggestion({ view }: { view: SplitView }) {
  return (
    <section className="sm-sec">
      <h2>
        Voorstel: {view.suggestions.length} {view.suggestions.length === 1 ? 'punt' : 'punten'}{' '}
        {view.isItemised ? 'zoals gegeven' : 'uit een lijst'}
      </h2>
      <p className="small">
        {view.isItemised ? 'De indiener gaf elk punt apart.' : `De indiener somt ${view.suggestions.length} dingen op.`}{' '}
        Meestal krijgt elk zijn eigen antwoord.
      </p>
      <Form method="post" preventScrollReset className="sm-acts">
        <Button small name="actie" value="neem-voorstel">
          Neem over <kbd aria-hidden="true">Y</kbd>
        </Button>
        {!view.isItemised && (
          <Button small name="actie" value="een-punt">
            Eén punt
          </Button>
        )}
        <ButtonLink small variant="subtle" href="?voorstel=nee">
          Sla over
        </ButtonLink>
      </Form>
    </section>
  )
}

function Keys({ hasSuggestion }: { hasSuggestion: boolean }) {
  return (
    <div className="sm-keys" id="toetsen">
      <span>
        <kbd>↓</kbd> <kbd>↑</kbd> per zin
      </span>
      <span>
        <kbd>Shift</kbd> <kbd>↓</kbd> meer zinnen
      </span>
      <span>
        <kbd>Enter</kbd> maak punt
      </span>
      <span>
        <kbd>V</kbd> voeg bij vorig punt
      </span>
      <span>
        <kbd>G</kbd> geen punt
      </span>
      {hasSuggestion && (
        <span>
          <kbd>Y</kbd> neem voorstel over
        </span>
      )}
      <span>
        <kbd>O</kbd> volgende open zin
      </span>
      <span>
        <kbd>Esc</kbd> laat los
      </span>
    </div>
  )
}
