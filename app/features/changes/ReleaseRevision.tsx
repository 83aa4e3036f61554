import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { SignedGaps, SignedPersons, WhatHappens, WhoSigns } from './GateParts.tsx'
import type { PlanGateView, RoundView } from './gate-view.server.ts'

type Props = {
  slug: string
  gate: PlanGateView
  round: RoundView
  maySign: boolean
  approvers: readonly string[]
}

const OUTSIDE = 'Een reactie op een ander deel komt ook binnen. Er staat dan bij dat die buiten deze ronde valt.'

/** The form with which an approver releases a revised plan, with or without a second inspraak. */
export function ReleaseRevision({ slug, gate, round, maySign, approvers }: Props) {
  const form = useForm('releaseRevision', { ...round.texts, seen: gate.seen })
  if (!maySign) return <WhoSigns what="Openbaar maken" approvers={approvers} />
  return (
    <form className="form" method="post" noValidate>
      <input type="hidden" name="seen" value={form.value('seen')} />
      {round.isOver ? (
        <p className="soft">De tweede inspraak is al geweest. Deze versie komt zonder nieuwe ronde op de website.</p>
      ) : (
        <fieldset className="stack">
          <RadioGroup
            name="round"
            legend={
              round.isAnnounced
                ? 'Waarop kunnen mensen in de tweede inspraak reageren?'
                : 'Kunnen mensen opnieuw reageren?'
            }
            choices={[
              round.isAnnounced
                ? { value: 'none', label: 'Laat de aankondiging zoals zij is' }
                : { value: 'none', label: 'Nee', more: 'Mensen lezen de nieuwe tekst, en reageren er niet op.' },
              {
                value: 'changed',
                label: round.isAnnounced ? 'Op wat er is veranderd' : 'Ja, op wat er is veranderd',
                more: OUTSIDE,
              },
              { value: 'all', label: round.isAnnounced ? 'Op het hele plan' : 'Ja, op het hele plan' },
            ]}
            value={form.value('round')}
            {...(form.errors.round ? { error: form.errors.round } : {})}
          />
          <div className="sm-row2">
            <TextInput
              {...form.field('secondStartsOn')}
              label="Eerste dag"
              description="Alleen als mensen opnieuw kunnen reageren."
              optional
            />
            <TextInput {...form.field('secondLastDay')} label="Laatste dag" description={round.rule} optional />
          </div>
          {form.errors.wasOnlineEarlier && (
            <CheckboxField
              name="wasOnlineEarlier"
              value="on"
              defaultChecked={form.isTicked('wasOnlineEarlier')}
              label="De kennisgeving en het plan waren er op de eerste dag al"
              more="Bijvoorbeeld in het gemeenteblad en op een andere website."
              error={form.errors.wasOnlineEarlier}
            />
          )}
        </fieldset>
      )}
      <WhatHappens
        title="Dit gebeurt er als u tekent"
        lines={[
          [
            'eye',
            'Bewoners lezen deze tekst. Adressen van oude alinea’s wijzen naar de nieuwe woorden, of zeggen dat die weg zijn.',
          ],
          ['mail', 'Wie in de inspraak reageerde en een adres gaf, krijgt één e-mail.'],
          ['list', 'Punten, antwoorden en toewijzing gaan mee naar de hoofdstukken van deze versie.'],
          [
            'lock',
            'De tekst ligt vast. Een kennelijke fout herstelt u met een erratum; iets anders in een volgende versie.',
          ],
        ]}
      />
      <SignedGaps slug={slug} gaps={gate.gaps} form={form} label="Ik heb dit gezien en maak het plan toch openbaar" />
      <SignedPersons slug={slug} telling={gate.telling} form={form} />
      <Buttons>
        <Button variant="primary-action" name="act" value="releaseRevision">
          Maak dit plan openbaar
        </Button>
      </Buttons>
    </form>
  )
}
