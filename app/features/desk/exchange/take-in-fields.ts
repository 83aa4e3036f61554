/** What can be taken in from a table: reactions, points in reactions that are there, answers to points that are there, or the municipality's own table of who gave what and what was done. */
export const takeInKinds = ['reactions', 'points', 'answers', 'table'] as const
export type TakeInKind = (typeof takeInKinds)[number]

/** A column that a file can have. */
export type TakeInField = {
  /** As a file of ours calls the column: a heading that is always known. */
  name: string
  /** As a person calls it, on the screen and in a heading. */
  label: string
  about: string
  needed: boolean
  /** What people call the column too. */
  others: readonly string[]
}

const inPlan: TakeInField = {
  ...{
    name: 'onderdelen',
    label: 'Gevolg voor het plan',
    about: 'Waar het antwoord in het plan staat, met een puntkomma ertussen',
    needed: false,
  },
  others: ['gevolg voor het plan'],
}
const answerFields: readonly TakeInField[] = [
  {
    name: 'besluit',
    label: 'Besluit',
    about: 'Wat ermee is gedaan',
    needed: false,
    others: ['wat is ermee gedaan', 'afdoening'],
  },
  {
    ...{ name: 'antwoord', label: 'Antwoord', about: 'Het antwoord aan de indiener', needed: false },
    others: ['reactie', 'reactie gemeente', 'beantwoording'],
  },
  {
    ...{ name: 'doorgeleidNaar', label: 'Doorgeleid naar', about: 'Aan wie het is doorgegeven', needed: false },
    others: ['doorgeleid naar', 'doorgegeven aan'],
  },
  inPlan,
]
const workFields: readonly TakeInField[] = [
  { name: 'thema', label: 'Thema', about: 'Het thema, zoals het in Saomen heet', needed: false, others: ['onderwerp'] },
  {
    ...{
      name: 'plek',
      label: 'Plek in het plan',
      about: 'Over welk deel van het plan het punt gaat: 2.3 of alinea 25',
      needed: false,
    },
    others: ['plek in het plan', 'onderdeel'],
  },
  {
    ...{ name: 'toegewezen', label: 'Behandelaar', about: 'De naam van de collega die het doet', needed: false },
    others: ['behandelaar', 'toegewezen aan'],
  },
  {
    name: 'klaarOp',
    label: 'Uiterste dag',
    about: 'Wanneer het klaar moet zijn',
    needed: false,
    others: ['klaar op', 'uiterste dag'],
  },
]

/** What a file of each kind can have, in the order in which it is shown. */
export const takeInFields: Record<TakeInKind, readonly TakeInField[]> = {
  reactions: [
    {
      ...{
        name: 'inbrengId',
        label: 'Kenmerk in Saomen',
        about: 'Het kenmerk in Saomen, van inbreng die er al is',
        needed: false,
      },
      others: [],
    },
    {
      name: 'externeId',
      label: 'Eigen kenmerk',
      about: 'Een eigen kenmerk van elke reactie',
      needed: false,
      others: ['kenmerk', 'id', 'zaaknummer', 'nummer'],
    },
    {
      name: 'soort',
      label: 'Soort indiener',
      about: 'Wie het gaf: inwoner, organisatie, gezin …',
      needed: false,
      others: ['soort indiener', 'type'],
    },
    {
      name: 'naam',
      label: 'Naam van de indiener',
      about: 'De naam van de indiener',
      needed: false,
      others: ['indiener', 'inspreker', 'organisatie', 'naam indiener'],
    },
    {
      name: 'naamTonen',
      label: 'Naam openbaar',
      about: 'Mag de naam openbaar worden? ja of nee',
      needed: false,
      others: ['naam openbaar'],
    },
    {
      name: 'email',
      label: 'E-mailadres',
      about: 'Waar het antwoord heen gaat',
      needed: false,
      others: ['e-mail', 'e-mailadres', 'emailadres', 'mail'],
    },
    {
      name: 'kanaal',
      label: 'Binnengekomen via',
      about: 'Hoe het binnenkwam: post, e-mail, balie …',
      needed: true,
      others: ['via', 'binnengekomen via'],
    },
    {
      name: 'ontvangenOp',
      label: 'Ontvangen op',
      about: 'Wanneer het binnenkwam',
      needed: true,
      others: ['ontvangen', 'datum', 'ontvangen op', 'ontvangstdatum', 'datum ontvangst'],
    },
    {
      name: 'onderdeel',
      label: 'Plek in het plan',
      about: 'Over welk deel van het plan het gaat',
      needed: false,
      others: ['hoofdstuk', 'paragraaf', 'plek'],
    },
    {
      name: 'tekst',
      label: 'Tekst',
      about: 'Wat er is geschreven of gezegd',
      needed: true,
      others: ['reactie', 'zienswijze', 'inhoud', 'bericht'],
    },
    { name: 'ronde', label: 'Ronde', about: 'De ronde, van inbreng die er al is', needed: false, others: [] },
  ],
  points: [
    {
      name: 'inbrengId',
      label: 'Kenmerk in Saomen',
      about: 'Van wie het punt komt: het kenmerk van de inbreng in Saomen',
      needed: false,
      others: [],
    },
    {
      ...{
        name: 'nummer',
        label: 'Nummer van de indiener',
        about: 'Of het nummer van de indiener, zoals 12. Een van deze drie is nodig',
        needed: false,
      },
      others: ['nr', 'nr.', 'inbreng', 'indiener', 'inspreker'],
    },
    {
      name: 'externeId',
      label: 'Eigen kenmerk',
      about: 'Of uw eigen kenmerk van de reactie',
      needed: false,
      others: ['kenmerk', 'zaaknummer'],
    },
    {
      ...{ name: 'citaat', label: 'Citaat', about: 'De woorden van het punt, letterlijk uit de tekst', needed: false },
      others: ['tekst', 'punt', 'quote'],
    },
    {
      ...{
        name: 'samenvatting',
        label: 'Samenvatting',
        about: 'Het punt in uw eigen woorden. Dit of een citaat is nodig',
        needed: false,
      },
      others: ['in eigen woorden'],
    },
    ...workFields,
    ...answerFields,
  ],
  answers: [
    {
      name: 'puntId',
      label: 'Kenmerk van het punt',
      about: 'Het kenmerk van het punt in Saomen',
      needed: false,
      others: ['punt-id', 'id'],
    },
    {
      name: 'nummer',
      label: 'Nummer',
      about: 'Of het nummer van het punt, zoals 12.3. Een van deze twee is nodig',
      needed: false,
      others: ['nr', 'nr.', 'punt', 'puntnummer'],
    },
    ...workFields,
    ...answerFields,
    {
      ...{
        name: 'controle',
        label: 'Controle',
        about: 'Zo weet Saomen wat u wijzigde; laat deze kolom staan',
        needed: false,
      },
      others: [],
    },
  ],
  table: [
    {
      name: 'organisatie',
      label: 'Naam of organisatie',
      about: 'Wie de punten gaf',
      needed: true,
      others: ['naam', 'naam/organisatie', 'naam / organisatie', 'indiener', 'inspreker'],
    },
    {
      name: 'soort',
      label: 'Soort indiener',
      about: 'Wie het is: organisatie, inwoner, werkgroep … Leeg is organisatie',
      needed: false,
      others: ['soort indiener', 'type'],
    },
    {
      name: 'punten',
      label: 'Punten',
      about: 'De punten, elk op een eigen regel in de cel',
      needed: true,
      others: ['welke punten zijn meegegeven?', 'welke punten zijn meegegeven', 'inbreng', 'punt'],
    },
    {
      name: 'antwoord',
      label: 'Antwoord',
      about: 'Wat ermee is gedaan, in woorden',
      needed: false,
      others: ['wat is ermee gedaan?', 'wat is ermee gedaan', 'reactie gemeente'],
    },
    {
      name: 'besluit',
      label: 'Besluit',
      about: 'Het besluit, zoals overgenomen. Anders kiest u er een voor alle rijen',
      needed: false,
      others: [],
    },
  ],
}

/** A field as a person calls it. */
export const fieldLabel = (kind: TakeInKind, name: string): string =>
  takeInFields[kind].find((field) => field.name === name)?.label ?? name
