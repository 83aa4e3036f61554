import { useState, type FormEvent } from 'react'
import { formatDateLong } from '#app/local-date.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { RadioGroup } from '#app/ui/Choices.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { ChannelFields } from './ChannelFields.tsx'
import type { FormTexts } from './editor-forms.ts'
import { useForm } from '#app/forms/use-form.ts'
import type { Holiday } from './holidays.ts'
import { MissingField, NotYet } from './MissingField.tsx'
import { regimeLabels, regimes, type Regime } from './process.ts'
import { consultationFields } from './process.schema.ts'
import { inspraakTerm, type InspraakTerm } from './term.ts'
import { TermExplained } from './TermExplained.tsx'

type Props = {
  texts: FormTexts
  missing: readonly string[]
  regime: Regime
  /** Null when the reasons for the announced last day cannot be given any more. */
  term: InspraakTerm | null
  fixed: boolean
  designatedDays: readonly Holiday[]
  onlineHref: string
}

/** The rules and dates with the term that follows from them, where to read and react. The term moves along while someone types. */
export function ConsultationForm({ texts, missing, regime, term, fixed, designatedDays, onlineHref }: Props) {
  const [shown, setShown] = useState(term)
  const form = useForm('saveConsultation', texts)
  const recompute = (event: FormEvent<HTMLFormElement>) => {
    if (fixed) return
    const typed = consultationFields.safeParse(Object.fromEntries(new FormData(event.currentTarget)))
    if (!typed.success) return
    const { termDays = null, noticeOn = null, onDisplayFrom = null } = typed.data
    setShown(inspraakTerm({ regime: typed.data.regime ?? regime, termDays, noticeOn, onDisplayFrom, designatedDays }))
  }
  const lacks = (name: string) => missing.includes(name) && !form.errors[name] && form.value(name).trim() === ''
  return (
    <form className="form sm-rules" method="post" noValidate onInput={recompute}>
      <input type="hidden" name="seen" value={form.value('seen')} />
      <section className="sm-sec" aria-labelledby="regels">
        <h2 id="regels" className="read">
          Inspraak
        </h2>
        {fixed ? (
          <DataList
            items={[
              { term: 'Welke regels gelden', value: regimeLabels[regime].label },
              { term: 'Kennisgeving op', value: texts.noticeOn },
              { term: 'Plan ligt ter inzage vanaf', value: texts.onDisplayFrom },
            ]}
          />
        ) : (
          <>
            <div className="sm-rules__choice gap-2">
              <RadioGroup
                name="regime"
                legend="Welke regels gelden?"
                value={form.value('regime')}
                choices={regimes.map((value) => ({
                  value,
                  label: <b>{regimeLabels[value].label}</b>,
                  more: regimeLabels[value].hint,
                }))}
                {...(form.errors.regime ? { error: form.errors.regime } : {})}
              />
            </div>
            <div className="sm-row2 gap-3">
              <MissingField missing={lacks('noticeOn')}>
                <TextInput
                  {...form.field('noticeOn')}
                  label="Kennisgeving op"
                  description={lacks('noticeOn') ? <NotYet /> : 'Bijvoorbeeld: 4 oktober 2016'}
                />
              </MissingField>
              <MissingField missing={lacks('onDisplayFrom')}>
                <TextInput
                  {...form.field('onDisplayFrom')}
                  label="Plan ligt ter inzage vanaf"
                  description={lacks('onDisplayFrom') ? <NotYet>Online en op papier</NotYet> : 'Online en op papier'}
                />
              </MissingField>
            </div>
            <div className="sm-rules__days gap-3">
              <MissingField missing={lacks('termDays')}>
                <TextInput
                  {...form.field('termDays')}
                  label="Aantal dagen"
                  width="short"
                  inputMode="numeric"
                  description={lacks('termDays') ? <NotYet>De eerste dag telt mee.</NotYet> : 'De eerste dag telt mee.'}
                />
              </MissingField>
            </div>
          </>
        )}
        {shown && <TermExplained term={shown} designatedDays={designatedDays} live />}
        {designatedDays.length > 0 && (
          <p className="small soft gap-1">
            Uw gemeente telt ook als feestdag:{' '}
            {designatedDays.map(({ day, name }) => `${formatDateLong(day)} (${name})`).join(', ')}.
          </p>
        )}
      </section>
      <section className="sm-sec" aria-labelledby="lezen">
        <h2 id="lezen">Inzien en meedoen</h2>
        <MissingField missing={lacks('readingPlace')}>
          <TextArea
            {...form.field('readingPlace')}
            label="Waar ligt het plan op papier?"
            description={
              lacks('readingPlace') ? (
                <NotYet>Wie niet online leest, moet het plan ergens kunnen inzien.</NotYet>
              ) : (
                'Met adres en openingstijden'
              )
            }
            short
            rows={2}
          />
        </MissingField>
        <MissingField missing={lacks('whoMayReact')}>
          <TextInput
            {...form.field('whoMayReact')}
            label="Wie mag reageren?"
            description={lacks('whoMayReact') ? <NotYet>Bijvoorbeeld: iedereen</NotYet> : 'Bijvoorbeeld: iedereen'}
          />
        </MissingField>
      </section>
      <ChannelFields {...{ form, missing, onlineHref }} />
      <Buttons>
        <Button variant="primary-action" name="act" value="saveConsultation">
          Bewaar de inspraak
        </Button>
      </Buttons>
    </form>
  )
}
