import { useRef } from 'react'
import {
  redactionReasons,
  redactionWords,
  wordingReasons,
  wordingReasonWords,
} from '#app/features/points/public-words.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PublicPointView } from './public-point-view.server.ts'
import { useSelectedWords } from './use-selected-words.ts'

type Props = { view: PublicPointView }

/** The id of a field: the forms of the page have fields of the same name. */
export const idOfField = (act: string, field: string) => `${act}-${field}`

/** The form of one act, whose fields have ids of their own. */
function useOwnForm(act: string, stored?: Parameters<typeof useForm>[1]) {
  const form = useForm(act, stored)
  return { ...form, field: (name: string) => ({ ...form.field(name), id: idOfField(act, name) }) }
}

type OwnForm = ReturnType<typeof useOwnForm>

const reasonChoices = [
  ...redactionReasons.flatMap((reason) =>
    reason === 'other' ? [] : [{ value: reason, label: redactionWords[reason] }],
  ),
  { value: 'other', label: 'iets anders' },
]

/** Before publication, where there are both: which of the two becomes public. */
export function ChoiceForm({ view: { point } }: { view: PublicPointView }) {
  return (
    <section className="sm-sec" aria-labelledby="kies-kop">
      <h2 id="kies-kop">Kies wat openbaar wordt</h2>
      <form method="post" className="form gap-2">
        <RadioGroup
          name="shows"
          legend="Openbaar wordt"
          value={point.showsQuotation ? 'quotation' : 'summary'}
          choices={formChoices}
        />
        <Button name="act" value="changePoint">
          Bewaar
        </Button>
      </form>
    </section>
  )
}

const formChoices = [
  { value: 'summary', label: 'De samenvatting', more: 'Wat er is geschreven, blijft binnen.' },
  {
    value: 'quotation',
    label: 'Wat er is geschreven',
    more: 'Zonder de woorden die u weglaat. De samenvatting blijft binnen.',
  },
]

/** Leaving out words: typed over, or selected in the text above the field. */
export function RedactForm({ view }: Props) {
  const act = view.isPublished ? 'redactPublished' : 'redactWords'
  const own = useOwnForm(act)
  const text = useRef<HTMLDivElement>(null)
  const selected = useSelectedWords(text)
  return (
    <section className="sm-sec" aria-labelledby="weglaten">
      <h2 id="weglaten">Laat woorden weg</h2>
      <p className="small soft gap-1">
        Selecteer woorden in de tekst, of typ ze over. De tekst zelf blijft binnen bewaard zoals die is verstuurd.
      </p>
      {view.alike.letters > 0 && (
        <div className="gap-2">
          <Notice kind="info" title={alikeTitle(view.alike)}>
            Wat u hier weglaat, gaat ook daar weg, op dezelfde plek.
          </Notice>
        </div>
      )}
      <div ref={text} className="gap-2">
        <Verbatim text={view.verbatim ?? ''} as="blockquote" />
      </div>
      <form method="post" className="form gap-3" noValidate>
        <TextArea
          key={selected}
          {...own.field('words')}
          label="Woorden die weg moeten"
          description="Zoals een naam of een nummer. Ze gaan overal in deze inbreng weg waar ze staan."
          short
          rows={2}
          defaultValue={selected ?? own.value('words')}
        />
        <Select {...own.field('reason')} label="Wat zijn deze woorden?" empty="Kies" options={reasonChoices} />
        <TextInput
          {...own.field('otherReason')}
          label="Iets anders, namelijk"
          description="Alleen bij “iets anders”. Dit komt tussen haken te staan, bijvoorbeeld [weggelaten: naam van een school]."
          optional
        />
        {view.isPublished && <Why own={own} />}
        <Button variant="primary-action" name="act" value={act}>
          Laat weg
        </Button>
      </form>
    </section>
  )
}

function alikeTitle({ letters, isMore }: PublicPointView['alike']) {
  if (isMore) return `Meer dan ${letters.toLocaleString('nl-NL')} brieven zeggen hetzelfde`
  return letters === 1
    ? 'Nog 1 brief zegt hetzelfde'
    : `Nog ${letters.toLocaleString('nl-NL')} brieven zeggen hetzelfde`
}

/** What was left out of what this point quotes, each with the way back. */
export function RedactionList({ view: { redactions, isPublished, alike }, mayUse }: Props & { mayUse: boolean }) {
  const own = useOwnForm('unredactPublished')
  if (redactions.length === 0) return null
  return (
    <section className="sm-sec" aria-labelledby="weggelaten">
      <h2 id="weggelaten">Weggelaten</h2>
      {alike.letters > 0 && mayUse && (
        <p className="small soft gap-1">Wat samen uit meer brieven is weggelaten, zet u ook samen terug.</p>
      )}
      <ul className="rows">
        {redactions.map(({ id, words, reason }) => (
          <li key={id}>
            <p>
              <span dir="auto">“{words}”</span> <span className="soft">({reason})</span>
            </p>
            {mayUse && !isPublished && (
              <form method="post">
                <input type="hidden" name="redactionId" value={id} />
                <Button small name="act" value="unredactRange">
                  Zet terug<span className="vh">: {words}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayUse && isPublished && (
        <form method="post" className="form gap-3" noValidate>
          <Select
            {...own.field('redactionId')}
            label="Zet woorden terug"
            options={redactions.map(({ id, words }) => ({ value: id, label: words }))}
          />
          <Why own={own} />
          <MayBePublic own={own} />
          <Button name="act" value="unredactPublished">
            Maak weer openbaar
          </Button>
        </form>
      )}
    </section>
  )
}

/** After publication: other words in the place of those that are public. */
export function CorrectForm({ view }: Props) {
  const { point, verbatim, reply, outside } = view
  const isPublicAs = verbatim !== null && (point.showsQuotation || point.summary === '') ? 'quotation' : 'summary'
  const own = useOwnForm('correctPublishedPoint', {
    summary: point.summary,
    shows: isPublicAs,
    reply: reply?.words,
    forwardedTo: reply?.forwardedTo,
  })
  return (
    <section className="sm-sec" aria-labelledby="corrigeren">
      <h2 id="corrigeren">{outside.form === 'withdrawn' ? 'Maak het punt weer openbaar' : 'Corrigeer'}</h2>
      <form method="post" className="form gap-2" noValidate>
        <input type="hidden" name="seen.summary" value={point.summary} />
        <input type="hidden" name="seen.shows" value={isPublicAs} />
        {outside.form === 'withdrawn' && <input type="hidden" name="seen.isWithdrawn" value="on" />}
        <input type="hidden" name="seen.reply" value={reply?.words ?? ''} />
        <input type="hidden" name="seen.forwardedTo" value={reply?.forwardedTo ?? ''} />
        <TextArea
          {...own.field('summary')}
          label="Samenvatting van het punt"
          optional={verbatim !== null}
          short
          rows={3}
        />
        {verbatim !== null && (
          <RadioGroup
            name="shows"
            id={idOfField('correctPublishedPoint', 'shows')}
            legend="Openbaar is"
            value={own.value('shows')}
            choices={formChoices}
          />
        )}
        {reply && (
          <TextArea
            {...own.field('reply')}
            label="Antwoord"
            description={
              reply.points > 1
                ? `Dit antwoord geldt voor ${reply.points} punten. U verandert het bij allemaal.`
                : undefined
            }
            rows={5}
          />
        )}
        {reply && reply.forwardedTo !== null && (
          <TextInput {...own.field('forwardedTo')} label="Doorgeleid naar" maxLength={300} />
        )}
        <Why own={own} />
        <MayBePublic own={own} />
        <Button name="act" value="correctPublishedPoint">
          Maak dit openbaar
        </Button>
      </form>
    </section>
  )
}

/** After publication: the point goes, its number stays. */
export function WithdrawPointForm({ view: { point } }: Props) {
  const own = useOwnForm('withdrawPoint')
  return (
    <section className="sm-sec" aria-labelledby="terugnemen">
      <h2 id="terugnemen">Neem het punt terug</h2>
      <p className="small soft gap-1">
        Punt {point.label} houdt zijn nummer. Iedereen leest alleen nog wanneer en waarom het is teruggenomen.
      </p>
      <form method="post" className="form gap-2" noValidate>
        <Why own={own} />
        <Button variant="danger" name="act" value="withdrawPoint">
          Neem punt {point.label} terug
        </Button>
      </form>
    </section>
  )
}

function Why({ own }: { own: OwnForm }) {
  return (
    <>
      <Select
        {...own.field('because')}
        label="Waarom?"
        empty="Kies"
        options={wordingReasons.map((reason) => ({ value: reason, label: wordingReasonWords[reason] }))}
      />
      <TextInput {...own.field('note')} label="Toelichting, voor collega’s" optional />
    </>
  )
}

/** Asked when the new words hold something that may be of a person. */
function MayBePublic({ own }: { own: OwnForm }) {
  if (own.errors.mayBePublic === undefined) return null
  return (
    <TextInput
      {...own.field('mayBePublic')}
      label="Waarom mag dit openbaar?"
      description="Bijvoorbeeld: algemeen nummer van een organisatie. Laat dit leeg als u het gegeven zelf weghaalt."
      maxLength={200}
    />
  )
}
