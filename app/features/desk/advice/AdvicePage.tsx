import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { MOST_ADVICE_POINTS, type AdviceEnd } from './advice.ts'
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
      points: (AdvisedPoint & { advice: string })[]
      mark: string
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
  const form = useForm(['giveAdvice', 'finishAdvice'])
  const texts = Array.from({ length: MOST_ADVICE_POINTS }, (_, at) => form.value(`points[${at}].advice`))
  const typed = texts.flatMap((text, at) => (text.trim() === '' ? [] : [`Punt ${at + 1}\n${text}`]))
  if (form.answer === null || typed.length === 0) return null
  return (
    <TextArea
      name="typed"
      label="Dit had u geschreven. Het is nog niet bewaard: kopieer het."
      defaultValue={typed.join('\n\n')}
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
  const { points, isDone } = view
  const form = useForm(['giveAdvice', 'finishAdvice'], {
    ...Object.fromEntries(points.map(({ advice }, at) => [`points[${at}].advice`, advice])),
    seen: view.mark,
  })
  const given = points.filter(({ advice }) => advice !== '').length
  const read = points.map((point, at) => (
    <li key={point.id} id={`punt-${point.id}`}>
      <h2>Punt {at + 1}</h2>
      <PublicWordsText form={point.form} words={point.words} />
      {isDone ? (
        <>
          <h3>Uw advies</h3>
          <p className="verbatim" dir="auto">
            {point.advice === '' ? 'Geen advies.' : point.advice}
          </p>
        </>
      ) : (
        <>
          <input type="hidden" name={`points[${at}].pointId`} value={point.id} />
          <TextArea {...form.field(`points[${at}].advice`)} label={`Uw advies over punt ${at + 1}`} rows={4} />
        </>
      )}
    </li>
  ))
  return (
    <Page>
      <div className="adv-page">
        <h1>Advies over {view.process}</h1>
        {view.said && !form.answer && <StatusMessage>{view.said}</StatusMessage>}
        <ErrorSummary errors={listedErrors(form.errors)} kept="Wat u hebt geschreven, staat er nog." />
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
        {isDone ? (
          <>
            <ol className="adv-points">{read}</ol>
            <p className="lede">U hebt uw advies gegeven. Bedankt. Er is niets meer nodig.</p>
          </>
        ) : (
          <form method="post" noValidate>
            <input
              type="hidden"
              name="seen"
              value={form.found<{ seen: string }>('stale')?.seen ?? form.value('seen')}
            />
            <ol className="adv-points">{read}</ol>
            <div className="adv-finish">
              <p>
                {given} van {points.length} {points.length === 1 ? 'punt heeft' : 'punten hebben'} een bewaard advies.
              </p>
              <Buttons>
                <Button name="act" value="giveAdvice">
                  Bewaar en ga later verder
                </Button>
                <Button variant="primary-action" name="act" value="finishAdvice">
                  Bewaar, ik ben klaar
                </Button>
              </Buttons>
            </div>
          </form>
        )}
      </div>
    </Page>
  )
}
