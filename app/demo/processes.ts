import type { PhaseKind } from '#app/features/processes/process.ts'
import type { LocalDate } from '#app/local-date.ts'

type DemoPhase = {
  kind: PhaseKind
  title: string
  opensOn: LocalDate | null
  closesOn: LocalDate | null
  whenText: string
}

/** The real dates of 2016. */
export const socialPlanPhases: DemoPhase[] = [
  {
    kind: 'prioritisation',
    title: 'Raad kiest onderwerpen',
    opensOn: '2016-04-28',
    closesOn: '2016-04-28',
    whenText: '',
  },
  {
    kind: 'partnerInput',
    title: 'Gesprekken met partners',
    opensOn: '2016-06-01',
    closesOn: '2016-08-31',
    whenText: '',
  },
  { kind: 'inspraak', title: 'U kunt reageren', opensOn: null, closesOn: null, whenText: '' },
  {
    kind: 'processing',
    title: 'Wij verwerken de reacties',
    opensOn: '2016-11-16',
    closesOn: '2016-12-05',
    whenText: '',
  },
  { kind: 'decision', title: 'De gemeenteraad besluit', opensOn: '2016-12-15', closesOn: '2016-12-15', whenText: '' },
  {
    kind: 'followUp',
    title: 'Wij voeren het plan uit',
    opensOn: '2017-01-01',
    closesOn: '2020-12-31',
    whenText: '2017 tot en met 2020',
  },
]

/** The ten topics that the council ranked on 28 April 2016. */
export const topics = [
  'Opvoeden en opgroeien',
  'Onderwijs',
  'Mantelzorg',
  'Gezondheid',
  'Mobiliteit & Voorzieningen',
  'Informele zorg',
  'Schulddienstverlening',
  'Laaggeletterdheid',
  'Vrijwilligers',
  'Sport',
]

export const socialPlan = {
  slug: 'sociaal-domein',
  details: {
    title: 'Vanzölf saomen! Plan voor zorg, werk, school en geld',
    question: 'Wat hebben u en uw buren nodig om goed te leven?',
    summary: [
      'De gemeente wil dat u eerder en dichterbij hulp krijgt. Zo worden problemen minder groot.',
      'De sociale teams blijven de plek waar u met uw vraag terechtkunt.',
      'Voor mantelzorgers en vrijwilligers komt er meer steun.',
      'Wie weinig geld heeft, moet makkelijker de regelingen vinden die er al zijn.',
      'Het plan zegt nog niet wat alles precies kost. Dat komt later, per onderdeel.',
    ].join('\n'),
    purposes: [
      'Weten wat er klopt, wat u mist en wat anders moet',
      'Het plan beter maken voordat de gemeenteraad besluit',
    ].join('\n'),
    decidingBody: 'het college van burgemeester en wethouders',
    decidedOn: '2016-10-04',
  },
  consultation: {
    regime: 'ordinance' as const,
    termDays: '42',
    noticeOn: '2016-10-04',
    onDisplayFrom: '2016-10-05',
    readingPlace: 'het gemeentehuis in Exloo',
    whoMayReact: 'Iedereen',
  },
  nextSteps: {
    nextSteps: 'Wij verwerken alle reacties. Daarna besluit de gemeenteraad, in december 2016.',
    answersExpected: 'december 2016',
  },
}

export const channels = {
  email: { address: 'inspraak@borger-odoorn.example' },
  post: {
    address: 'College van burgemeester en wethouders, Postbus 0, 0000 AA Exloo',
    note: 'Een postzegel is niet nodig.',
  },
  phone: { address: '0591 00 00 00', note: 'Op werkdagen van 9.00 tot 17.00 uur.' },
  desk: {
    address: 'Balie van het gemeentehuis in Exloo',
    note: 'U hebt geen afspraak nodig. Daar ligt ook het plan op papier.',
  },
}

export const playgroundThemes = ['Toestellen', 'Veiligheid', 'Water en groen', 'Honden', 'Geld']

/** What is known of the road of the plan that is open. */
export const playgroundPhases: DemoPhase[] = [
  { kind: 'inspraak', title: 'U kunt reageren', opensOn: null, closesOn: null, whenText: '' },
  {
    kind: 'processing',
    title: 'Wij verwerken de reacties',
    opensOn: null,
    closesOn: null,
    whenText: 'in de zes weken daarna',
  },
  {
    kind: 'decision',
    title: 'Het college besluit',
    opensOn: null,
    closesOn: null,
    whenText: 'verwacht binnen drie maanden',
  },
  {
    kind: 'followUp',
    title: 'Wij maken de speelplekken',
    opensOn: null,
    closesOn: null,
    whenText: 'voor de zomervakantie',
  },
]

/** The plan that is open today: its dates count from `day`, the day it was put on display. */
export function playgrounds(day: LocalDate, decided: LocalDate) {
  return {
    slug: 'speelplekken-nieuw-buinen',
    details: {
      title: 'Speelplekken in Nieuw-Buinen',
      question: 'Waar spelen kinderen straks het liefst?',
      summary: [
        'Vier oude speelplekken moeten weg.',
        'Er komen drie grote speelplekken, met schaduw en een plek om te zitten.',
        'Vijf kleine plekken blijven. Drie plekken worden gras met bomen.',
        'De kinderen van de brede school kiezen de toestellen.',
      ].join('\n'),
      purposes: 'Weten welke plekken kinderen gebruiken\nHoren wat er anders of beter kan',
      decidingBody: 'het college van burgemeester en wethouders',
      decidedOn: decided,
    },
    consultation: {
      regime: 'ordinance' as const,
      termDays: '42',
      noticeOn: day,
      onDisplayFrom: day,
      readingPlace: 'het dorpshuis in Nieuw-Buinen en het gemeentehuis in Exloo',
      whoMayReact: 'Iedereen, ook kinderen',
    },
    nextSteps: {
      nextSteps: 'Wij geven antwoord op elk punt. Daarna beslist het college, en kiezen de kinderen de toestellen.',
      answersExpected: 'binnen zes weken na de laatste dag',
    },
  }
}

/** A draft with gaps, so that an official sees what the checklist does. */
export const cycling = {
  slug: 'veilig-fietsen',
  details: {
    title: 'Veilig fietsen tussen de dorpen',
    question: 'Waar voelt u zich niet veilig op de fiets?',
    summary: 'Wij willen de fietsroutes tussen de dorpen veiliger maken.',
    purposes: 'Weten welke plekken gevaarlijk zijn',
    decidingBody: 'het college van burgemeester en wethouders',
    decidedOn: null,
  },
}

/** What is known of its road: partners are asked first. */
export const cyclingPhases = (opensOn: LocalDate, closesOn: LocalDate): DemoPhase[] => [
  { kind: 'partnerInput', title: 'Organisaties denken mee', opensOn, closesOn, whenText: '' },
  { kind: 'inspraak', title: 'U kunt reageren', opensOn: null, closesOn: null, whenText: '' },
  {
    kind: 'processing',
    title: 'Wij verwerken de reacties',
    opensOn: null,
    closesOn: null,
    whenText: 'in de zes weken daarna',
  },
]
