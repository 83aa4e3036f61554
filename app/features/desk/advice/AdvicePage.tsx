import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import type { AdviceEnd } from './advice.ts'
import type { AdvisedPoint } from './advice-queries.server.ts'

export type AdviceView =
  | { standing: 'ended'; because: AdviceEnd; on: string | null }
  | { standing: 'toConfirm'; address: string; isSent: boolean }
  | {
      standing: 'open'
      said: string | null
      process: string
      question: string
      isDone: boolean
      until: string
      points: (AdvisedPoint & { advice: string; mark: string })[]
    }

/** The page of an adviser: first the code from the mail, then the question and the points. */
export function AdvicePage({ view }: { view: AdviceView }) {
  if (view.standing === 'ended') return <LinkEnded view={view} />
  return view.standing === 'toConfirm' ? <ConfirmAdviser view={view} /> : <GiveAdvice view={view} />
}

const ends: Record<AdviceEnd, (on: string | null) => { title: string; says: string }> = {
  expired: (on) => ({ title: 'Deze link is verlopen', says: `De link werkte tot ${on}.` }),
  withdrawn: (on) => ({ title: 'Deze vraag is ingetrokken', says: `De gemeente trok de vraag in op ${on}.` }),
  unknown: () => ({
    title: 'Deze link werkt niet',
    says: 'Open de link uit de e-mail opnieuw. Kopieert u hem? Neem dan het hele adres mee.',
  }),
}

function LinkEnded({ view: { because, on } }: { view: Extract<AdviceView, { standing: 'ended' }> }) {
  const { title, says } = ends[because](on)
  return (
    <Page>
      <div className="form">
        <h1>{title}</h1>
        <p className="lede">
          {says} {because !== 'unknown' && 'Vraag degene die u om advies vroeg om een nieuwe.'}
        </p>
        <TypedAdvice />
      </div>
    </Page>
  )
}

/** Advice that was typed in a browser that may not give it any more: nothing that was typed is lost. */
function TypedAdvice() {
  const { answer, value } = useForm('giveAdvice')
  if (answer === null || value('advice') === '') return null
  return (
    <TextArea
      name="typed"
      label="Dit had u geschreven. Het is nog niet bewaard: kopieer het."
      defaultValue={value('advice')}
      readOnly
      rows={8}
    />
  )
}

function ConfirmAdviser({ view: { address, isSent } }: { view: Extract<AdviceView, { standing: 'toConfirm' }> }) {
  const form = useForm('confirmAdviser')
  const sending = useForm('sendAdviceCode')
  const errors = [...listedErrors(form.errors), ...listedErrors(sending.errors)]
  return (
    <Page>
      <div className="form">
        <h1>Uw advies wordt gevraagd</h1>
        <ErrorSummary errors={errors} kept={false} />
        {isSent || form.answer ? (
          <>
            {isSent && !form.answer && <StatusMessage>De code is gestuurd naar {address}.</StatusMessage>}
            <form method="post" noValidate className="stack">
              <TextInput
                {...form.field('code')}
                label="Code uit de e-mail"
                description="Zes cijfers. De code werkt een half uur."
                inputMode="numeric"
                autoComplete="one-time-code"
              />
              <Buttons>
                <Button variant="primary-action" name="act" value="confirmAdviser">
                  Ga verder
                </Button>
              </Buttons>
            </form>
          </>
        ) : (
          <p className="lede">
            Wij sturen eerst een code naar {address}. Zo weten wij dat u het bent, ook als iemand de link doorstuurt.
          </p>
        )}
        <form method="post">
          <Button variant={isSent || form.answer ? 'subtle' : 'primary-action'} name="act" value="sendAdviceCode">
            {isSent || form.answer ? 'Stuur een nieuwe code' : 'Stuur mij de code'}
          </Button>
        </form>
        <TypedAdvice />
      </div>
    </Page>
  )
}

function GiveAdvice({ view }: { view: Extract<AdviceView, { standing: 'open' }> }) {
  const finishing = useForm('finishAdvice')
  const giving = useForm('giveAdvice')
  const given = view.points.filter(({ advice }) => advice !== '').length
  return (
    <Page>
      <div className="adv-page">
        <h1>Advies over {view.process}</h1>
        {view.said && !finishing.answer && !giving.answer && <StatusMessage>{view.said}</StatusMessage>}
        <ErrorSummary
          errors={[
            ...listedErrors(giving.errors, (field) => `${field}-${giving.value('pointId')}`),
            ...listedErrors(finishing.errors),
          ]}
          kept={giving.answer !== null && 'Wat u hebt geschreven, staat er nog.'}
        />
        <section aria-labelledby="vraag">
          <h2 id="vraag">De vraag aan u</h2>
          <p className="verbatim" dir="auto">
            {view.question}
          </p>
        </section>
        <Notice>
          U leest alleen de punten, niet van wie ze zijn. Uw advies is voor de gemeente zelf en wordt niet openbaar. De
          link werkt tot {view.until}.
        </Notice>
        <ol className="adv-points">
          {view.points.map((point, at) => (
            <AdviceOnOne key={point.id} point={point} title={`Punt ${at + 1}`} isDone={view.isDone} />
          ))}
        </ol>
        {view.isDone ? (
          <p className="lede">U hebt uw advies gegeven. Bedankt. Er is niets meer nodig.</p>
        ) : (
          <form method="post" className="adv-finish">
            <p>
              {given} van {view.points.length} {view.points.length === 1 ? 'punt heeft' : 'punten hebben'} uw advies.
            </p>
            <Button variant="primary-action" name="act" value="finishAdvice">
              Ik ben klaar
            </Button>
          </form>
        )}
      </div>
    </Page>
  )
}

function AdviceOnOne({
  point,
  title,
  isDone,
}: {
  title: string
  point: Extract<AdviceView, { standing: 'open' }>['points'][number]
  isDone: boolean
}) {
  const { id, advice, mark } = point
  const form = useForm('giveAdvice', { advice, seen: mark }, { pointId: id })
  return (
    <li id={`punt-${id}`}>
      <h2>{title}</h2>
      <PublicWordsText form={point.form} words={point.words} />
      {isDone ? (
        <p className="verbatim" dir="auto">
          {advice === '' ? 'Geen advies.' : advice}
        </p>
      ) : (
        <form method="post" noValidate className="stack">
          <input type="hidden" name="pointId" value={id} />
          <input type="hidden" name="seen" value={form.found<{ seen: string }>('stale')?.seen ?? form.value('seen')} />
          <TextArea
            {...form.field('advice')}
            id={`advice-${id}`}
            label={`Uw advies over ${title.toLowerCase()}`}
            rows={4}
          />
          <Button small name="act" value="giveAdvice">
            Bewaar
          </Button>
        </form>
      )}
    </li>
  )
}
