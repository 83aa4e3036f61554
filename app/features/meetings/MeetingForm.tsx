import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { MeetingField, MeetingTexts } from './meeting.schema.ts'

type Props = {
  process: { slug: string; title: string; isDraft: boolean }
  /** The meeting that is changed; none: a new one. */
  meeting?: { id: string; title: string; registered: number }
  texts: MeetingTexts
  /** Of a new meeting: says which form this is. */
  formKey?: string
  /** Mark of the meeting that is changed, as it is shown. */
  seen?: string
}

/** Plans a meeting, or changes one. */
export function MeetingForm({ process, meeting, texts, formKey, seen }: Props) {
  const act = meeting ? 'changeMeeting' : 'planMeeting'
  const form = useForm(act, { ...texts, key: formKey, seen })
  const field = (name: MeetingField) => ({ ...form.field(name), autoComplete: 'off' })
  const list = paths.official.meetings.list(process.slug)
  const back = meeting ? paths.official.meetings.meeting(process.slug, meeting.id) : list
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: list, label: `Bijeenkomsten, ${process.title}` },
          ...(meeting ? [{ href: back, label: meeting.title }] : []),
        ]}
      />
      <form className="form" method="post" noValidate>
        <h1>{meeting ? 'Bijeenkomst wijzigen' : 'Bijeenkomst plannen'}</h1>
        <ErrorSummary
          errors={listedErrors(form.errors)}
          kept="Wat u hebt ingevuld, staat er nog. Het is nog niet bewaard."
        />
        {meeting && meeting.registered > 0 && (
          <p>
            {meeting.registered === 1
              ? 'Er is 1 persoon aangemeld.'
              : `Er zijn ${meeting.registered} mensen aangemeld.`}{' '}
            Verandert u de tijd of de plaats, dan krijgen zij meteen een e-&#8288;mail.
          </p>
        )}
        <input
          type="hidden"
          {...(meeting ? { name: 'seen', value: form.value('seen') } : { name: 'key', value: form.value('key') })}
        />
        <div>
          <TextInput
            {...field('title')}
            label="Titel"
            description="Bijvoorbeeld: Avond over zorg dichtbij"
            maxLength={200}
          />
          <TextInput {...field('day')} label="Datum" description="Bijvoorbeeld: 15 november 2016" width="short" />
          <TextInput {...field('begins')} label="Begin" description="Bijvoorbeeld: 19.30" width="short" />
          <TextInput {...field('ends')} label="Einde" width="short" />
          <TextInput {...field('place')} label="Plaats" description="Bijvoorbeeld: Dorpshuis" maxLength={200} />
          <TextInput
            {...field('address')}
            label="Adres"
            description="Straat, nummer en dorp. Zet erbij of een rolstoel naar binnen kan."
            optional
            maxLength={300}
          />
          <TextArea {...field('about')} label="Waar gaat het over?" optional short />
          <TextArea
            {...field('agenda')}
            label="Agenda"
            description="Eén onderdeel per regel, met de tijd ervoor. Bijvoorbeeld: 19.30 Welkom"
            optional
            short
          />
          <RadioGroup
            name="audience"
            legend="Wie mag er komen?"
            error={form.errors.audience}
            value={form.value('audience')}
            choices={[
              { value: 'everyone', label: 'Iedereen' },
              {
                value: 'invited',
                label: 'Alleen wie is uitgenodigd',
                more: 'U krijgt een link om te versturen. De bijeenkomst staat in geen lijst op de website.',
              },
            ]}
          />
          <TextInput
            {...field('places')}
            label="Aantal plaatsen"
            description="Laat dit leeg als er plaats is voor iedereen. Is het vol, dan is er een wachtlijst."
            optional
            inputMode="numeric"
            width="short"
          />
          <TextInput
            {...field('registerUntil')}
            label="Aanmelden tot en met"
            description="Laat dit leeg als aanmelden kan tot het begin."
            optional
            width="short"
          />
          <CheckboxField
            name="isPublic"
            label="Zet de bijeenkomst op de website"
            more={
              process.isDraft
                ? 'Het traject is nog een concept. Van het traject is dan alleen de titel te lezen.'
                : 'Zonder vinkje zien alleen ambtenaren de bijeenkomst, en kan niemand zich aanmelden.'
            }
            value="on"
            defaultChecked={form.isTicked('isPublic')}
            {...(form.errors.isPublic ? { error: form.errors.isPublic } : {})}
          />
        </div>
        <Buttons>
          <Button variant="primary-action" name="act" value={act}>
            {meeting ? 'Bewaar' : 'Plan de bijeenkomst'}
          </Button>
          <GoLink href={back} plain>
            Terug zonder te bewaren
          </GoLink>
        </Buttons>
      </form>
    </Page>
  )
}
