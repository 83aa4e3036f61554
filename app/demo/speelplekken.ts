import type { MeetingDetails } from '#app/features/meetings/meeting.schema.ts'
import type { DemoContribution } from './case.ts'

export type DemoMeeting = Omit<MeetingDetails, 'startsAt' | 'endsAt' | 'registerUntil'> & {
  /** Days from today; a negative number is a past meeting. */
  inDays: number
  begins: string
  ends: string
  registersUntilDayBefore: boolean
  /** People who registered by phone; the last of them did not come. */
  participants: string[]
  /** What was said; only for a past meeting. */
  report?: string
}

/** A past afternoon and a coming evening. */
export const playgroundMeetings: DemoMeeting[] = [
  {
    ...{
      title: 'Kinderen kiezen mee',
      inDays: -4,
      begins: '14:00',
      ends: '15:30',
      audience: 'invited',
      isPublic: true,
      places: 25,
      registersUntilDayBefore: true,
    },
    ...{ place: 'Brede school', address: 'Nieuw-Buinen' },
    about: 'De kinderen van groep 5 tot en met 8 vertellen waar zij spelen en wat zij missen.',
    agenda: [
      { begins: '14:00', title: 'Een rondje langs de speelplekken' },
      { begins: '14:45', title: 'Tekenen wat er moet komen' },
    ],
    participants: [
      'Leerkracht van groep 5',
      'Leerkracht van groep 7',
      'Ouder uit de ouderraad',
      'Vrijwilliger van het jongerenwerk',
    ],
    report: [
      'Drieëntwintig kinderen liepen mee langs vijf plekken.',
      'De kinderen vinden de glijbaan bij de school te laag. Zij willen een toestel waar je hoog op kunt klimmen.',
      'Bij het kanaal durven de jongste kinderen niet te spelen, omdat er geen hek staat.',
      'Een kind in een rolstoel kon op drie van de vijf plekken niet bij de toestellen komen.',
    ].join('\n\n'),
  },
  {
    ...{
      title: 'Inloopavond over de speelplekken',
      inDays: 9,
      begins: '19:30',
      ends: '21:00',
      audience: 'everyone',
      isPublic: true,
      places: 40,
      registersUntilDayBefore: true,
    },
    ...{ place: 'Dorpshuis Nieuw-Buinen', address: 'Nieuw-Buinen' },
    about: 'U ziet de tekeningen van de drie grote speelplekken. U kunt vragen stellen en zeggen wat u ervan vindt.',
    agenda: [
      { begins: '19:30', title: 'Welkom, met koffie en thee' },
      { begins: '19:45', title: 'De tekeningen van de drie grote plekken' },
      { begins: '20:15', title: 'In groepjes langs de kaarten' },
    ],
    participants: ['Bestuurslid van Dorpsbelangen', 'Ouder uit de ouderraad', 'Buurtbewoner'],
  },
]

/** Reactions to the plan that is open, dated a number of days before today. */
export function playgroundReactions(daysAgo: (days: number, time: string) => string): DemoContribution[] {
  return [
    {
      ...{
        id: 'speel-1',
        kind: 'inwoner',
        channel: 'online',
        at: daysAgo(12, '20:14:00'),
        about: 'Drie grote speelplekken',
      },
      text: 'Goed dat er schaduw komt. Maak het hek wel hoger dan nu, want de bal ligt steeds op de weg.',
      points: [{ quote: 'Maak het hek wel hoger dan nu, want de bal ligt steeds op de weg.', theme: 'Veiligheid' }],
    },
    {
      ...{
        id: 'speel-2',
        kind: 'organisatie',
        name: 'Ouderraad van de brede school',
        channel: 'e-mail',
        at: daysAgo(10, '09:30:00'),
      },
      text: 'Wij willen graag meedenken over de toestellen.\n\n- een schommel waar ook een rolstoel op kan\n- een plek voor oudere kinderen\n- een kraantje met drinkwater',
      points: [
        {
          quote: 'een schommel waar ook een rolstoel op kan',
          theme: 'Toestellen',
          disposition: 'alreadyInPlan',
          reply: 'Dit staat in het plan: elke grote speelplek krijgt een toestel voor een kind in een rolstoel.',
          sections: ['Drie grote speelplekken'],
        },
        { quote: 'een plek voor oudere kinderen', theme: 'Toestellen' },
        {
          quote: 'een kraantje met drinkwater',
          theme: 'Water en groen',
          disposition: 'adopted',
          reply: 'Goed idee. Op de drie grote plekken komt een kraantje.',
          sections: ['Water en groen'],
        },
      ],
    },
    {
      ...{
        id: 'speel-3',
        kind: 'inwoner',
        channel: 'online',
        at: daysAgo(8, '21:02:00'),
        about: 'Vijf kleine speelplekken',
      },
      text: 'De plek aan onze straat wordt gras. Daar spelen elke dag zes kleuters! Voor hen is het dorpshuis te ver lopen. Kom eens kijken op woensdagmiddag.',
    },
    {
      ...{ id: 'speel-4', kind: 'inwoner', channel: 'telefoon', at: daysAgo(6, '10:45:00'), about: 'Honden' },
      text: 'Mevrouw vindt het veldje voor honden een goed plan. Zij vraagt om een bankje en een prullenbak daarbij.',
    },
    {
      ...{
        id: 'speel-5',
        kind: 'organisatie',
        name: 'Dorpsbelangen Nieuw-Buinen',
        channel: 'post',
        at: daysAgo(3, '11:00:00'),
        about: 'Wat kost het?',
      },
      text: 'Wij missen wat het weghalen van de oude toestellen kost. Ook vragen wij of bewoners een kleine plek zelf mogen onderhouden.',
    },
    {
      ...{ id: 'speel-6', kind: 'inwoner', channel: 'online', at: daysAgo(1, '19:20:00'), about: 'Water en groen' },
      text: 'Leuk, spelen met water! Maar wie maakt het schoon?',
    },
  ]
}
