import type { DemoPartner } from './case.ts'

/** Care organisations that answered the questions; not all of them answered all five. */
export const youthCare: DemoPartner = {
  ...{ name: 'Accare', kind: 'organisatie', role: '2e lijns jeugdhulp' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Op school en op de club moet men weten hoe je ziet dat een kind moeilijk leert.',
          theme: 'Opvoeden en opgroeien',
          disposition: 'partlyAdopted',
          reply:
            'Leraren en trainers leren breder kijken, en weten wie zij kunnen bellen. Een eigen cursus over moeilijk leren komt er niet.',
          sections: ['Preventie en vroegsignalering'],
        },
        {
          text: 'Is een vader of moeder in behandeling? Vraag dan ook hoe het met de kinderen gaat.',
          theme: 'Opvoeden en opgroeien',
          disposition: 'adopted',
          reply:
            'Deze kinderen staan nu in het plan. De behandelaars vragen wij om hen bij de school of het sociaal team te melden.',
          sections: ['Mantelzorg en vrijwilligers'],
        },
      ],
    },
    {
      asked: 2,
      answer: {
        disposition: 'noted',
        reply: 'Dat zijn wij met u eens. Welke hulp past, bepaalt het sociaal team samen met het gezin.',
      },
      points: [
        { text: 'Een kind knapt thuis meestal beter op dan in een kliniek.', theme: 'Gezondheid' },
        {
          text: 'Het FACT-team voor de jeugd komt bij gezinnen langs, ook als er veel speelt. Dat werkt.',
          theme: 'Gezondheid',
        },
      ],
    },
    {
      asked: 3,
      points: [
        {
          text: 'Soms is zware hulp thuis beter dan steeds lichte hulp.',
          theme: 'Gezondheid',
          disposition: 'noted',
          reply:
            'Daar hebt u gelijk in. Lichte hulp is geen doel op zich: het sociaal team kijkt per gezin wat nodig is.',
        },
      ],
    },
    {
      asked: 4,
      points: [
        {
          text: 'Zorg dat leraren angst en somberheid eerder herkennen.',
          theme: 'Gezondheid',
          disposition: 'partlyAdopted',
          reply:
            'Er komt scholing voor de vaste contactpersoon van elke school. Alle leraren scholen kunnen wij niet betalen.',
          sections: ['Opvoeden en opgroeien'],
        },
        {
          text: 'Begin op tijd als een jongere van school naar werk gaat.',
          theme: 'Onderwijs',
          disposition: 'alreadyInPlan',
          reply: 'Een jaar voordat een jongere achttien wordt, maken wij samen een plan. Dat staat er al in.',
          sections: ['Overgang van 18- naar 18+'],
        },
        {
          text: 'Zet een praktijkondersteuner voor jeugd bij de huisarts.',
          theme: 'Opvoeden en opgroeien',
          disposition: 'partlyAdopted',
          reply:
            'Wij onderzoeken of het kan. Dat is een actiepunt. Of zij er komt, hangt ook af van de huisartsen en de verzekeraar.',
          sections: ['2.5 Actiepunten'],
        },
      ],
    },
  ],
}

export const homeCare: DemoPartner = {
  ...{ name: 'Beter Thuis Wonen', kind: 'organisatie', role: 'thuiszorg' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Merkt een medewerker iets bij een cliënt, dan weet het sociaal team het snel. En wij horen terug wat er gebeurt.',
          theme: 'Gezondheid',
          disposition: 'noted',
          reply: 'Fijn dat dit loopt. Zo willen wij het met alle aanbieders.',
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'Wij beginnen bij wat iemand nog kan.',
          theme: 'Gezondheid',
          disposition: 'noted',
          reply: 'Dat past bij het plan. Er hoeft niets voor te veranderen.',
        },
      ],
    },
    {
      asked: 3,
      answer: {
        disposition: 'partlyAdopted',
        reply:
          'Wij nemen uw voorbeeld mee in de proef met plekken voor mensen die geen gewone baan vinden. Hoeveel plekken er komen, kunnen wij nog niet zeggen.',
        sections: ['Uitkering en eigen kracht'],
      },
      points: [
        {
          text: 'Bij Wijkleercentrum doen! helpen leerlingen van het Alfa College bij mensen thuis, met ramen of het eten. Zo doen zij ervaring op. Kan dat hier ook?',
          theme: 'Onderwijs',
        },
        { text: 'Geef ook een kans aan mensen die geen gewone baan vinden.', theme: 'Onderwijs' },
      ],
    },
  ],
}

export const smallProviders: DemoPartner = {
  ...{ name: 'Coöperatie BOOZ', kind: 'organisatie', role: 'kleinschalige aanbieders jeugdhulp en Wmo' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'De sociale teams doen ons werk soms over.',
          theme: 'Informele zorg',
          disposition: 'notAdopted',
          reply:
            'Wij veranderen dit niet: de teams moeten zelf met een gezin kunnen spreken voordat er hulp komt. Wel vragen zij voortaan eerst naar uw verslag.',
        },
        {
          text: 'Is een van ons ziek, dan springt een ander bij. En voor moeilijke vragen hebben wij samen een psycholoog.',
          theme: 'Gezondheid',
          disposition: 'noted',
          reply: 'Goed geregeld. In het plan hoeft daar niets voor te veranderen.',
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'Familie en buren praten mee als wij een plan maken.',
          theme: 'Mantelzorg',
          disposition: 'noted',
          reply: 'Zo hoort het. Wij vragen het ook van andere aanbieders.',
        },
      ],
    },
    {
      asked: 3,
      points: [
        {
          text: 'Veel mensen wachten te lang voordat zij hulp vragen.',
          theme: 'Gezondheid',
          disposition: 'alreadyInPlan',
          reply: 'Dat zien wij ook. Daarom begint het plan met preventie.',
          sections: ['Preventie en vroegsignalering'],
        },
        {
          text: 'Sommige mensen hebben een verwijzing en komen toch niet. Zoek met elkaar uit hoe dat komt.',
          theme: 'Gezondheid',
          disposition: 'adopted',
          reply: 'Wij onderzoeken hoe dat komt. Dat is een actiepunt geworden.',
          sections: ['4.6 Actiepunten'],
        },
      ],
    },
    {
      asked: 4,
      points: [
        {
          text: 'Laat ouderen meedoen op hun eigen tempo, zonder haast.',
          theme: 'Mobiliteit & Voorzieningen',
          disposition: 'noted',
          reply:
            'Daar letten wij op bij elke activiteit die wij betalen. Een regel in het plan is daar niet voor nodig.',
        },
      ],
    },
    {
      asked: 5,
      points: [
        {
          text: 'Wij kijken naar het hele gezin, en wat wij horen blijft bij ons.',
          theme: 'Opvoeden en opgroeien',
          disposition: 'noted',
          reply: 'Dat verwachten wij van iedere aanbieder. Dank dat u het zegt.',
        },
      ],
    },
  ],
}
