import { Form } from '@remix-run/react'
import { formalStateLabels, formalStates } from '#app/features/contributions/formal-state.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import type { PossibleOriginal } from './formal-state.server.ts'
import type { OtherContribution } from './formal-view.server.ts'
import { contributionTitle } from './point-number.ts'
import type { SplitView } from './split-view.ts'

/** Why a contribution does not count, and the way back. */
export function SetAside({ view, mayChange }: { view: SplitView; mayChange: boolean }) {
  const lifting = useForm('liftFormalState', {}, { contributionId: view.id })
  const { formal, process } = view
  if (!formal) return null
  return (
    <div className="wk-message">
      <Notice
        kind="warn"
        title={`Deze inbreng telt niet mee: ${formalStateLabels[formal.state].toLowerCase()}`}
        actions={
          mayChange ? (
            <Form method="post">
              <input type="hidden" name="contributionId" value={view.id} />
              <Button small name="act" value="liftFormalState">
                Laat weer meetellen
              </Button>
            </Form>
          ) : undefined
        }
      >
        {formal.doubleOf && (
          <p>
            Hetzelfde als <Other slug={process.slug} other={formal.doubleOf} />.
          </p>
        )}
        {formal.referredTo !== '' && <p>Doorgestuurd aan {formal.referredTo}.</p>}
        <p dir="auto">{formal.reason}</p>
        <p className="small soft">
          {formal.by}, {formal.on}. Splitsen en antwoorden hoeft niet. Wat er al was, blijft bewaard.
        </p>
        {lifting.errors[''] && <p role="alert">{lifting.errors['']}</p>}
      </Notice>
    </div>
  )
}

/** Sets a contribution aside: it is not treated as one, with the reason. */
export function SetAsideForm({ view }: { view: SplitView }) {
  const form = useForm(
    'setFormalState',
    { state: '', reason: '', doubleOf: '', referredTo: '' },
    { contributionId: view.id },
  )
  const originals = form.found<PossibleOriginal[]>('whichOriginal')
  return (
    <section className="sm-sec">
      <Fold summary="Telt deze inbreng niet mee?" open={form.answer !== null || undefined}>
        <Form method="post" preventScrollReset noValidate>
          <input type="hidden" name="contributionId" value={view.id} />
          <Select
            {...form.field('state')}
            label="Waarom niet"
            empty="Kies"
            options={formalStates.map((state) => ({ value: state, label: formalStateLabels[state] }))}
          />
          <TextInput
            {...form.field('doubleOf')}
            label="Dubbel van nummer"
            optional
            inputMode="numeric"
            description="Alleen bij een dubbele inbreng: het nummer van de andere."
          />
          {originals && (
            <Select
              {...form.field('originalId')}
              label="Van welke inbreng"
              empty="Kies"
              options={originals.map(({ id, words }) => ({ value: id, label: words }))}
            />
          )}
          <TextInput
            {...form.field('referredTo')}
            label="Doorgestuurd aan"
            optional
            description="Alleen als u dit doorstuurde. De indiener ziet aan wie."
          />
          <TextArea
            {...form.field('reason')}
            label="Reden"
            description="Blijft binnen de gemeente. De indiener leest alleen wat ermee gebeurt."
            short
            rows={2}
          />
          {view.doubles.length > 0 && (
            <p className="small">
              Hiervan zijn dubbel:{' '}
              {view.doubles.map((other, at) => (
                <span key={other.id}>
                  {at > 0 && ', '}
                  <Other slug={view.process.slug} other={other} />
                </span>
              ))}
              .
            </p>
          )}
          <div className="sm-acts">
            <Button small name="act" value="setFormalState">
              Laat niet meetellen
            </Button>
          </div>
        </Form>
      </Fold>
    </section>
  )
}

function Other({ slug, other }: { slug: string; other: OtherContribution }) {
  return <a href={paths.official.process.split(slug, other.id)}>{contributionTitle(other.number).toLowerCase()}</a>
}
