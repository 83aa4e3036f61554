import { Form } from '@remix-run/react'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select, TextArea } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { PublicWordsText } from './PublicWordsText.tsx'
import type { SplitView, SplitViewPoint } from './split-view.ts'
import { useFreshFields } from './use-fresh-fields.ts'

/** Up to so many points all have their form on the page. */
const MOST_FORMS = 40

/** Saves the form of a point as soon as a theme is chosen; null without JavaScript, where there is a button. */
type OnTheme = ((form: HTMLFormElement) => void) | null

/** The points of a reaction, each with the way to change it. */
export function PointList({ view, onTheme }: { view: SplitView; onTheme: OnTheme }) {
  const { points, isFixed } = view
  const answered = points.filter(({ isAnswered }) => isAnswered).length
  return (
    <section>
      <div className="sm-sec sm-sec__head">
        <h2 id="punten" tabIndex={-1}>
          Punten
        </h2>
        <span className="small soft">
          {points.length === 0 ? 'nog geen' : `${points.length}, waarvan ${answered} beantwoord`}
        </span>
      </div>
      {points.length === 0 && <p className="small soft">Elk punt krijgt straks een besluit en een eigen antwoord.</p>}
      <ol className={points.length > MOST_FORMS ? 'sm-plist is-long' : 'sm-plist'}>
        {points.map((point) => (
          <PointRow key={point.id} point={point} view={view} canChange={!isFixed} onTheme={onTheme} />
        ))}
      </ol>
    </section>
  )
}

function PointRow({
  point,
  view,
  canChange,
  onTheme,
}: {
  point: SplitViewPoint
  view: SplitView
  canChange: boolean
  onTheme: OnTheme
}) {
  const { process, text, currentId, themes, isDone } = view
  const changing = useForm(['changePoint', 'removePoint'], { themeId: point.themeId }, { pointId: point.id })
  const isCurrent = point.id === currentId || changing.answer !== null
  // The form of each of hundreds of points, with all themes, would be most of the page: only one is open then.
  const isLong = view.points.length > MOST_FORMS
  const quote = point.range ? text.slice(point.range.start, point.range.end) : ''
  const idOf = (field: string) => `${field}-${point.id}`
  const { form, seen } = useFreshFields(point, changing.answer !== null)
  // Who saves again has seen both texts.
  const current = changing.found<{ current: string }>('stale')?.current
  const isAnsweredToo = changing.answer?.code === 'pointIsAnswered'
  return (
    <li id={`punt-${point.id}`} className={isCurrent ? 'now' : undefined}>
      <b className={point.isProvisional ? 'is-provisional' : undefined}>{point.label}</b>
      <div>
        {point.under !== '' && (
          <p className="tiny soft wk-under" dir="auto">
            onder: {point.under}
          </p>
        )}
        <p className={point.summary === '' ? 'wk-two wk-quote' : undefined} dir="auto">
          {point.summary || quote}
        </p>
        <p className="small soft">
          {point.theme ? `Thema ${point.theme}` : 'Nog geen thema'}
          {point.range === null && ', in eigen woorden'}
          {point.cameFrom !== '' && `, ${point.cameFrom}`}{' '}
          {point.isAnswered && (
            <Tag tone="moss" icon="check">
              beantwoord
            </Tag>
          )}
        </p>
        <div className="pw-public">
          <p className="small soft">
            {point.outside.words === (point.summary || quote) ? 'Zo wordt het openbaar.' : 'Dit wordt openbaar:'}
          </p>
          {point.outside.words !== (point.summary || quote) && (
            <PublicWordsText form={point.outside.form} words={point.outside.words} />
          )}
          <p className="small">
            <a href={paths.official.process.publicPoint(process.slug, point.id)}>
              {canChange ? 'Kies, of laat woorden weg' : 'Wat openbaar is'}
              <span className="vh"> bij punt {point.label}</span>
            </a>
          </p>
        </div>
        {canChange && isLong && !isCurrent && (
          <p className="small">
            <a
              href={`${withQuery(paths.official.process.split(process.slug, view.id), { punt: point.id })}#punt-${point.id}`}
            >
              Wijzig<span className="vh"> punt {point.label}</span>
            </a>
          </p>
        )}
        {canChange && (!isLong || isCurrent) && (
          <details open={isCurrent || undefined} className="wk-change">
            <summary>
              Wijzig
              <span className="vh"> punt {point.label}</span>
            </summary>
            <Form method="post" ref={form} preventScrollReset noValidate>
              <input type="hidden" name="pointId" value={point.id} />
              <input type="hidden" name="seen" value={current ?? changing.answer?.values.seen?.[0] ?? seen} />
              <TextArea
                key={seen}
                name="summary"
                id={idOf('summary')}
                label="Samenvatting van het punt"
                optional={point.range !== null}
                short
                rows={2}
                defaultValue={changing.answer?.values.summary?.[0] ?? seen}
                error={changing.errors.summary}
              />
              <Select
                name="themeId"
                id={idOf('themeId')}
                label="Thema"
                optional
                empty="Nog geen thema"
                defaultValue={changing.value('themeId')}
                options={themes.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => {
                  const { form } = event.currentTarget
                  // A point without a quote is nothing without its words: those are checked with the button.
                  if (onTheme && form && point.range !== null) onTheme(form)
                }}
              />
              {themes.length === 0 && (
                <p className="small">
                  Er zijn nog geen thema’s. <a href={paths.official.process.themes(process.slug)}>Maak thema’s</a>
                </p>
              )}
              {isAnsweredToo && (
                <p className="sm-hint" role="alert">
                  <Icon name="alert-triangle" />
                  {changing.errors.confirmed}
                </p>
              )}
              <div className="sm-acts">
                <Button small name="act" value="changePoint">
                  Bewaar
                </Button>
                {!isDone &&
                  (isAnsweredToo ? (
                    <Button small variant="danger" name="act" value="removePoint?confirmed=on">
                      Ja, haal weg met antwoord
                    </Button>
                  ) : (
                    <Button small variant="subtle" name="act" value="removePoint">
                      Haal weg
                    </Button>
                  ))}
              </div>
            </Form>
            {point.range !== null &&
              view.points.some(({ range }) => range && range.start < (point.range?.start ?? 0)) && (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="pointId" value={point.id} />
                  <Button small variant="subtle" name="act" value="joinToPoint">
                    Voeg bij het vorige punt
                  </Button>
                </Form>
              )}
            <p className="small">
              <a href={paths.official.process.answer(process.slug, point.id)}>
                {point.isAnswered ? 'Naar het antwoord' : 'Beantwoord dit punt'}
              </a>
            </p>
          </details>
        )}
      </div>
    </li>
  )
}

/** A point in the official's own words, and a reaction that asks for nothing. */
export function OwnWords({ view }: { view: SplitView }) {
  const own = useForm('markPoint')
  // The ticked sentences are sent to the same act.
  const isOpen = own.answer?.values.summary !== undefined || undefined
  return (
    <div>
      <Fold summary="Of schrijf een samenvatting" open={isOpen}>
        <Form method="post" preventScrollReset noValidate>
          <TextArea
            {...own.field('summary')}
            label="Het punt in eigen woorden"
            description="Voor een punt dat niet in één stuk van de tekst staat."
            short
            rows={2}
          />
          <Select
            {...own.field('themeId')}
            label="Thema"
            optional
            empty="Nog geen thema"
            options={view.themes.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <div className="sm-acts">
            <Button small name="act" value="markPoint">
              Maak punt
            </Button>
          </div>
        </Form>
      </Fold>
      {view.points.length === 0 && (
        <Fold summary="Er staat geen punt in deze inbreng">
          <p className="small">
            De indiener krijgt dan een bedankje, met het besluit “Geen specifieke punten”. U kunt het antwoord later nog
            aanpassen.
          </p>
          <Form method="post" className="sm-acts">
            <Button small name="act" value="answerWithoutPoints">
              Geen specifieke punten
            </Button>
          </Form>
        </Fold>
      )}
    </div>
  )
}
