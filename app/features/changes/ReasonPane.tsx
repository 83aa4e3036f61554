import { Form } from '@remix-run/react'
import { useForm } from '#app/forms/use-form.ts'
import { listedErrors } from '#app/form-errors.ts'
import { paragraphsInWords } from '#app/features/plans/versions/paragraphs-in-words.ts'
import { changeNames } from '#app/features/plans/versions/changes-in-words.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { FieldError, TextArea } from '#app/ui/Field.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { PointPicker, PointRow, type Picking } from './PointPicker.tsx'
import { REASON } from './reason-address.ts'
import type { ReasonView } from './reason-view.server.ts'
import { AsRead } from './AsRead.tsx'
import { TakenPointNote } from './TakenPointNote.tsx'

/** Why the open paragraph changed: an official says it here, for points, for a reason of the executive itself, or by an amendment. */
export function ReasonPane({
  view,
  slug,
  picking,
  maySet,
  letGoHref,
}: {
  view: ReasonView
  slug: string
  picking: Picking
  /** Whether who looks may say why, and else why not. */
  maySet: true | string
  /** This page without the point that was taken along. */
  letGoHref: string
}) {
  const { change, taken } = view
  return (
    <div className="rs">
      {taken && <TakenPointNote {...{ taken, slug, letGoHref }} isChanged={change !== null} />}
      <header className="rs-head">
        <h2 id={REASON}>Waarom deze wijziging?</h2>
        <kbd aria-hidden="true">R</kbd>
      </header>
      {change === null ? (
        <Unchanged view={view} />
      ) : (
        <>
          <p className="rs-kind">
            <Icon name={changeNames[change.kind].icon} /> <b>{changeNames[change.kind].name}</b> {whereInWords(change)}
          </p>
          {maySet === true ? <ReasonForm key={view.part} {...{ view, slug, picking }} /> : <p>{maySet}</p>}
          {view.read && <AsRead read={view.read} />}
        </>
      )}
    </div>
  )
}

function whereInWords({ olds, news }: NonNullable<ReasonView['change']>): string {
  const [from, to] = [paragraphsInWords(olds), paragraphsInWords(news)]
  if (olds.length === 0) return to
  if (news.length === 0) return `${from} van de vorige versie`
  return from === to ? to : `${from}, nu ${to}`
}

/** Of a paragraph that did not change: what hangs on it. */
function Unchanged({ view: { promised, hanging, hangingCount } }: { view: ReasonView }) {
  const shown = [...promised, ...hanging]
  return (
    <>
      <p className="small">Deze alinea is gelijk aan die in de vorige versie. Een reden hoort bij een wijziging.</p>
      {promised.length > 0 && (
        <p className="rs-amber">
          {promised.length === 1 ? 'Eén punt is' : `${promised.length} punten zijn`} hier overgenomen en{' '}
          {promised.length === 1 ? 'staat' : 'staan'} nog bij geen wijziging.
        </p>
      )}
      {shown.length > 0 && (
        <ul className="rs-points" aria-label="Punten bij deze alinea">
          {shown.map((point) => (
            <PointRow key={point.id} point={point} />
          ))}
        </ul>
      )}
      {hangingCount > shown.length && <p className="small soft">En nog {hangingCount - shown.length} punten.</p>}
    </>
  )
}

const kinds = [
  { value: 'points', label: 'Om deze punten' },
  { value: 'ownInitiative', label: 'Ambtshalve' },
  { value: 'amendments', label: 'Amendement' },
] as const

function ReasonForm({ view, slug, picking }: { view: ReasonView; slug: string; picking: Picking }) {
  const { part, versionId, seen, sentence, amendments, offered, chosenCount } = view
  const stored = [
    ...(chosenCount > 0 || !view.hasReason || (view.taken && !view.taken.isBehind) ? ['points'] : []),
    ...(sentence === '' ? [] : ['ownInitiative']),
    ...(amendments.length === 0 ? [] : ['amendments']),
  ]
  const form = useForm('setChangeReason', { because: stored, sentence, amendments, points: null }, { part })
  const { points: pointsError, amendments: amendmentsError, ...errors } = form.errors
  const isOn = (kind: string) => form.values('because').includes(kind)
  return (
    <Form method="post" noValidate preventScrollReset className="rs-form" aria-labelledby={REASON}>
      <ErrorSummary errors={listedErrors(errors)} kept="Wat u koos en schreef, staat er nog." />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="version" value={versionId} />
      <input type="hidden" name="seen" value={seen} />
      <fieldset className="rs-kinds">
        <legend className="vh">Waarom is dit veranderd? U kunt meer dan één reden kiezen.</legend>
        {kinds.map(
          ({ value, label }) =>
            (value !== 'amendments' || offered.length > 0) && (
              <label key={value}>
                <input type="checkbox" name="because" value={value} defaultChecked={isOn(value)} />
                {label}
              </label>
            ),
        )}
      </fieldset>
      <div className="rs-panel rs-panel--points">
        {pointsError && <FieldError id="points-fout">{pointsError}</FieldError>}
        <PointPicker {...{ view, slug, picking }} typed={form.answer ? form.values('points') : null} />
      </div>
      <div className="rs-panel rs-panel--own">
        <TextArea
          {...form.field('sentence')}
          label="Waarom kiest de gemeente dit zelf?"
          description="Lezers zien deze zin bij de wijziging, als ‘Eigen initiatief’."
          rows={3}
          short
        />
      </div>
      {offered.length > 0 && (
        <fieldset className="rs-panel rs-panel--amendments">
          <legend className="vh">Amendementen</legend>
          {amendmentsError && <FieldError id="amendments-fout">{amendmentsError}</FieldError>}
          {offered.map(({ id, number, title }) => (
            <label key={id} className="rs-amendment">
              <input
                type="checkbox"
                name="amendments"
                value={id}
                defaultChecked={form.values('amendments').includes(id)}
              />
              <span>
                <b>Amendement {number}</b> {title}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Buttons>
        <Button variant="primary-action" name="act" value="setChangeReason">
          Bewaar de reden
        </Button>
      </Buttons>
    </Form>
  )
}
