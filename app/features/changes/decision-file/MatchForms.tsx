import { Form } from '@remix-run/react'
import { useForm } from '#app/forms/use-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { Select } from '#app/ui/Field.tsx'
import type { FileChange } from './file-view.server.ts'
import type { Motivation } from './motivations.server.ts'

/** Characters of a motivation in a list to choose from. */
const MOST = 70

/** Links a change to what a group wrote, or takes such a link away: an official reads both and says it. */
export function MatchForms({
  change: { key, number, matches },
  motivations,
}: {
  change: FileChange
  motivations: readonly Motivation[]
}) {
  const form = useForm('matchMotivation', {}, { paragraphId: key })
  const linked = new Set(matches.map(({ motivation }) => motivation))
  const left = motivations
    .map(({ groupId, topicId, group, topic, words }) => ({
      value: `${groupId} ${topicId}`,
      label: `${group}, ${topic}: ${words.length > MOST ? `${words.slice(0, MOST).trimEnd()}…` : words}`,
    }))
    .filter(({ value }) => !linked.has(value))
  return (
    <details className="df-fold" open={form.answer !== null || undefined}>
      <summary>
        Motivaties van de raad<span className="vh"> bij alinea {number}</span>
      </summary>
      {matches.map(({ paragraphId, motivation, group, topic }) => (
        <Form method="post" key={motivation} preventScrollReset>
          <input type="hidden" name="paragraphId" value={paragraphId} />
          <input type="hidden" name="motivation" value={motivation} />
          <Button small variant="quiet" icon="x" name="act" value="unmatchMotivation">
            {group}, {topic}: past toch niet
          </Button>
        </Form>
      ))}
      {left.length > 0 && (
        <Form method="post" noValidate preventScrollReset>
          <input type="hidden" name="paragraphId" value={key} />
          <Select
            {...form.field('motivation')}
            id={`motivatie-${key}`}
            label="Welke motivatie past hierbij?"
            options={left}
            empty="Kies een motivatie"
          />
          <Button small name="act" value="matchMotivation">
            Koppel
          </Button>
        </Form>
      )}
    </details>
  )
}
