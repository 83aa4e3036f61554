import type { DemoAnswer } from './case.ts'

type DemoPlace = DemoAnswer & { topic: string; motivation: string }

/** The day on which the council ranked the ten topics, in three groups. */
export const rankingDay = '2016-04-28'

/** What a topic is about, in our own words. */
export const topicDescriptions: Record<string, string> = {
  'Informele zorg': 'Hulp van buren, vrienden en vrijwilligers, zonder indicatie.',
  Mantelzorg: 'Langdurig zorgen voor iemand die u goed kent.',
  'Mobiliteit & Voorzieningen': 'Bussen, winkels, dorpshuizen en andere plekken die u wilt kunnen bereiken.',
  Schulddienstverlening: 'Hulp bij schulden, en voorkomen dat ze ontstaan.',
}

/** The places that each group gave are facts; the motivations and the answers are ours. */
export const councilGroups: { name: string; places: DemoPlace[] }[] = [
  {
    name: 'Groep 1',
    places: [
      {
        topic: 'Opvoeden en opgroeien',
        motivation:
          'Een goede start helpt een kind zijn hele leven. Elke euro die hier naartoe gaat, verdient zich terug.',
        disposition: 'alreadyInPlan',
        reply: 'Dit is het eerste onderwerp van het hoofdstuk over gezin en sociaal netwerk.',
        sections: ['Opvoeden en opgroeien'],
      },
      {
        topic: 'Onderwijs',
        motivation: 'Alle kinderen komen op school. Een leraar merkt daar als eerste dat het thuis niet goed gaat.',
        disposition: 'adopted',
        reply: 'Elke school krijgt één vaste contactpersoon bij het sociaal team.',
        sections: ['Onderwijs', 'Opvoeden en opgroeien'],
      },
      {
        topic: 'Mantelzorg',
        motivation: 'Zonder mantelzorgers loopt alles vast. Kijk hier samen naar, want informele zorg hoort erbij.',
        disposition: 'adopted',
        reply: 'Mantelzorg en hulp door vrijwilligers staan nu bij elkaar in één paragraaf.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
      {
        topic: 'Gezondheid',
        motivation: 'Wie zich fit voelt, blijft werken, leren en meedoen.',
        disposition: 'alreadyInPlan',
        reply: 'Het beweegspreekuur blijft, en scholen en clubs doen mee.',
        sections: ['Gezondheid en gezonde leefstijl'],
      },
      {
        topic: 'Schulddienstverlening',
        motivation: 'Achter een schuld zit bijna altijd meer. Pak het vroeg aan.',
        disposition: 'adopted',
        reply: 'Wie zich eerder meldt, krijgt eerder hulp. Er komt ook één aanvraag voor alle regelingen.',
        sections: ['Schuldhulpverlening', 'Minimavoorzieningen'],
      },
    ],
  },
  {
    name: 'Groep 2',
    places: [
      {
        topic: 'Mobiliteit & Voorzieningen',
        motivation:
          'In een dorp zonder bus en zonder winkel raken mensen alleen.\nZorg dat zij er kunnen blijven wonen.',
        disposition: 'partlyAdopted',
        reply: 'Wij praten met de provincie over betere tijden van de bus. Over winkels gaat de gemeente niet.',
        sections: ['Leefbaarheid'],
      },
      {
        topic: 'Mantelzorg',
        motivation: 'Vraag eerst aan de mensen zelf wat zij nodig hebben om het vol te houden.',
        disposition: 'adopted',
        reply: 'Wij kijken samen met hen wat nodig is: iemand die luistert, praktische hulp of een vrije middag.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
      {
        topic: 'Onderwijs',
        motivation: 'Op school leer je ook omgaan met geld en met elkaar.',
        disposition: 'noted',
        reply: 'Wat kinderen leren, bepalen de scholen zelf. In het plan verandert daarom niets.',
      },
      {
        topic: 'Gezondheid',
        motivation: 'Wat nu werkt, moet blijven. Meet wel of het helpt.',
        disposition: 'partlyAdopted',
        reply: 'Wij laten elk jaar zien hoever wij zijn. Voor een apart onderzoek is geen geld.',
        sections: ['Gezondheid en gezonde leefstijl', 'Tot slot'],
      },
      {
        topic: 'Informele zorg',
        motivation: 'Dit kunt u niet los zien van mantelzorg. De buurvrouw die helpt, doet hetzelfde werk.',
        disposition: 'adopted',
        reply: 'De twee onderwerpen staan nu in één paragraaf.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
    ],
  },
  {
    name: 'Groep 3',
    places: [
      {
        topic: 'Informele zorg',
        motivation: 'Let op kinderen die thuis voor een ouder zorgen. Zij vragen zelf niet om hulp.',
        disposition: 'adopted',
        reply: 'Jonge mantelzorgers krijgen extra aandacht, en een blijk van waardering die zij zelf uitkiezen.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
      {
        topic: 'Opvoeden en opgroeien',
        motivation:
          'Ouders die met ruzie uit elkaar gaan, kunnen goede begeleiding gebruiken. Hun kinderen dragen het lang mee.',
        disposition: 'partlyAdopted',
        reply: 'Ouders kunnen hiervoor terecht bij het sociaal team. Een aparte training komt er nog niet.',
        sections: ['Opvoeden en opgroeien'],
      },
      {
        topic: 'Gezondheid',
        motivation: 'Voorkomen is beter: begin bij wat kinderen eten en hoeveel zij bewegen.',
        disposition: 'alreadyInPlan',
        reply: 'Het plan noemt het overgewicht, en wat wij daar samen met scholen en clubs aan doen.',
        sections: ['Gezondheid en gezonde leefstijl'],
      },
      {
        topic: 'Mobiliteit & Voorzieningen',
        motivation: 'De kleine kernen hebben het minst. Wie daar oud wordt, zit vaak de hele dag binnen.',
        disposition: 'adopted',
        reply: 'Bewoners mogen hun dorpshuis zelf beheren. Wij helpen bij de start.',
        sections: ['Leefbaarheid'],
      },
      {
        topic: 'Laaggeletterdheid',
        motivation: 'Mensen schamen zich en houden het stil. Denk ook aan wie nooit met een computer leerde werken.',
        disposition: 'adopted',
        reply: 'De lessen zijn er ook overdag, en huisartsen en werkgevers wijzen erop.',
        sections: ['Laaggeletterdheid'],
      },
    ],
  },
]
