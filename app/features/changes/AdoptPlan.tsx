import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { DataList } from '#app/ui/Marks.tsx'
import { SignedGaps, SignedPersons, WhatHappens, WhoSigns } from './GateParts.tsx'
import type { NamedAmendment } from './amendments/amendment.ts'
import type { PlanGateView } from './gate-view.server.ts'

/** What was recorded of the adoption, dates in words. */
export type AdoptionView = { body: string; decidedOn: string; decision: string; note: string; decisionUrl: string }

/** The decision that was recorded. */
export function Adopted({ adoption }: { adoption: AdoptionView }) {
  const { body, decidedOn, decision, note, decisionUrl } = adoption
  return (
    <DataList
      items={[
        { term: 'Vastgesteld door', value: body },
        { term: 'Op', value: decidedOn },
        { term: 'Besluit', value: decisionUrl === '' ? decision : <a href={decisionUrl}>{decision}</a> },
        ...(note === '' ? [] : [{ term: 'Toelichting', value: <span className="lines">{note}</span> }]),
      ]}
    />
  )
}

type Props = {
  slug: string
  gate: PlanGateView
  /** Amendments of which nobody entered what became of them. */
  undecided: readonly NamedAmendment[]
  maySign: boolean
  approvers: readonly string[]
}

/** The form with which an approver records that a body adopted the plan. */
export function AdoptPlan({ slug, gate, undecided, maySign, approvers }: Props) {
  const form = useForm('adoptPlan', { seen: gate.seen })
  if (!maySign) return <WhoSigns what="De vaststelling vastleggen" approvers={approvers} />
  return (
    <form className="form" method="post" noValidate>
      <input type="hidden" name="seen" value={form.value('seen')} />
      <TextInput
        {...form.field('body')}
        label="Wie stelde het plan vast?"
        description="Bijvoorbeeld: de gemeenteraad"
      />
      <div className="sm-row2">
        <TextInput
          {...form.field('decidedOn')}
          label="Dag van het besluit"
          description="Bijvoorbeeld: 15 december 2016"
        />
        <TextInput {...form.field('decision')} label="Nummer of naam van het besluit" />
      </div>
      <TextInput
        {...form.field('decisionUrl')}
        label="Webadres van het besluit"
        description="Waar mensen het besluit kunnen lezen."
        optional
      />
      <TextArea
        {...form.field('note')}
        label="Toelichting"
        description="Bijvoorbeeld dat het plan met een amendement is aangenomen. Iedereen leest dit."
        optional
        short
      />
      <WhatHappens
        title="Dit gebeurt er als u tekent"
        lines={[
          [
            'book-check',
            gate.isRead
              ? 'De tekst die bewoners nu lezen, is het vastgestelde plan.'
              : `De tekst van ${gate.version} is het vastgestelde plan. Bewoners lezen die.`,
          ],
          [
            'mail',
            'Iedereen die iets meegaf en een adres gaf, krijgt één e-mail: bewoners, organisaties en raadsgroepen.',
          ],
          ['lock', 'Aan het plan verandert niets meer. Alleen een kennelijke fout herstelt u nog, met een erratum.'],
        ]}
      />
      <SignedGaps
        slug={slug}
        gaps={gate.gaps}
        undecided={undecided}
        form={form}
        label="Ik heb dit gezien en leg de vaststelling toch vast"
      />
      <SignedPersons slug={slug} telling={gate.telling} form={form} />
      <Buttons>
        <Button variant="primary-action" name="act" value="adoptPlan">
          Leg de vaststelling vast
        </Button>
      </Buttons>
    </form>
  )
}
