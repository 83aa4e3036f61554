import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice } from '#app/ui/FormParts.tsx'
import type { Holiday } from './holidays.ts'
import type { SecondTerm } from './second-term.ts'
import { TermExplained } from './TermExplained.tsx'

type Props = {
  /** Its days as they are typed, and the mark of them. */
  texts: { secondStartsOn: string; secondLastDay: string; secondScope: string; seen: string }
  term: SecondTerm | null
  designatedDays: readonly Holiday[]
  /** What the rules of the process say of the last day, in words. */
  rule: string
  /** Where it stands now, in words; '' for nothing to say. */
  stands: string
  /** The process has ended, and goes on again with a second inspraak. */
  isEnded: boolean
  /** People read a revised plan: they may be asked about what changed. */
  hasRevision: boolean
  /** The plan was adopted: nobody is asked any more. */
  isAdopted: boolean
  mayPlan: boolean
  approvers: readonly string[]
  said: string | null
}

const scopes = [
  {
    value: 'changed',
    label: 'Op wat er is veranderd',
    more: 'Een reactie op een ander deel komt ook binnen. Er staat dan bij dat die buiten deze ronde valt.',
  },
  { value: 'all', label: 'Op het hele plan' },
]

/** What people are asked about in a second inspraak. */
function ScopeChoice({ name, form }: { name: string; form: ReturnType<typeof useForm> }) {
  return (
    <RadioGroup
      name={name}
      legend="Waarop kunnen mensen reageren?"
      choices={scopes}
      value={form.value(name)}
      {...(form.errors[name] ? { error: form.errors[name] } : {})}
    />
  )
}

/** The second inspraak of a process: when it runs and why, and the form with which an approver announces or moves it. */
export function SecondInspraak({
  texts,
  term,
  designatedDays,
  rule,
  stands,
  isEnded,
  hasRevision,
  isAdopted,
  mayPlan,
  approvers,
  said,
}: Props) {
  const form = useForm('planSecondInspraak', texts)
  const isPlanned = texts.secondLastDay !== ''
  const general = form.errors['']
  return (
    <section className="sm-sec stack" aria-labelledby="tweede-inspraak">
      <h2 id="tweede-inspraak">Tweede inspraak</h2>
      {general && (
        <Notice kind="error" live title="Dit ging niet">
          {general}
        </Notice>
      )}
      {said && !form.answer && (
        <Notice kind="success" live title={said}>
          {stands}
        </Notice>
      )}
      {isPlanned ? (
        !(said && !form.answer) && stands !== '' && <p>{stands}</p>
      ) : (
        <p className="soft">
          Er is geen tweede inspraak.
          {!isAdopted && ' Verandert het plan veel, of vraagt de raad erom? Dan kan iedereen opnieuw reageren.'}
        </p>
      )}
      {term && <TermExplained term={term} designatedDays={designatedDays} name="De tweede inspraak" />}
      {isAdopted ? (
        <p className="soft">Het plan is vastgesteld. Daarom verandert hier niets meer.</p>
      ) : mayPlan ? (
        <Fold
          summary={isPlanned ? 'Wijzig de tweede inspraak' : 'Kondig een tweede inspraak aan'}
          open={form.answer !== null}
        >
          <form className="form" method="post" noValidate>
            <input type="hidden" name="seen" value={form.value('seen')} />
            <p className="soft">
              Zodra u dit bewaart, staat het op de website. Op de eerste dag gaat het formulier vanzelf open, na de
              laatste dag gaat het dicht. Inwoners reageren op het plan zoals het er dan staat, en wie eerder reageerde
              krijgt een e-mail.
              {isEnded && ' Dit traject is afgerond en gaat dan weer verder. Wat openbaar is, blijft openbaar.'}
            </p>
            <div className="sm-row2">
              <TextInput
                {...form.field('secondStartsOn')}
                label="Eerste dag"
                description="Van kennisgeving en inzage."
                optional={isPlanned}
              />
              <TextInput {...form.field('secondLastDay')} label="Laatste dag" description={rule} optional />
            </div>
            {hasRevision && <ScopeChoice name="secondScope" form={form} />}
            {form.errors.wasOnlineEarlier && (
              <CheckboxField
                name="wasOnlineEarlier"
                value="on"
                defaultChecked={form.isTicked('wasOnlineEarlier')}
                label="De kennisgeving en het plan waren er op de eerste dag al"
                more="Bijvoorbeeld in het gemeenteblad en op een andere website."
                error={form.errors.wasOnlineEarlier}
              />
            )}
            <Buttons>
              <Button name="act" value="planSecondInspraak">
                {isPlanned ? 'Bewaar de tweede inspraak' : 'Kondig de tweede inspraak aan'}
              </Button>
            </Buttons>
            {isPlanned && (
              <p className="tiny soft">Gaat de tweede inspraak niet door? Maak beide dagen leeg en bewaar.</p>
            )}
          </form>
        </Fold>
      ) : (
        <p className="soft">
          Een tweede inspraak aankondigen doet een vaststeller.{' '}
          {approvers.length > 0
            ? `In uw gemeente kan dat: ${approvers.join(', ')}.`
            : 'Vraag de beheerder van uw gemeente om die rol.'}
        </p>
      )}
    </section>
  )
}
