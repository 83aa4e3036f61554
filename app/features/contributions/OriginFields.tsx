import type { ShownForm } from '#app/forms/use-form.ts'
import { CheckboxField, RadioGroup } from '#app/ui/Choices.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import type { ContributorKind } from './contributor-kind.ts'
import { freeKindOf, mayStayEmpty, type FreeField } from './free-contribution.ts'
import { roundLabels, rounds } from './round.ts'
import { channelChoices } from './free-contribution.schema.ts'

type Words = { label: string; description?: string }
type Asked = { [Field in FreeField]?: Words }

/** What a field is called; some kinds have words of their own for it. */
const words: Record<FreeField, Words> = {
  name: { label: 'Naam' },
  person: { label: 'Naam', description: 'Laat dit leeg als u de naam niet weet of niet wilt bewaren.' },
  source: { label: 'Wie deed het onderzoek, en wanneer?', description: 'Bijvoorbeeld: GGD, gezondheidsmonitor 2015' },
  heldOn: { label: 'Datum', description: 'Bijvoorbeeld: 3 juni 2016' },
  heldUntil: { label: 'Tot en met', description: 'Alleen als er op meer dagen is gesproken.' },
  place: { label: 'Plaats', description: 'Bijvoorbeeld: dorpshuis in Exloo' },
  consent: { label: 'Vinden de deelnemers het goed dat wij dit gebruiken?' },
  readBackOn: {
    label: 'Teruggelezen op',
    description: 'De dag waarop de tekst is voorgelezen of nagekeken door wie het vertelde.',
  },
  channel: { label: 'Hoe kwam het binnen?' },
  round: { label: 'Ronde', description: 'Laat dit leeg als de ronde volgt uit de soort en de datum.' },
  sentOn: { label: 'Verstuurd op', description: 'Bij post telt de dag van het poststempel.' },
  receivedOn: { label: 'Ontvangen op' },
  email: {
    label: 'E-mailadres',
    description: 'Naar dit adres gaan het ontvangstbewijs en straks het antwoord. Het komt niet op de website.',
  },
  namedInPublic: {
    label: 'De naam mag op de website',
    description: 'Alleen als de indiener daarvoor koos. Anders staat er “Inspreker”, met een nummer.',
  },
}
const ownWords: Partial<Record<ContributorKind, Asked>> = {
  resident: {
    readBackOn: {
      label: 'Voorgelezen op',
      description: 'Bij een gesprek, telefoon of balie: de dag waarop u de tekst hebt voorgelezen.',
    },
  },
  household: {
    person: { label: 'Naam van het gezin', description: 'Laat dit leeg als het gezin niet herkenbaar wil zijn.' },
    heldOn: { label: 'Datum van het gesprek' },
  },
  organisation: { name: { label: 'Naam van de organisatie' } },
  workingGroup: { name: { label: 'Naam van de werkgroep' }, heldOn: { label: 'Datum van de bijeenkomst' } },
  functionHolder: {
    name: { label: 'Functie', description: 'Noem de functie, niet de naam. Bijvoorbeeld: buurtsportcoach' },
    heldOn: { label: 'Datum van het gesprek' },
  },
  conversations: {
    name: {
      label: 'Uit welke gesprekken?',
      description: 'Dit komt op de website. Noem geen namen. Bijvoorbeeld: Gesprekken met professionals over jeugdhulp',
    },
    heldOn: { label: 'Datum, of de eerste dag' },
  },
  meeting: {
    name: { label: 'Naam van het overleg', description: 'Bijvoorbeeld: Overleg van huisartsen en wijkverpleging' },
  },
  study: {
    name: { label: 'Titel van het onderzoek' },
    heldOn: { label: 'Datum van het onderzoek' },
    place: { label: 'Plaats', description: 'Waar het onderzoek is gedaan. Bijvoorbeeld: school in Exloo' },
  },
}

/** The fields of one kind of contribution, in the order in which they are asked. */
export function OriginFields({ kind, form }: { kind: ContributorKind; form: ShownForm }) {
  const free = freeKindOf(kind)
  if (!free) return null
  return free.fields.map((field) => {
    const { label, description } = ownWords[kind]?.[field] ?? words[field]
    const shared = {
      ...{ ...form.field(field), label, optional: mayStayEmpty(free, field) },
      ...(description ? { description } : {}),
    }
    switch (field) {
      case 'channel':
        return <Select key={field} {...shared} options={channelChoices} empty="Kies" />
      case 'round':
        return (
          <Select
            key={field}
            {...shared}
            empty="Volgt uit soort en datum"
            options={rounds.map((round) => ({ value: round, label: roundLabels[round] }))}
          />
        )
      case 'consent':
        return (
          <RadioGroup
            key={field}
            {...{ name: shared.name, legend: label, error: shared.error }}
            choices={[
              { value: 'given', label: 'Ja, alle deelnemers vinden dat goed' },
              { value: 'notTraceable', label: 'Dat is niet gevraagd, maar niemand is te herkennen' },
            ]}
            value={form.value('consent')}
          />
        )
      case 'namedInPublic':
        return (
          <CheckboxField
            key={field}
            name={field}
            label={label}
            more={description}
            value="yes"
            defaultChecked={form.isTicked(field)}
          />
        )
      case 'email':
        return <TextInput key={field} {...shared} type="email" autoComplete="off" />
      case 'heldOn':
      case 'heldUntil':
      case 'readBackOn':
      case 'sentOn':
      case 'receivedOn':
        return <TextInput key={field} {...shared} width="short" autoComplete="off" />
      default:
        return <TextInput key={field} {...shared} autoComplete="off" maxLength={300} />
    }
  })
}
