import { Form } from '@remix-run/react'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import type { ShownAmendment, ShownPart } from './amendment-view.server.ts'
import { placeInWords } from './AmendmentParts.tsx'

/** Writes an adopted amendment into the plan; of words that changed meanwhile an official says what is to stand there. */
export function WriteAmendment({
  amendment,
  slug,
  canWrite,
}: {
  amendment: ShownAmendment
  slug: string
  canWrite: boolean
}) {
  const form = useForm('writeAmendment')
  const isLost = (part: ShownPart) => amendment.takenOut.includes(part.id)
  const lost = amendment.parts.filter(isLost)
  const changed = amendment.parts.filter((part) => part.isChanged && (lost.length === 0 || isLost(part)))
  return (
    <section className="sm-sec" aria-labelledby="in-het-plan">
      <h2 id="in-het-plan">In het plan</h2>
      {amendment.outcome !== 'adopted' && (
        <p className="soft">Neemt de raad dit amendement aan, dan schrijft u het hier in het plan.</p>
      )}
      {amendment.written && (
        <>
          <p>Op {amendment.written.on} in het plan geschreven, met dit amendement als reden.</p>
          <GoLink href={paths.official.process.planCompare(slug)} arrow>
            Bekijk de wijzigingen
          </GoLink>
        </>
      )}
      {lost.length > 0 && (
        <Notice kind="warn" title="Dit stond in het plan, en nu niet meer">
          Het gaat om {new Intl.ListFormat('nl').format(lost.map((part) => placeInWords(part).toLowerCase()))}. Iemand
          zette de oude tekst terug, of een ander bestand kwam ervoor in de plaats. Alleen dit wordt opnieuw geschreven.
        </Notice>
      )}
      {amendment.outcome === 'adopted' && !amendment.written && !canWrite && (
        <p className="soft">Een behandelaar schrijft dit amendement in het plan.</p>
      )}
      {amendment.outcome === 'adopted' && !amendment.written && canWrite && (
        <Form method="post" className="df-part" noValidate>
          <p>
            {changed.length === 0
              ? 'De tekst in het plan is nog die waarop het amendement is gemaakt. Ligt deze versie vast, dan begint er een volgende.'
              : 'De tekst in het plan veranderde sinds het amendement is gemaakt. Kijk wat er moet komen; daarna schrijft u alles in één keer.'}
          </p>
          {changed.map((part, at) => (
            <Decide key={part.id} part={part} at={at} value={form.value(`parts[${at}].words`) || part.typed} />
          ))}
          <Button variant="primary-action" name="act" value="writeAmendment">
            Schrijf het amendement in het plan
          </Button>
        </Form>
      )}
    </section>
  )
}

function Decide({ part, at, value }: { part: ShownPart; at: number; value: string }) {
  const name = `parts[${at}]`
  return (
    <div>
      <input type="hidden" name={`${name}.partId`} value={part.id} />
      <input type="hidden" name={`${name}.seen`} value={part.seen} />
      {part.kind === 'removed' ? (
        <p>{placeInWords(part)}: ook de tekst die er nu staat, gaat weg.</p>
      ) : (
        <TextArea
          name={`${name}.words`}
          label={`Wat er komt bij alinea ${part.number}`}
          description={
            part.state === 'gone'
              ? 'De alinea staat er niet meer. Deze tekst komt op de plek waar zij stond.'
              : 'Hierboven staan beide teksten. In dit veld staat die van het amendement.'
          }
          rows={6}
          defaultValue={value}
        />
      )}
    </div>
  )
}
