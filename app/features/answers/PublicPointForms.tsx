import { useRef } from 'react'
import {
  redactionReasons,
  redactionWords,
  wordingReasons,
  wordingReasonWords,
} from '#app/features/points/public-words.ts'
import { Button } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import type { PublicPointBack, PublicPointIntent } from './public-point.schema.ts'
import type { PublicPointView } from './public-point-view.server.ts'
import { useSelectedWords } from './use-selected-words.ts'

type Props = { view: PublicPointView; back: PublicPointBack | null }

/** What came back of this form, and the ids under which its fields stand on the page. */
function formOf(back: PublicPointBack | null, intent: PublicPointIntent) {
  const mine = back?.form.actie === intent ? back : null
  return {
    typed: mine?.form,
    error: (field: string) => mine?.errors[field],
    id: (field: string) => `${intent}-${field}`,
  }
}

type OwnForm = ReturnType<typeof formOf>

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
          name="vorm"
          legend="Openbaar wordt"
          value={point.showsQuotation ? 'citaat' : 'samenvatting'}
          choices={formChoices}
        />
        <Button name="actie" value="kies">
          Bewaar
        </Button>
      </form>
    </section>
  )
}

const formChoices = [
  { value: 'samenvatting', label: 'De samenvatting', more: 'Wat er is geschreven, blijft binnen.' },
  {
    value: 'citaat',
    label: 'Wat er is geschreven',
    more: 'Zonder de woorden die u weglaat. De samenvatting blijft binnen.',
  },
]

/** Leaving out words: typed over, or selected in the text above the field. */
export function RedactForm({ view, back }: Props) {
  const own = formOf(back, 'laat-weg')
  const text = useRef<HTMLDivElement>(null)
  const selected = useSelectedWords(text)
  return (
    <section className="sm-sec" aria-labelledby="weglaten">
      <h2 id="weglaten">Laat woorden weg</h2>
      <p className="small soft gap-1">
        Selecteer woorden in de tekst, of typ ze over. De tekst zelf blijft binnen bewaard zoals die is verstuurd.
      </p>
      <div ref={text} className="gap-2">
        <Verbatim text={view.verbatim ?? ''} as="blockquote" />
      </div>
      <form method="post" className="form gap-3" noValidate>
        <TextArea
          key={selected}
          name="woorden"
          id={own.id('woorden')}
          label="Woorden die weg moeten"
          description="Zoals een naam of een nummer. Ze gaan overal in deze inbreng weg waar ze staan."
          short
          rows={2}
          defaultValue={selected ?? own.typed?.woorden}
          error={own.error('woorden')}
        />
        <Select
          name="reden"
          id={own.id('reden')}
          label="Wat zijn deze woorden?"
          empty="Kies"
          options={reasonChoices}
          defaultValue={own.typed?.reden ?? ''}
          error={own.error('reden')}
        />
        <TextInput
          name="andersReden"
          id={own.id('andersReden')}
          label="Iets anders, namelijk"
          description="Alleen bij “iets anders”. Dit komt tussen haken te staan, bijvoorbeeld [weggelaten: naam van een school]."
          optional
          defaultValue={own.typed?.andersReden}
          error={own.error('andersReden')}
        />
        {view.isPublished && <Why own={own} />}
        <Button variant="primary-action" name="actie" value="laat-weg">
          Laat weg
        </Button>
      </form>
    </section>
  )
}

/** What was left out of what this point quotes, each with the way back. */
export function RedactionList({ view: { redactions, isPublished }, back, mayUse }: Props & { mayUse: boolean }) {
  if (redactions.length === 0) return null
  const own = formOf(back, 'zet-terug')
  return (
    <section className="sm-sec" aria-labelledby="weggelaten">
      <h2 id="weggelaten">Weggelaten</h2>
      <ul className="rows">
        {redactions.map(({ id, words, reason }) => (
          <li key={id}>
            <p>
              <span dir="auto">“{words}”</span> <span className="soft">({reason})</span>
            </p>
            {mayUse && !isPublished && (
              <form method="post">
                <input type="hidden" name="weglating" value={id} />
                <Button small variant="subtle" name="actie" value="zet-terug">
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
            name="weglating"
            id={own.id('weglating')}
            label="Zet woorden terug"
            options={redactions.map(({ id, words }) => ({ value: id, label: words }))}
            defaultValue={own.typed?.weglating}
          />
          <Why own={own} />
          <MayBePublic own={own} />
          <Button name="actie" value="zet-terug">
            Maak weer openbaar
          </Button>
        </form>
      )}
    </section>
  )
}

/** After publication: other words in the place of those that are public. */
export function CorrectForm({ view, back }: Props) {
  const { point, verbatim, reply, outside } = view
  const own = formOf(back, 'corrigeer')
  const isPublicAs = verbatim !== null && (point.showsQuotation || point.summary === '') ? 'citaat' : 'samenvatting'
  const shows = own.typed ? own.typed.vorm : isPublicAs
  return (
    <section className="sm-sec" aria-labelledby="corrigeren">
      <h2 id="corrigeren">{outside.form === 'withdrawn' ? 'Maak het punt weer openbaar' : 'Corrigeer'}</h2>
      <form method="post" className="form gap-2" noValidate>
        <input type="hidden" name="gezienSamenvatting" value={point.summary} />
        <input type="hidden" name="gezienVorm" value={isPublicAs} />
        <input type="hidden" name="gezienTeruggenomen" value={outside.form === 'withdrawn' ? 'ja' : ''} />
        <input type="hidden" name="gezienAntwoord" value={reply?.words ?? ''} />
        <input type="hidden" name="gezienDoorgeleid" value={reply?.forwardedTo ?? ''} />
        <TextArea
          name="samenvatting"
          id={own.id('samenvatting')}
          label="Samenvatting van het punt"
          optional={verbatim !== null}
          short
          rows={3}
          defaultValue={own.typed?.samenvatting ?? point.summary}
          error={own.error('samenvatting')}
        />
        {verbatim !== null && (
          <RadioGroup name="vorm" id={own.id('vorm')} legend="Openbaar is" value={shows} choices={formChoices} />
        )}
        {reply && (
          <TextArea
            name="antwoord"
            id={own.id('antwoord')}
            label="Antwoord"
            description={
              reply.points > 1
                ? `Dit antwoord geldt voor ${reply.points} punten. U verandert het bij allemaal.`
                : undefined
            }
            rows={5}
            defaultValue={own.typed?.antwoord ?? reply.words}
            error={own.error('antwoord')}
          />
        )}
        {reply && reply.forwardedTo !== null && (
          <TextInput
            name="doorgeleidNaar"
            id={own.id('doorgeleidNaar')}
            label="Doorgegeven aan"
            maxLength={300}
            defaultValue={own.typed?.doorgeleidNaar ?? reply.forwardedTo}
            error={own.error('doorgeleidNaar')}
          />
        )}
        <Why own={own} />
        <MayBePublic own={own} />
        <Button name="actie" value="corrigeer">
          Maak dit openbaar
        </Button>
      </form>
    </section>
  )
}

/** After publication: the point goes, its number stays. */
export function WithdrawForm({ view: { point }, back }: Props) {
  const own = formOf(back, 'neem-terug')
  return (
    <section className="sm-sec" aria-labelledby="terugnemen">
      <h2 id="terugnemen">Neem het punt terug</h2>
      <p className="small soft gap-1">
        Punt {point.label} houdt zijn nummer. Iedereen leest alleen nog wanneer en waarom het is teruggenomen.
      </p>
      <form method="post" className="form gap-2" noValidate>
        <Why own={own} />
        <Button variant="danger" name="actie" value="neem-terug">
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
        name="waarom"
        id={own.id('waarom')}
        label="Waarom?"
        empty="Kies"
        options={wordingReasons.map((reason) => ({ value: reason, label: wordingReasonWords[reason] }))}
        defaultValue={own.typed?.waarom ?? ''}
        error={own.error('waarom')}
      />
      <TextInput
        name="toelichting"
        id={own.id('toelichting')}
        label="Toelichting, voor collega’s"
        optional
        defaultValue={own.typed?.toelichting}
        error={own.error('toelichting')}
      />
    </>
  )
}

/** Asked when the new words hold something that may be of a person. */
function MayBePublic({ own }: { own: OwnForm }) {
  const error = own.error('magOpenbaar')
  if (error === undefined) return null
  return (
    <TextInput
      name="magOpenbaar"
      id={own.id('magOpenbaar')}
      label="Waarom mag dit openbaar?"
      description="Bijvoorbeeld: algemeen nummer van een organisatie. Laat dit leeg als u het gegeven zelf weghaalt."
      maxLength={200}
      defaultValue={own.typed?.magOpenbaar}
      error={error}
    />
  )
}
