import type { ShownForm } from '#app/forms/use-form.ts'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { MissingField, NotYet } from './MissingField.tsx'
import { channelField, channelKinds, channelLabels, channelNoteField, type ChannelKind } from './process.ts'

const asks: Record<Exclude<ChannelKind, 'online'>, { label: string; help: string; lacks: string; lines?: boolean }> = {
  email: { label: 'E-mailadres', help: '', lacks: 'Zonder adres kan de inspraak niet beginnen.' },
  post: {
    label: 'Postadres',
    help: 'Zet elke regel van het adres op een eigen regel.',
    lacks: 'Wie niet online reageert, moet een brief kunnen sturen.',
    lines: true,
  },
  phone: {
    label: 'Telefoonnummer',
    help: 'Om mondeling te reageren.',
    lacks: 'Vul dit in, of een balie: mondeling reageren moet kunnen.',
  },
  desk: { label: 'Balie', help: 'Waar kan iemand langskomen?', lacks: '', lines: true },
  meeting: { label: 'Bijeenkomst', help: 'Waar en wanneer?', lacks: '', lines: true },
}
const written = channelKinds.filter((kind) => kind !== 'online')

/** Where residents can react; the address of the online form belongs to the process. */
export function ChannelFields({
  form,
  missing,
  onlineHref,
}: {
  form: ShownForm
  missing: readonly string[]
  onlineHref: string
}) {
  const notes = channelKinds.map(channelNoteField)
  return (
    <section className="sm-sec" aria-labelledby="kanalen">
      <h2 id="kanalen">Waar kan men reageren?</h2>
      <DataList items={[{ term: 'Online formulier', value: onlineHref }]} className="datelist gap-1" />
      {written.map((kind) => {
        const name = channelField(kind)
        const { label, help, lines, lacks } = asks[kind]
        const isMissing = missing.includes(name) && !form.errors[name] && form.value(name).trim() === ''
        const optional = kind === 'desk' || kind === 'meeting'
        const props = {
          ...form.field(name),
          ...{ label, optional },
          description: isMissing ? <NotYet>{lacks}</NotYet> : help,
        }
        return (
          <MissingField key={kind} missing={isMissing}>
            {lines ? (
              <TextArea {...props} short rows={2} />
            ) : (
              <TextInput {...props} type={kind === 'email' ? 'email' : 'text'} />
            )}
          </MissingField>
        )
      })}
      <div className="gap-3">
        <Fold
          summary="Toelichting bij de manieren om te reageren"
          open={notes.some((name) => form.value(name) !== '' || form.errors[name] !== undefined)}
        >
          {channelKinds.map((kind) => (
            <TextInput
              key={kind}
              {...form.field(channelNoteField(kind))}
              label={channelLabels[kind].label}
              optional
              description={kind === 'phone' ? 'Bijvoorbeeld: op werkdagen van 9.00 tot 17.00 uur' : undefined}
            />
          ))}
        </Fold>
      </div>
    </section>
  )
}
