import type { DemoPartner } from './case.ts'

/**
 * Organisations in the villages that answered the questions. PlusBus and cultuurcoach skipped question 3 and numbered
 * on without a gap.
 */
export const shoppingBus: DemoPartner = {
  ...{ name: 'Coördinator Boodschappen PlusBus', kind: 'functionaris' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Wie bij ons komt rijden of helpen, krijgt eerst een training.',
          theme: 'Vrijwilligers',
          disposition: 'noted',
          reply: 'Goed om te weten. In het plan hoeft daar niets voor te veranderen.',
        },
        {
          text: 'Onze chauffeurs zien het als het minder gaat met iemand. Dan bellen zij met Andes of het sociaal team.',
          theme: 'Informele zorg',
          disposition: 'noted',
          reply: 'Zo’n vroeg telefoontje is veel waard. Blijf ons bellen.',
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'De een rijdt graag, de ander maakt liever een praatje. Wij kijken wat bij iemand past.',
          theme: 'Vrijwilligers',
          disposition: 'noted',
          reply: 'Zo houdt u mensen. Wij noemen uw bus als voorbeeld bij andere verenigingen.',
        },
      ],
    },
    {
      ...{ asked: 4, printed: 3 },
      answer: {
        disposition: 'partlyAdopted',
        reply:
          'De sociale teams rijden straks twee keer per jaar met u mee. Over de subsidie kunnen wij niets beloven: daarover beslist de raad bij de begroting.',
        sections: ['Laagdrempelig en dichtbij'],
      },
      points: [
        {
          text: 'Zonder geld van de gemeente en van sponsors wordt een rit te duur.',
          theme: 'Mobiliteit & Voorzieningen',
        },
        {
          text: 'Met de sociale teams praten wij wel, maar nieuwe mensen sturen zij ons nog niet. Dat is jammer.',
          theme: 'Informele zorg',
        },
      ],
    },
    {
      ...{ asked: 5, printed: 4 },
      points: [
        {
          text: 'Wij zoeken vrijwilligers die echt iets kunnen. Daar draait de bus op.',
          theme: 'Vrijwilligers',
          disposition: 'noted',
          reply: 'Dat merken de mensen die met u meerijden. Dank daarvoor.',
        },
      ],
    },
  ],
}

export const cultureCoach: DemoPartner = {
  ...{ name: 'Cultuurcoach', kind: 'functionaris' },
  questions: [
    {
      asked: '1. Vanuit het werkveld',
      points: [
        {
          text: 'Kunstenaars, scholen en verenigingen weten te weinig van elkaar.',
          theme: 'Onderwijs',
          disposition: 'alreadyInPlan',
          reply: 'Daarvoor is de cultuurcoach: dat staat in het plan.',
          sections: ['Cultuur'],
        },
        {
          text: 'Wie samen zingt of toneelspeelt, hoort erbij: jong, oud, en ook wie gevlucht is.',
          theme: 'Vrijwilligers',
          disposition: 'alreadyInPlan',
          reply: 'Zo staat het ook in het plan: cultuur brengt mensen bij elkaar.',
          sections: ['Cultuur'],
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'Houd bij de gemeente iemand die mensen aan elkaar koppelt. Zo kwam het kunstwerk in Borger er ook.',
          theme: 'Vrijwilligers',
          disposition: 'partlyAdopted',
          reply: 'De cultuurcoach blijft. Voor hoeveel uur, beslist de raad elk jaar bij de begroting.',
          sections: ['Cultuur'],
        },
      ],
    },
    {
      ...{ asked: 4, printed: 3 },
      points: [
        {
          text: 'Breng ook cultuur, sport en sociale teams bij elkaar.',
          theme: 'Sport',
          disposition: 'partlyAdopted',
          reply: 'De cultuurcoach doet mee in het overleg over preventie. Een apart overleg maken wij niet.',
          sections: ['Cultuur', 'Preventie en vroegsignalering'],
        },
        {
          text: 'Ook een dirigent merkt het als het met iemand niet goed gaat.',
          theme: 'Gezondheid',
          disposition: 'adopted',
          reply: 'Dat misten wij. Dirigenten staan nu in het plan, naast leraren, huisartsen en trainers.',
          sections: ['Preventie en vroegsignalering'],
        },
        {
          text: 'Geef elke leerling kunst en muziek, tot en met de middelbare school.',
          theme: 'Onderwijs',
          disposition: 'outOfScope',
          reply: 'Wat kinderen op school leren, bepalen de scholen en het Rijk. Daar gaat dit plan niet over.',
        },
      ],
    },
  ],
}

export const welfare: DemoPartner = {
  ...{ name: 'Welzijnsgroep Andes', kind: 'organisatie' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Blijf ons opdrachten geven die helder zijn.',
          theme: 'Vrijwilligers',
          disposition: 'noted',
          reply: 'Dat doen wij in de jaarlijkse opdracht aan Andes. In het plan zelf verandert niets.',
        },
        {
          text: 'Een dorp met een goed idee heeft een opbouwwerker nodig, anders gebeurt er niets.',
          theme: 'Mobiliteit & Voorzieningen',
          disposition: 'alreadyInPlan',
          reply: 'Wij helpen inwoners die samen iets willen opzetten. Dat is een van onze taken in het plan.',
          sections: ['Onze rol: loslaten en de regie houden'],
        },
        {
          text: 'Organisaties kunnen meer van elkaar leren dan nu gebeurt.',
          theme: 'Informele zorg',
          disposition: 'partlyAdopted',
          reply:
            'Dat kan straks twee keer per jaar, in het overleg over preventie. Een eigen cursusprogramma maken wij niet.',
          sections: ['Preventie en vroegsignalering'],
        },
      ],
    },
    {
      asked: 2,
      answer: {
        disposition: 'noted',
        reply: 'Dit past bij wat wij van u vragen. Hoe u het doet, laten wij graag aan u over.',
      },
      points: [
        { text: 'Onze voorlichting bedenken wij samen met de mensen voor wie die is.', theme: 'Vrijwilligers' },
        { text: 'Van onze manieren van werken is uitgezocht dat zij helpen.', theme: 'Vrijwilligers' },
      ],
    },
    {
      asked: 3,
      points: [
        {
          text: 'Niemand zou voor gewone hulp zijn dorp uit moeten.',
          theme: 'Mobiliteit & Voorzieningen',
          disposition: 'partlyAdopted',
          reply:
            'Wij breiden het aanbod in de dorpen uit waar dat zwaardere hulp voorkomt. Alles in elk dorp kunnen wij niet betalen.',
          sections: ['Laagdrempelig en dichtbij'],
        },
        {
          text: 'Laat bewoners het dorpshuis zelf beheren waar zij dat willen.',
          theme: 'Mobiliteit & Voorzieningen',
          disposition: 'adopted',
          reply: 'Dat staat nu in het plan. Wij helpen bij de start en bij de verzekering.',
          sections: ['Leefbaarheid'],
        },
      ],
    },
    {
      asked: 4,
      points: [
        {
          text: 'Blijf praten met de sociale teams en met ons over wie wat doet.',
          theme: 'Informele zorg',
          disposition: 'alreadyInPlan',
          reply: 'Dit hoort bij onze rol: de regie houden. Zie het eerste hoofdstuk.',
          sections: ['Onze rol: loslaten en de regie houden'],
        },
      ],
    },
    {
      asked: 5,
      points: [
        {
          text: 'Iedereen die bij ons werkt, met of zonder loon, leert elk jaar bij.',
          theme: 'Vrijwilligers',
          disposition: 'noted',
          reply: 'Daar houden wij u graag aan. In het plan verandert niets.',
        },
      ],
    },
  ],
}
