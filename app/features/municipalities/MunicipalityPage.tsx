import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import {
  accessibilityStatuses,
  accessibilityStatusOf,
  accessibilityWords,
  type MunicipalityFacts,
} from './municipality.ts'

type Props = {
  name: string
  stored: MunicipalityFacts
  /** Who may change this, when whoever looks may not; null when they may. */
  askOf: string[] | null
  isSaved: boolean
}

/** 'Gemeente': what the public pages say about the municipality itself, and what a release asks for. */
export function MunicipalityPage({ name, stored, askOf, isSaved }: Props) {
  const { answer, errors } = useForm('changeMunicipality')
  return (
    <Page wrap={false} className="sm-page">
      <div className="under-4 stack">
        <ErrorSummary errors={listedErrors(errors)} kept="Wat u hebt ingevuld, staat er nog." />
        <h1>Gemeente {name}</h1>
        {isSaved && !answer && <StatusMessage>Bewaard. Het staat nu zo op de website.</StatusMessage>}
        <p className="lede">Deze gegevens gelden voor alle trajecten. Inwoners lezen ze op de website.</p>
        {askOf === null && <GoLink href={paths.official.retention()}>Bewaren en wissen</GoLink>}
        <p>
          <a href={paths.official.steps()}>Stappen die elk punt doorloopt</a>
        </p>
        <p>
          <a href={paths.official.decisionWords()}>Woorden voor besluiten</a>
        </p>
      </div>
      {askOf ? <ReadOnly stored={stored} askOf={askOf} /> : <MunicipalityForm stored={stored} />}
    </Page>
  )
}

function MunicipalityForm({ stored }: Pick<Props, 'stored'>) {
  const form = useForm('changeMunicipality', stored)
  return (
    <form className="form" method="post" noValidate>
      <input type="hidden" name="seen" value={JSON.stringify(stored)} />
      <h2>Hoe inwoners u bereiken</h2>
      <TextInput {...form.field('helpPhone')} label="Telefoonnummer" type="tel" optional />
      <TextInput
        {...form.field('helpHours')}
        label="Wanneer u bereikbaar bent"
        description="Bijvoorbeeld: op werkdagen van 9 tot 17 uur"
        optional
      />
      <TextInput
        {...form.field('helpDesk')}
        label="Waar inwoners langs kunnen komen"
        description="Bijvoorbeeld: de balie in Exloo"
        optional
      />
      <TextInput {...form.field('contactEmail')} label="E-mailadres voor vragen van inwoners" type="email" optional />

      <h2>Bewaren en privacy</h2>
      <p className="soft">
        Dit staat op de pagina ‘Uw privacy’. Zolang hier iets ontbreekt, kunt u geen nieuw traject vrijgeven.
      </p>
      <TextInput
        {...form.field('retentionTerm')}
        label="Hoelang u reacties bewaart"
        description="Maakt de zin af: ‘Wij bewaren reacties …’. Bijvoorbeeld: 10 jaar nadat de raad het plan vaststelde"
      />
      <TextInput
        {...form.field('retentionBasis')}
        label="Grondslag: de regel waarop deze termijn berust"
        description="Bijvoorbeeld: de Archiefwet en de selectielijst voor gemeenten, met het nummer van het proces"
      />
      <TextInput
        {...form.field('privacyOfficerName')}
        label="Functionaris gegevensbescherming"
        description="Een naam of de naam van de functie."
      />
      <TextInput {...form.field('privacyOfficerEmail')} label="E-mailadres van de functionaris" type="email" />

      <h2>Toegankelijkheid en veiligheid</h2>
      <Select
        {...form.field('accessibilityStatus')}
        label="Status van uw toegankelijkheidsverklaring"
        options={accessibilityStatuses.map((status) => ({ value: status, label: accessibilityWords[status] }))}
      />
      <TextInput
        {...form.field('accessibilityStatementUrl')}
        label="Adres van uw verklaring"
        description="Begint met https://. U vindt het in het register van toegankelijkheidsverklaringen."
        type="url"
        optional
      />
      <TextInput
        {...form.field('securityContact')}
        label="Waar iemand een lek in de website meldt"
        description="Een e-mailadres, of het adres van een pagina dat begint met https://"
        optional
      />

      <h2>Berichten</h2>
      <TextInput
        {...form.field('senderEmail')}
        label="Afzender van berichten"
        description="Het e-mailadres waar berichten van deze website vandaan komen. Antwoorden komen daar aan."
        type="email"
      />
      <Buttons>
        <Button variant="primary-action" name="act" value="changeMunicipality">
          Bewaar de gegevens
        </Button>
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
