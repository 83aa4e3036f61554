import { Form, Link, useLocation, useSubmit } from '@remix-run/react'
import { useEffect, useRef, type FormEvent } from 'react'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { useShortKeys } from '#app/ui/ShortKeys.tsx'
import { boundKeys } from '#app/features/desk/desk-keys.ts'
import { HiddenQuery } from '#app/features/desk/DeskFind.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { BulkFields } from './BulkFields.tsx'
import { PLACE_FORM } from './BulkPlace.tsx'
import { bulkObstacleWords, bulkStopWords, FIND_PLACE, soManyPoints, type BulkPreview, type Kept } from './bulk.ts'
import type { BulkView } from './bulk-view.server.ts'
import type { Found } from './do-bulk.server.ts'

/** What would happen to the chosen points, and the way to do it; after that what was done, and the way to undo it. */
export function BulkPanel({ view }: { view: BulkView }) {
  return (
    <section className="sm-pane sm-pane--none" id="in-een-keer" aria-label="Gekozen punten wijzigen" data-keys="">
      {view.done ? <DonePanel view={view} done={view.done} /> : <PlanPanel view={view} />}
    </section>
  )
}

const listOf = ({ process, bulk }: Pick<BulkView, 'process' | 'bulk'>) =>
  paths.official.process.points(process.slug) + (bulk.filter === '' ? '' : `?${bulk.filter}`)

function PlanPanel({ view }: { view: BulkView }) {
  const { bulk, fields, process } = view
  const form = useForm('doBulk', fields)
  const planned = useForm('planBulk', fields)
  const submit = useSubmit()
  const found = form.found<Found>('changed') ?? form.found<Found>('noneLeft')
  const person = form.found<{ foundSeen: string }>('tellsOfPerson')
  const preview = found?.preview ?? view.preview
  const heading = useRef<HTMLHeadingElement>(null)
  // Who chose points by keyboard goes on here.
  useEffect(() => heading.current?.focus(), [])
  useShortKeys(planKeys)
  if (!preview) return null
  /** A choice from a list shows at once what it would do. */
  const showNew = (event: FormEvent<HTMLFormElement>) => {
    if (!(event.target instanceof HTMLSelectElement)) return
    const data = new FormData(event.currentTarget)
    data.set('act', 'planBulk')
    submit(data, { method: 'post', replace: true, preventScrollReset: true })
  }
  return (
    <>
      {bulk.kind === 'place' && <PlaceForm />}
      <Form method="post" className="bk-panel" noValidate onChange={showNew}>
        <input type="hidden" name="bulkId" value={bulk.id} />
        <input type="hidden" name="kind" value={bulk.kind} />
        <input type="hidden" name="shown" value={preview.mark} />
        <input type="hidden" name="foundSeen" value={person?.foundSeen ?? form.value('foundSeen')} />
        <ErrorSummary
          errors={[...listedErrors(form.errors), ...listedErrors(planned.errors)]}
          kept="Wat u hebt ingevuld, staat er nog."
        />
        <div role="status">
          <h2 ref={heading} tabIndex={-1}>
            {headingOf(preview, view.words)}
          </h2>
        </div>
        <BulkFields view={view} form={planned.answer ? planned : form} stop={preview.stop} />
        {preview.stop === 'tooMany' && (
          <Notice kind="info" title="Dit zijn te veel punten voor één antwoord">
            {bulkStopWords.tooMany}
          </Notice>
        )}
        {preview.same > 0 && view.words !== '' && (
          <p className="small">
            {soManyPoints(preview.same)} {preview.same === 1 ? 'heeft' : 'hebben'} dit al.
          </p>
        )}
        {preview.gone > 0 && (
          <p className="small">
            {soManyPoints(preview.gone)} {preview.gone === 1 ? 'bestaat' : 'bestaan'} niet meer.
          </p>
        )}
        {preview.fixed && <FixedNotice fixed={preview.fixed} />}
        {preview.kept.length > 0 && <KeptList kept={preview.kept} view={view} />}
        <div className="bk-acts">
          {(preview.changes > 0 || view.words === '') && preview.stop === null && (
            <Button variant="primary-action" name="act" value="doBulk" data-bulk="do">
              Doe dit voor {soManyPoints(view.words === '' ? preview.chosen : preview.changes)}
            </Button>
          )}
          <Button name="act" value="planBulk">
            Bekijk wat er verandert
          </Button>
          <Link to={listOf({ process, bulk })}>Annuleer</Link>
          <span className="soft small">U kunt dit daarna in één keer ongedaan maken.</span>
        </div>
      </Form>
    </>
  )
}

/** Asks for parts of the plan without JavaScript; with it they are there as one types. */
function PlaceForm() {
  const enhanced = useEnhanced()
  const { search } = useLocation()
  return (
    <form
      method="get"
      id={PLACE_FORM}
      role="search"
      aria-label="Plek in het plan"
      onSubmit={(event) => enhanced && event.preventDefault()}
    >
      <HiddenQuery query={search} except={[FIND_PLACE]} />
    </form>
  )
}

function headingOf({ chosen, changes, stop }: BulkPreview, words: string): string {
  if (words === '') return `${soManyPoints(chosen)} gekozen. Wat verandert er?`
  if (stop !== null) return `${soManyPoints(chosen)} gekozen`
  if (changes === 0) return `Geen van de ${soManyPoints(chosen)} krijgt ${words}`
  const some = changes === chosen ? soManyPoints(changes) : `${changes} van de ${soManyPoints(chosen)}`
  return `${some} ${changes === 1 ? 'krijgt' : 'krijgen'} ${words}`
}

/** What is shared stays as it was approved or published; who wants other words reads who can do what. */
function FixedNotice({ fixed }: { fixed: NonNullable<BulkPreview['fixed']> }) {
  const where = [
    ...(fixed.approved > 0 ? [`bij ${soManyPoints(fixed.approved)} al goedgekeurd`] : []),
    ...(fixed.public > 0 ? [`bij ${soManyPoints(fixed.public)} al openbaar`] : []),
  ]
  return (
    <Notice kind="info" title={`Dit antwoord is ${where.join(' en ')}`}>
      De gekozen punten krijgen het zoals het is, en gaan zelf nog langs alle stappen. Aan wat goedgekeurd of openbaar
      is, verandert niets.{' '}
      {fixed.public > 0
        ? 'Wat openbaar is, corrigeert een vaststeller bij het openbare punt.'
        : 'Moeten de woorden anders, laat dan wie goedkeurde het punt eerst terugsturen, of schrijf hieronder een nieuw antwoord.'}
    </Notice>
  )
}

function KeptList({ kept, view }: { kept: readonly Kept[]; view: BulkView }) {
  const count = kept.reduce((sum, each) => sum + each.count, 0)
  const nameOf = (step: number) => view.steps[Math.min(step, view.steps.length) - 1] ?? ''
  const query = view.bulk.filter === '' ? '' : `?${view.bulk.filter}`
  return (
    <div className="bk-kept">
      <p>
        <b>{count === 1 ? '1 zit vast' : `${count} zitten vast`}</b> en {count === 1 ? 'blijft' : 'blijven'} zoals{' '}
        {count === 1 ? 'het is' : 'ze zijn'}:
      </p>
      <ul>
        {kept.map(({ why, step, count, examples }) => (
          <li key={`${why} ${step}`}>
            <span className="bk-kept__which">
              {examples.map(({ id, number }) => (
                <Link key={id} to={paths.official.process.answer(view.process.slug, id) + query}>
                  {number ?? 'nog geen nummer'}
                </Link>
              ))}
              {count > examples.length && <span>en nog {count - examples.length}</span>}
            </span>
            <span>{bulkObstacleWords[why](nameOf(step))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const press = (selector: string) => () => document.querySelector<HTMLButtonElement>(selector)?.click()
const planKeys = boundKeys({ doBulk: press('.bk-panel [data-bulk=do]') })
const doneKeys = boundKeys({ undoBulk: press('.bk-panel [data-bulk=undo]') })

function DonePanel({ view, done }: { view: BulkView; done: NonNullable<BulkView['done']> }) {
  const toast = useRef<HTMLDivElement>(null)
  const undo = useForm('undoBulk')
  const isUndone = done.undone !== null
  // After an act on many points, and after undoing it, the next key press is for this: undo, or go on.
  useEffect(() => toast.current?.focus(), [isUndone])
  useShortKeys(doneKeys)
  const { process, bulk } = view
  const left = done.undone ? done.points - done.undone.restored : 0
  return (
    <div className="bk-panel" ref={toast} tabIndex={-1}>
      <ErrorSummary errors={listedErrors(undo.errors)} kept={false} />
      <p role="status" className="bk-toast">
        <Icon name={done.undone ? 'undo' : 'check-circle'} />
        <span>
          {done.undone
            ? `Ongedaan gemaakt: ${soManyPoints(done.undone.restored)} ${done.undone.restored === 1 ? 'is' : 'zijn'} weer zoals eerst.`
            : `${soManyPoints(done.points)} ${done.points === 1 ? 'kreeg' : 'kregen'} ${done.words}.`}
        </span>
      </p>
      {left > 0 && (
        <p>
          {soManyPoints(left)} {left === 1 ? 'is' : 'zijn'} daarna gewijzigd of openbaar geworden, en{' '}
          {left === 1 ? 'bleef zoals het is' : 'bleven zoals ze zijn'}.
        </p>
      )}
      <Form method="post" className="bk-acts">
        <input type="hidden" name="bulkId" value={bulk.id} />
        {!done.undone && !process.isFixed && (
          <Button name="act" value="undoBulk" data-bulk="undo">
            Maak ongedaan
          </Button>
        )}
        <Link to={listOf({ process, bulk })}>Terug naar de lijst</Link>
        <Link to={paths.official.process.bulkChanges(process.slug) + (bulk.filter === '' ? '' : `?${bulk.filter}`)}>
          Wat eerder in één keer is gedaan
        </Link>
      </Form>
    </div>
  )
}
