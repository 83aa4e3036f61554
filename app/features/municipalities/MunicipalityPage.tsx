import type { FieldErrors } from '#app/form-errors.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import {
  accessibilityStatuses,
  accessibilityStatusOf,
  accessibilityWords,
  municipalityFields,
  type MunicipalityFacts,
} from './municipality.ts'

type Props = {
  name: string
  stored: MunicipalityFacts
  /** Who may change this, when whoever looks may not; null when they may. */
  askOf: string[] | null
  isSaved: boolean
  back: { errors: FieldErrors; texts: Record<string, string> } | null
}

/** 'Gemeente': what the public pages say about the municipality itself, and what a release asks for. */
export function MunicipalityPage({ name, stored, askOf, isSaved, back }: Props) {
  const errors = Object.entries(back?.errors ?? {}).map(([field, message]) => ({ field: field || undefined, message }))
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={errors} kept="Wat u hebt ingevuld, staat er nog." />
        <h1>Gemeente {name}</h1>
        {isSaved && !back && <StatusMessage>Bewaard. Het staat nu zo op de website.</StatusMessage>}
        <p className="lede">Deze gegevens gelden voor alle trajecten. Inwoners lezen ze op de website.</p>
      </div>
      {askOf ? <ReadOnly stored={stored} askOf={askOf} /> : <MunicipalityForm stored={stored} back={back} />}
    </Page>
  )
}

function MunicipalityForm({ stored, back }: Pick<Props, 'stored' | 'back'>) {
  const common = (name: keyof MunicipalityFacts) => {
    const error = back?.errors[name]
    return { name, defaultValue: back?.texts[name] ?? stored[name], ...(error ? { error } : {}) }
  }
  return (
    <form className="form" method="post" noValidate>
      {municipalityFields.map((field) => (
        <input key={field} type="hidden" name={`was-${field}`} value={stored[field]} />
      ))}
      <h2>Hoe inwoners u bereiken</h2>
      <TextInput {...common('helpPhone')} label="Telefoonnummer" type="tel" optional />
      <TextInput
        {...common('helpHours')}
        label="Wanneer u bereikbaar bent"
        description="Bijvoorbeeld: op werkdagen van 9 tot 17 uur"
        optional
      />
      <TextInput
        {...common('helpDesk')}
        label="Waar inwoners langs kunnen komen"
        description="Bijvoorbeeld: de balie in Exloo"
        optional
      />
      <TextInput {...common('contactEmail')} label="E-mailadres voor vragen van inwoners" type="email" optional />

      <h2>Bewaren en privacy</h2>
      <p className="soft">
        Dit staat op de pagina ‘Uw privacy’. Zolang hier iets ontbreekt, kunt u geen nieuw traject vrijgeven.
      </p>
      <TextInput
        {...common('retentionTerm')}
        label="Hoelang u reacties bewaart"
        description="Maakt de zin af: ‘Wij bewaren reacties …’. Bijvoorbeeld: 10 jaar nadat de raad het plan vaststelde"
      />
      <TextInput
        {...common('retentionBasis')}
        label="Grondslag: de regel waarop deze termijn berust"
        description="Bijvoorbeeld: de Archiefwet en de selectielijst voor gemeenten, met het nummer van het proces"
      />
      <TextInput
        {...common('privacyOfficerName')}
        label="Functionaris gegevensbescherming"
        description="Een naam of de naam van de functie."
      />
      <TextInput {...common('privacyOfficerEmail')} label="E-mailadres van de functionaris" type="email" />

      <h2>Toegankelijkheid en veiligheid</h2>
      <Select
        {...common('accessibilityStatus')}
        label="Status van uw toegankelijkheidsverklaring"
        options={accessibilityStatuses.map((status) => ({ value: status, label: accessibilityWords[status] }))}
      />
      <TextInput
        {...common('accessibilityStatementUrl')}
        label="Adres van uw verklaring"
        description="Begint met https://. U vindt het in het register van toegankelijkheidsverklaringen."
        type="url"
        optional
      />
      <TextInput
        {...common('securityContact')}
        label="Waar iemand een lek in de website meldt"
        description="Een e-mailadres, of het adres van een pagina dat begint met https://"
        optional
      />

      <h2>Berichten</h2>
      <TextInput
        {...common('senderEmail')}
        label="Afzender van berichten"
        description="Het e-mailadres waar berichten van deze website vandaan komen. Antwoorden komen daar aan."
        type="email"
      />
      <Buttons>
        <Button variant="primary-action">Bewaar de gegevens</Button>
      </Buttons>
    </form>
  )
}

function ReadOnly({ stored, askOf }: { stored: MunicipalityFacts; askOf: string[] }) {
  const item = (term: string, field: keyof MunicipalityFacts) => ({
    term,
    value: <span id={field}>{stored[field] || 'nog niet ingevuld'}</span>,
  })
  return (
    <div className="stack">
      <Notice kind="info">
        <p>
          {askOf.length === 0
            ? 'Alleen een beheerder kan dit wijzigen. Er is nu geen beheerder.'
            : `Alleen een beheerder kan dit wijzigen. Vraag het aan ${askOf.join(' of ')}.`}
        </p>
      </Notice>
      <DataList
        items={[
          item('Telefoonnummer', 'helpPhone'),
          item('Bereikbaar', 'helpHours'),
          item('Langskomen', 'helpDesk'),
          item('E-mailadres voor vragen', 'contactEmail'),
          item('Hoelang u reacties bewaart', 'retentionTerm'),
          item('Grondslag', 'retentionBasis'),
          item('Functionaris gegevensbescherming', 'privacyOfficerName'),
          item('E-mailadres van de functionaris', 'privacyOfficerEmail'),
          { term: 'Toegankelijkheid', value: accessibilityWords[accessibilityStatusOf(stored.accessibilityStatus)] },
          item('Adres van de verklaring', 'accessibilityStatementUrl'),
          item('Lek melden', 'securityContact'),
          item('Afzender van berichten', 'senderEmail'),
        ]}
      />
    </div>
  )
}
