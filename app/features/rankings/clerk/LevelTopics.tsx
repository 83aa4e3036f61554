import { Fragment } from 'react'
import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { topWord } from '#app/features/rankings/session.ts'
import type { FieldErrors } from '#app/form-errors.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select, TextArea } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import type { OutcomeView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

type Level = OutcomeView['level'][number]

/** Topics that nothing parted: what the meeting decided about them, and what it may still decide. */
export function LevelTopics({
  outcome,
  mayDecide,
  saved,
  k,
}: {
  outcome: OutcomeView
  mayDecide: boolean
  saved: boolean
  k: number
}) {
  const { level, decisions } = outcome
  const { answer } = useForm('decideTie')
  const [inTop, outside] = [level.filter((block) => block.inTop), level.filter((block) => !block.inTop)]
  if (decisions.length === 0 && (level.length === 0 || !mayDecide)) return null
  return (
    <section className="sm-sec" id="gelijk" aria-labelledby="gelijk-kop">
      <h2 id="gelijk-kop" className="read">
        Besluit van de vergadering
      </h2>
      {saved && <StatusMessage>Het besluit is vastgelegd.</StatusMessage>}
      {decisions.map(({ order, reason }) => (
        <div key={order.join()} className="ck-decision">
          <p>
            De vergadering koos deze volgorde: <b>{listed(order)}</b>.
          </p>
          <p className="small sm-lines">{reason}</p>
        </div>
      ))}
      {decisions.length > 0 && mayDecide && (
        <p className="small soft">Een besluit vervalt alleen als u de ranglijst opnieuw opent.</p>
      )}
      {mayDecide && level.length > 0 && (
        <>
          <p className="soft gap-1">
            {inTop.length > 0
              ? `In de ${topWord(k)} staan onderwerpen precies gelijk. Zij mogen een plaats delen; dan hoeft u niets te doen. Wil de vergadering een volgorde, leg die dan vast met de reden.`
              : `In de ${topWord(k)} staat niets gelijk. Daarbuiten wel, maar daar hoeft u niets mee.`}
          </p>
          <div className="gap-2">
            <Blocks blocks={inTop} answer={answer} />
            {outside.length > 0 && (
              <Fold
                summary={`Ook gelijk, maar buiten de ${topWord(k)}: ${count(outside.length, 'plaats', 'plaatsen')}`}
                open={outside.some((block) => decides(answer, block))}
              >
                <Blocks blocks={outside} answer={answer} />
              </Fold>
            )}
          </div>
        </>
      )}
    </section>
  )
}

/** Whether a decision that came back was about the topics of this place. */
export const decides = (answer: FormAnswer | null, { topics: [first] }: Level): boolean =>
  first !== undefined && answer?.values['places[0].topicId']?.[0] === first.id

/** The errors of a decision, those of its places as one. */
export function decisionErrors(errors: FieldErrors): FieldErrors {
  const found: FieldErrors = {}
  for (const [field, message] of Object.entries(errors))
    found[field.startsWith('places') ? 'places' : field] ??= message
  return found
}

function Blocks({ blocks, answer }: { blocks: Level[]; answer: FormAnswer | null }) {
  return blocks.map((block) => (
    <Fold
      key={block.place}
      summary={`Plaats ${block.place}: ${count(block.topics.length, 'onderwerp', 'onderwerpen')}`}
      open={decides(answer, block)}
    >
      <DecideForm block={block} />
    </Fold>
  ))
}

function DecideForm({ block }: { block: Level }) {
  const { place, topics } = block
  const form = useForm('decideTie', {}, { 'places[0].topicId': topics[0]?.id ?? '' })
  const errors = decisionErrors(form.errors)
  const places = topics.map((_, at) => ({ value: String(place + at), label: String(place + at) }))
  return (
    <form method="post" className="form" noValidate>
      <div className="ck-order">
        {topics.map(({ id, name }, at) => (
          <Fragment key={id}>
            <input type="hidden" name={`places[${at}].topicId`} value={id} />
            <Select
              name={`places[${at}].place`}
              id={at === 0 ? `volgorde-${place}` : `plaats-${id}`}
              label={name}
              options={places}
              empty="Kies een plaats"
              defaultValue={form.value(`places[${at}].place`)}
              error={at === 0 ? errors.places : undefined}
            />
          </Fragment>
        ))}
      </div>
      <TextArea
        name="reason"
        id={`reden-${place}`}
        label="Waarom besluit de vergadering dit?"
        description="Iedereen kan deze reden lezen bij de uitslag."
        short
        rows={2}
        defaultValue={form.value('reason')}
        error={errors.reason}
      />
      <Buttons>
        <Button name="act" value="decideTie">
          Leg het besluit vast
        </Button>
      </Buttons>
    </form>
  )
}
