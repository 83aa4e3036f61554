import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'

type Props = {
  /** The amendment that is changed; none: a new one. */
  amendment?: { id: string; title: string; movers: string; reason: string; seen: string }
  formKey?: string
  back: string
}

/** What an amendment is called, who moves it and why; its text comes after, per paragraph. */
export function AmendmentForm({ amendment, formKey, back }: Props) {
  const act = amendment ? 'changeAmendment' : 'enterAmendment'
  const { title = '', movers = '', reason = '', seen } = amendment ?? {}
  const form = useForm(act, { title, movers, reason, seen, key: formKey })
  return (
    <form className="form" method="post" noValidate>
      <ErrorSummary
        errors={listedErrors(form.errors)}
        kept="Wat u hebt ingevuld, staat er nog. Het is nog niet bewaard."
      />
      <input
        type="hidden"
        {...(amendment ? { name: 'seen', value: form.value('seen') } : { name: 'key', value: form.value('key') })}
      />
      <div>
        <TextInput
          {...form.field('title')}
          label="Titel"
          description="Bijvoorbeeld: Reiskosten voor vrijwilligers"
          maxLength={200}
        />
        <TextInput
          {...form.field('movers')}
          label="Indieners"
          description="Zoals de raad hen noemt, bijvoorbeeld: fractie A en fractie B"
          maxLength={500}
        />
        <TextArea
          {...form.field('reason')}
          label="Reden"
          description="De toelichting van de indieners, met de dekking als die er is."
        />
      </div>
      <Buttons>
        <Button variant="primary-action" name="act" value={act}>
          {amendment ? 'Bewaar' : 'Verder met de tekst'}
        </Button>
        <GoLink href={back} plain>
          Terug zonder te bewaren
        </GoLink>
      </Buttons>
    </form>
  )
}
