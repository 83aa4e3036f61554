import type { DemoPartner } from './case.ts'

/**
 * A family, groups and studies that were heard in the summer of 2016 without the list of questions. Who took part is
 * fact, the words are ours.
 */
export const family: DemoPartner = {
  ...{ name: 'Gezin Nieuw-Buinen', kind: 'gezin' },
  answer: {
    disposition: 'alreadyInPlan',
    reply:
      'Fijn dat u vertelde hoe het bij u gaat. Wat u vraagt, staat in het plan: wie dicht bij uw kinderen staat, leert breder kijken en weet bij wie een zorg terechtkan.',
    sections: ['Preventie en vroegsignalering'],
  },
  questions: [
    {
      points: [
        { text: 'Is er iets met de kinderen, dan bellen wij eerst opa en oma.', theme: 'Informele zorg' },
        {
          text: 'Komen wij er met elkaar niet uit, dan praten wij met de juf of de huisarts.',
          theme: 'Opvoeden en opgroeien',
        },
        {
          text: 'Het zou fijn zijn als die mensen breder kijken dan alleen hun eigen vak.',
          theme: 'Opvoeden en opgroeien',
        },
      ],
    },
  ],
}

export const literacy: DemoPartner = {
  ...{ name: 'Werkgroep laaggeletterdheid', kind: 'werkgroep' },
  questions: [
    {
      points: [
        {
          text: 'Veel mensen schamen zich omdat zij slecht lezen; doe iets aan dat taboe.',
          theme: 'Laaggeletterdheid',
          disposition: 'adopted',
          reply:
            'U hebt gelijk. Het plan noemt de schaamte, en baliemedewerkers en huisartsen leren hoe zij het gesprek erover beginnen.',
          sections: ['Laaggeletterdheid'],
        },
        {
          text: 'Vergeet nieuwe inwoners met een asielachtergrond niet.',
          theme: 'Laaggeletterdheid',
          disposition: 'adopted',
          reply: 'De lessen in de buurt staan ook voor hen open. Dat staat nu in het plan.',
          sections: ['Laaggeletterdheid'],
        },
        {
          text: 'Thuis is er vaak niemand die voorleest, en de brieven van school zijn te moeilijk.',
          theme: 'Onderwijs',
          disposition: 'partlyAdopted',
          reply:
            'De bibliotheek start met voorlezen aan huis. Over de brieven van scholen gaan de scholen zelf; wij bespreken het met hen.',
          sections: ['Laaggeletterdheid'],
        },
        {
          text: 'Een kind dat thuis voor iemand zorgt, loopt op school soms achter met lezen en praten. Maak daar een eigen aanpak voor.',
          theme: 'Mantelzorg',
          disposition: 'notAdopted',
          reply:
            'Een eigen aanpak maken wij niet: het gaat om weinig kinderen, en elk kind heeft iets anders nodig. Wel vragen wij de contactpersoon van de school om op hen te letten.',
        },
      ],
    },
  ],
}

export const conversations: DemoPartner = {
  ...{ name: 'Uit gesprekken met professionals over informele zorg', kind: 'gesprekken' },
  questions: [
    {
      points: [
        {
          text: 'Wie voor een ander zorgt, noemt zichzelf vaak geen mantelzorger en vraagt dus ook geen hulp.',
          theme: 'Mantelzorg',
          disposition: 'alreadyInPlan',
          reply: 'Het plan zegt dit ook, en noemt wat wij doen om hen eerder te bereiken.',
          sections: ['Mantelzorg en vrijwilligers'],
        },
        {
          text: 'Let op kinderen die een ouder met psychische problemen hebben. Niemand ziet hen.',
          theme: 'Mantelzorg',
          disposition: 'adopted',
          reply: 'Wij noemen deze kinderen nu in het plan. De vaste contactpersoon van elke school let ook op hen.',
          sections: ['Mantelzorg en vrijwilligers', 'Opvoeden en opgroeien'],
        },
        {
          text: 'Bedank een kind dat zorgt op een andere manier dan een volwassene.',
          theme: 'Mantelzorg',
          disposition: 'adopted',
          reply: 'Jonge mantelzorgers kiezen voortaan zelf mee wat zij krijgen. Dat is een actiepunt geworden.',
          sections: ['2.5 Actiepunten'],
        },
        {
          text: 'Nu komt er pas opvang als een mantelzorger al ziek is van moeheid. Regel iets waar iedereen zonder indicatie terechtkan.',
          theme: 'Mantelzorg',
          disposition: 'partlyAdopted',
          reply:
            'Er komt een plan voor opvang dicht bij huis. Of dat zonder indicatie kan, weten wij nog niet: dat hangt af van wat het kost.',
          sections: ['2.5 Actiepunten', 'Mantelzorg en vrijwilligers'],
        },
        {
          text: 'Wie een uitkering heeft, mag maar beperkt vrijwilligerswerk doen. Verander dat.',
          theme: 'Vrijwilligers',
          disposition: 'outOfScope',
          reply: 'Dit staat in een wet van het Rijk. De gemeente kan die regel niet veranderen.',
        },
      ],
    },
  ],
}

export const seniors: DemoPartner = {
  ...{ name: 'Stichting Ouderen Activiteiten Borger-Odoorn', kind: 'organisatie' },
  answer: {
    disposition: 'noSpecificPoints',
    reply: 'Bedankt voor uw inbreng. U vroeg ons niet om iets te veranderen.',
  },
  questions: [{ points: [{ text: 'Wij gaan door met sport, cursussen en uitjes voor ouderen.', theme: 'Sport' }] }],
}

export const schools: DemoPartner = {
  ...{ name: 'Uit Brede School overleg', kind: 'overleg' },
  questions: [
    {
      points: [
        {
          text: 'Iedereen doet aan preventie, maar ieder voor zich.',
          theme: 'Onderwijs',
          disposition: 'adopted',
          reply: 'Scholen, opvang, sportclubs en sociale teams overleggen straks twee keer per jaar samen.',
          sections: ['Preventie en vroegsignalering'],
        },
        {
          text: 'De gemeente vindt al gauw dat het met preventie wel goed zit.',
          theme: 'Onderwijs',
          disposition: 'noted',
          reply: 'Een terechte opmerking. Wij laten elk jaar zien wat er van de afspraken gekomen is.',
          sections: ['Tot slot'],
        },
        {
          text: 'Wie slecht slaapt of weinig beweegt, leert ook minder goed. Kijk daarom naar het hele kind.',
          theme: 'Gezondheid',
          disposition: 'alreadyInPlan',
          reply: 'Zo zien wij het ook: scholen, sportclubs en zorgverleners werken hier samen aan.',
          sections: ['Gezondheid en gezonde leefstijl'],
        },
        {
          text: 'Wij praten er zelf nu in elk overleg over.',
          theme: 'Onderwijs',
          disposition: 'noted',
          reply: 'Mooi. Wij schuiven graag bij u aan.',
        },
      ],
    },
  ],
}

export const library: DemoPartner = {
  ...{ name: 'Naar aanleiding van onderzoek voor de bibliotheeknota', kind: 'onderzoek' },
  answer: {
    disposition: 'adopted',
    reply:
      'De bibliotheek wordt een plek waar u ook met vragen over zorg en geld terechtkunt. Dat is een actiepunt geworden. De lessen lezen en schrijven zijn er ook.',
    sections: ['3.6 Actiepunten', 'Laaggeletterdheid'],
  },
  questions: [
    {
      points: [
        {
          text: 'Bezoekers komen het meest om te lezen of iets op te zoeken. Leg er dus ook uitleg over zorg en hulp neer.',
          theme: 'Informele zorg',
        },
        {
          text: 'Mensen met weinig geld komen vaak in de bibliotheek en voelen zich er thuis. Houd daar cursussen en spreekuren.',
          theme: 'Laaggeletterdheid',
        },
      ],
    },
  ],
}
