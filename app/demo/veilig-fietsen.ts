import type { NewQuestion } from '#app/features/partners/create-questionnaire.server.ts'

/** What the municipality asks organisations before there is a plan for cycling. */
export const cyclingQuestions: NewQuestion[] = [
  {
    ...{ kind: 'points', isOptional: false },
    heading: 'Op welke plekken tussen de dorpen gaat het mis, of bijna?',
    explanation: 'Noem elke plek apart: de weg, het dorp, en wat daar gebeurt.',
  },
  {
    ...{ kind: 'choice', isOptional: true },
    heading: 'Wie van uw leden, leerlingen of bezoekers heeft er het meest last van?',
    explanation: 'Kies de groep die u het best kent.',
    options: [
      'Leerlingen van de middelbare school',
      'Mensen die naar hun werk fietsen',
      'Ouderen',
      'Mensen die voor hun plezier fietsen',
    ],
  },
  {
    ...{ kind: 'scale', isOptional: true },
    heading: 'Hoe belangrijk is licht langs de fietspaden?',
    explanation: 'Licht helpt fietsers, maar vleermuizen en andere dieren hebben er last van.',
    options: ['Niet belangrijk', 'Een beetje belangrijk', 'Belangrijk', 'Heel belangrijk'],
  },
  {
    ...{ kind: 'text', isOptional: true },
    heading: 'Wat kan uw organisatie zelf doen?',
    explanation: 'Denk aan lessen, een telling of hulp van vrijwilligers.',
  },
]

export const cyclingIntro = [
  'Wij maken een plan voor veilige fietsroutes tussen de dorpen. U kent de fietsers en de wegen.',
  'Daarom vragen wij u om mee te denken voordat wij iets opschrijven.',
].join(' ')

export type DemoInvited = {
  name: string
  kind: 'organisation' | 'workingGroup'
  role: string
  themes: string[]
  /** Its people; the first is the coordinator. */
  people: { name: string; email: string }[]
  /** Whether one of them has looked at the questions. */
  hasOpened: boolean
  /** What they have written so far. */
  answers: { question: number; state: 'open' | 'done'; items: string[] }[]
}

/** The organisations that are asked: one has not looked yet, one has looked, one is writing. */
export const cyclingPartners: DemoInvited[] = [
  {
    ...{ name: 'Welzijnsgroep Andes', kind: 'organisation', role: 'welzijnswerk', themes: ['Leefbaarheid', 'Ouderen'] },
    people: [
      { name: 'Partner bij Andes', email: 'partner@andes.example' },
      { name: 'Collega bij Andes', email: 'collega@andes.example' },
    ],
    hasOpened: false,
    answers: [],
  },
  {
    ...{
      name: 'Fietsplatform Hondsrug',
      kind: 'workingGroup',
      role: 'vrijwilligers voor veilig fietsen',
      themes: ['Verkeer'],
    },
    people: [{ name: 'Coördinator van het fietsplatform', email: 'platform@fietsenhondsrug.example' }],
    hasOpened: true,
    answers: [
      {
        question: 1,
        state: 'done',
        items: [
          'Bij de rotonde in Borger zien automobilisten ons ’s winters niet: de heg staat te hoog.',
          'Tussen Ees en Exloo rijden vrachtwagens vlak langs de fietsers. Er is geen apart pad.',
          'Op het fietspad langs het kanaal in Nieuw-Buinen drukken wortels het asfalt omhoog.',
        ],
      },
      { question: 2, state: 'done', items: ['Leerlingen van de middelbare school'] },
      {
        question: 4,
        state: 'open',
        items: ['Onze vrijwilligers kunnen in het voorjaar een week lang fietsers tellen. '],
      },
    ],
  },
  {
    ...{
      name: 'Dorpsbelangen Exloo',
      kind: 'organisation',
      role: 'dorpsvereniging',
      themes: ['Leefbaarheid', 'Verkeer'],
    },
    people: [{ name: 'Secretaris van Dorpsbelangen', email: 'secretaris@dorpsbelangenexloo.example' }],
    hasOpened: true,
    answers: [],
  },
]
