import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { topWord } from '#app/features/rankings/session.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select, TextArea } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import type { Refusal } from './clerk-form.ts'
import type { OutcomeView } from './clerk-view.server.ts'
import { count } from './what-decides.ts'

type Level = OutcomeView['level'][number]

/** Topics that nothing parted: what the meeting decided about them, and what it may still decide. */
export function LevelTopics({
  outcome,
  mayDecide,
  back,
  saved,
  k,
}: {
  outcome: OutcomeView
  mayDecide: boolean
  back: Refusal | null
  saved: boolean
  k: number
}) {
  const { level, decisions } = outcome
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
            <Blocks blocks={inTop} back={back} />
            {outside.length > 0 && (
              <Fold
                summary={`Ook gelijk, maar buiten de ${topWord(k)}: ${count(outside.length, 'plaats', 'plaatsen')}`}
                open={outside.some((block) => isFor(back, block))}
              >
                <Blocks blocks={outside} back={back} />
              </Fold>
            )}
          </div>
        </>
      )}
    </section>
  )
}

const isFor = (back: Refusal | null, { place }: Level) => back?.texts.blok === String(place)

function Blocks({ blocks, back }: { blocks: Level[]; back: Refusal | null }) {
  return blocks.map((block) => (
    <Fold
      key={block.place}
      summary={`Plaats ${block.place}: ${count(block.topics.length, 'onderwerp', 'onderwerpen')}`}
      open={isFor(back, block)}
    >
      <DecideForm block={block} back={isFor(back, block) ? back : null} />
    </Fold>
  ))
}

function DecideForm({ block, back }: { block: Level; back: Refusal | null }) {
  const { place, topics } = block
  const places = topics.map((_, at) => ({ value: String(place + at), label: String(place + at) }))
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="blok" value={place} />
      <div className="ck-order">
        {topics.map(({ id, name }, at) => (
          <Select
            key={id}
            name={`plaats-${id}`}
            id={at === 0 ? `volgorde-${place}` : `plaats-${id}`}
            label={name}
            options={places}
            empty="Kies een plaats"
            defaultValue={back?.texts[`plaats-${id}`] ?? ''}
            error={at === 0 ? back?.errors.volgorde : undefined}
          />
        ))}
      </div>
      <TextArea
        name="reden"
        id={`reden-${place}`}
        label="Waarom besluit de vergadering dit?"
        description="Iedereen kan deze reden lezen bij de uitslag."
        short
        rows={2}
        defaultValue={back?.texts.reden}
        error={back?.errors.reden}
      />
      <Buttons>
        <Button name="actie" value="besluit">
          Leg het besluit vast
        </Button>
      </Buttons>
    </form>
  )
}
