import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import type { ShownForm } from '#app/forms/use-form.ts'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { BulkPlace } from './BulkPlace.tsx'
import { AS_IS, NOBODY } from './bulk.schema.ts'
import { bulkStopWords, type BulkStop } from './bulk.ts'
import type { BulkView } from './bulk-view.server.ts'

const namesOf = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }))
const shorten = (text: string) => (text.length > 90 ? `${text.slice(0, 90)}…` : text)

/** What the points get, as fields of the kind that was chosen. */
export function BulkFields({
  view,
  form,
  stop,
}: {
  view: BulkView
  form: ShownForm
  /** Why it cannot be done as it is asked; null when it can. */
  stop: BulkStop | null
}) {
  const words = useDecisionWords()
  const decisions = decisionOptions(words)
  switch (view.bulk.kind) {
    case 'assign':
      return (
        <>
          <div className="bk-fields">
            <Select
              {...form.field('assigneeId')}
              label="Behandelaar"
              options={[
                { value: AS_IS, label: 'laat zoals het is' },
                ...namesOf(view.colleagues),
                { value: NOBODY, label: 'niemand' },
              ]}
            />
            <Select
              {...form.field('step')}
              label="Stap"
              options={[
                { value: AS_IS, label: 'laat zoals het is' },
                { value: 'next', label: 'Akkoord, naar de volgende stap' },
                ...view.steps.map((name, index) => ({ value: String(index + 1), label: name })),
                { value: String(view.steps.length + 1), label: 'Klaar' },
              ]}
            />
            <TextInput {...form.field('dueOn')} label="Uiterste dag" optional autoComplete="off" />
          </div>
          <TextInput {...form.field('reason')} label="Waarom, als er punten teruggaan" optional autoComplete="off" />
        </>
      )
    case 'theme':
      return (
        <Select
          {...form.field('themeId')}
          label="Thema"
          empty="kies een thema"
          options={[...namesOf(view.themes), { value: NOBODY, label: 'geen thema' }]}
        />
      )
    case 'place':
      return <BulkPlace view={view} form={form} />
    case 'answer':
      return (
        <>
          {view.answers.length > 0 && (
            <Select
              {...form.field('sharedWith')}
              label="Deel een antwoord"
              empty="nee, schrijf een nieuw antwoord"
              options={view.answers.map(({ pointId, number, disposition, reply }) => ({
                value: pointId,
                label: `${number ?? 'zonder nummer'}, ${words.of(disposition).short}: ${shorten(reply)}`,
              }))}
            />
          )}
          <Select
            {...form.field('disposition')}
            label="Besluit"
            empty="kies een besluit"
            description={stop === 'noPlace' ? bulkStopWords.noPlace : undefined}
            options={decisions}
          />
          <TextArea {...form.field('reply')} label="Antwoord aan de indieners" rows={5} />
          <TextInput {...form.field('forwardedTo')} label="Doorgeleid naar" optional autoComplete="off" />
        </>
      )
    case 'disposition':
      return <Select {...form.field('disposition')} label="Besluit" empty="kies een besluit" options={decisions} />
    case 'campaign':
      return (
        <Select
          {...form.field('campaignId')}
          label="Campagne"
          empty="kies een campagne"
          options={[...namesOf(view.campaigns), { value: NOBODY, label: 'geen campagne' }]}
        />
      )
    case 'release':
      return (
        <label className="check" htmlFor="isReleased">
          <input
            className="utrecht-checkbox utrecht-checkbox--html-input"
            type="checkbox"
            id="isReleased"
            name="isReleased"
            defaultChecked={form.isTicked('isReleased')}
          />
          <span>Geef vrij voor publicatie. Zonder vinkje neemt u de vrijgave terug.</span>
        </label>
      )
  }
}
