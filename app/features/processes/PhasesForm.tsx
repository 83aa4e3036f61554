import type { ShownForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import type { Arrangement, PhaseRow } from './arrange-phases.ts'
import { MissingField, NotYet } from './MissingField.tsx'
import { phaseKinds, phaseLabels } from './process.ts'
import { phaseField } from './process.schema.ts'

type Focus = { act: Arrangement; index: number }

/** The phases in their order, and what happens after the consultation. The arranging buttons send the form without saving it. */
export function PhasesForm({
  rows,
  form,
  missing,
  term,
  focus,
}: {
  rows: readonly PhaseRow[]
  form: ShownForm
  missing: readonly string[]
  /** The days of the consultation in words. */
  term: string
  /** The arranging button that comes back with the focus on it. */
  focus: Focus | null
}) {
  const { errors } = form
  const lacks = missing.includes('nextSteps') && !errors.nextSteps && form.value('nextSteps').trim() === ''
  return (
    <form className="form" method="post" noValidate>
      {/* Enter in a field saves: a browser takes the first button of the form for it. */}
      <button type="submit" name="act" value="savePhases" className="vh" tabIndex={-1} aria-hidden="true">
        Bewaar
      </button>
      <input type="hidden" name="seen" value={form.value('seen')} />
      <section className="sm-sec" aria-labelledby="volgorde">
        <h2 id="volgorde" className="read">
          Fasen
        </h2>
        <p className="soft">
          Zo zien bewoners waar het traject staat. De dagen van de inspraak volgen uit de regels en datums. Bij de
          andere fasen mag u de naam en de dagen leeg laten. Schrijf een dag als 4 oktober 2016, of zeg het in woorden,
          zoals ‘in het voorjaar’.
        </p>
        <ol className="sm-phases gap-2" id="phases">
          {rows.map((row, index) => (
            <PhaseFields
              key={index}
              {...{ row, index, errors, term }}
              last={index === rows.length - 1}
              focus={focus?.index === index ? focus.act : null}
            />
          ))}
        </ol>
        <p className="gap-2">
          <Button small variant="quiet" icon="plus" name="act" value="arrangePhases?how=add">
            Voeg een fase toe
          </Button>
        </p>
      </section>
      <section className="sm-sec" aria-labelledby="vervolg">
        <h2 id="vervolg" className="read">
          Vervolg
        </h2>
        <MissingField missing={lacks}>
          <TextArea
            {...form.field('nextSteps')}
            label="Wat gebeurt er na de inspraak?"
            description={
              lacks ? <NotYet>Noem wie besluit en ongeveer wanneer.</NotYet> : 'Noem wie besluit en ongeveer wanneer.'
            }
            short
            rows={4}
          />
        </MissingField>
        <TextInput
          {...form.field('answersExpected')}
          label="Wanneer komen de antwoorden?"
          description="Bijvoorbeeld: december 2016. Dit staat ook in de ontvangstbevestiging."
          optional
        />
      </section>
      <Buttons>
        <Button variant="primary-action" name="act" value="savePhases">
          Bewaar de fasen en het vervolg
        </Button>
      </Buttons>
    </form>
  )
}

function PhaseFields({
  row,
  index,
  errors,
  term,
  last,
  focus,
}: {
  row: PhaseRow
  index: number
  errors: ShownForm['errors']
  term: string
  last: boolean
  focus: Arrangement | null
}) {
  const common = (field: Parameters<typeof phaseField>[1]) => {
    const name = phaseField(index, field)
    return { name, defaultValue: row[field] ?? '', ...(errors[name] ? { error: errors[name] } : {}) }
  }
  const isConsultation = row.kind === 'inspraak'
  const name = row.title || `fase ${index + 1}`
  return (
    <li>
      <fieldset>
        <legend className="utrecht-form-label">Fase {index + 1}</legend>
        <div className="sm-row2">
          <Select
            {...common('kind')}
            label="Soort"
            // eslint-disable-next-line jsx-a11y/no-autofocus -- a new row was asked for
            autoFocus={focus === 'add' || undefined}
            options={phaseKinds.map((kind) => ({ value: kind, label: phaseLabels[kind].label }))}
          />
          <TextInput {...common('title')} label="Naam voor bewoners" />
        </div>
        {isConsultation ? (
          <p className="small soft gap-2">{term}</p>
        ) : (
          <div className="sm-row3 gap-2">
            <TextInput {...common('opensOn')} label="Eerste dag" />
            <TextInput {...common('closesOn')} label="Laatste dag" />
            <TextInput {...common('whenText')} label="Of in woorden" />
          </div>
        )}
        <div className="sm-acts">
          {index > 0 && (
            <Move
              act="up"
              icon="arrow-up"
              label="Omhoog"
              {...{ index, name }}
              focus={focus === 'up' || (focus === 'down' && last)}
            />
          )}
          {!last && (
            <Move
              act="down"
              icon="arrow-down"
              label="Omlaag"
              {...{ index, name }}
              focus={focus === 'down' || (focus === 'up' && index === 0)}
            />
          )}
          {!isConsultation && <Move act="remove" icon="trash" label="Haal weg" {...{ index, name }} />}
        </div>
      </fieldset>
    </li>
  )
}

function Move({
  act,
  icon,
  label,
  index,
  name,
  focus,
}: {
  act: Arrangement
  icon: 'arrow-up' | 'arrow-down' | 'trash'
  label: string
  index: number
  name: string
  focus?: boolean
}) {
  return (
    <Button
      small
      variant="quiet"
      icon={icon}
      name="act"
      value={`arrangePhases?how=${act}&at=${index}`}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the form comes back after this very button was pressed
      autoFocus={focus || undefined}
    >
      {label}
      <span className="vh">: {name}</span>
    </Button>
  )
}
