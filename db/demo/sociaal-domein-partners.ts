import type { DemoContribution } from './case.ts'

/** The fourteen contributors of the summer of 2016: their names and kinds are facts, the words are ours. */
export const partners: DemoContribution[] = [
  {
    ...{ id: '2016-01', kind: 'gezin', name: 'Gezin Nieuw-Buinen', named: true, channel: 'gesprek', at: '2016-06-14T15:30:00' },
    about: 'Preventie en vroegsignalering',
    text: 'Als er iets is met de kinderen, vragen wij het eerst aan familie. Daarna praten wij met de juf of de huisarts. Het zou fijn zijn als die mensen breder kijken dan alleen hun eigen vak.',
    points: [
      {
        quote: 'Het zou fijn zijn als die mensen breder kijken dan alleen hun eigen vak.',
        theme: 'Opvoeden en opgroeien',
        disposition: 'alreadyInPlan',
        reply: 'Dit staat in het plan: leraren, huisartsen en trainers weten straks bij wie zij met een zorg terechtkunnen.',
        sections: ['Preventie en vroegsignalering'],
      },
    ],
  },
  {
    ...{ id: '2016-02', kind: 'werkgroep', name: 'Werkgroep laaggeletterdheid', channel: 'e-mail', at: '2016-06-20T10:05:00' },
    about: 'Laaggeletterdheid',
    text: 'Veel mensen schamen zich omdat zij slecht lezen; doe iets aan dat taboe.\n\nVergeet nieuwe inwoners met een asielachtergrond niet.\n\nOuders lezen thuis vaak niet voor, en de brieven van school zijn te moeilijk.',
    points: [
      {
        quote: 'Veel mensen schamen zich omdat zij slecht lezen; doe iets aan dat taboe.',
        theme: 'Laaggeletterdheid',
        disposition: 'adopted',
        reply: 'U hebt gelijk. Het plan noemt nu de schaamte, en wij trainen baliemedewerkers en huisartsen om het gesprek erover te beginnen.',
        sections: ['Laaggeletterdheid'],
      },
      {
        quote: 'Vergeet nieuwe inwoners met een asielachtergrond niet.',
        theme: 'Laaggeletterdheid',
        disposition: 'adopted',
        reply: 'De lessen in de buurt staan ook voor hen open. Dat staat nu in het plan.',
        sections: ['Laaggeletterdheid'],
      },
      {
        quote: 'Ouders lezen thuis vaak niet voor, en de brieven van school zijn te moeilijk.',
        theme: 'Onderwijs',
        disposition: 'partlyAdopted',
        reply: 'De bibliotheek start met voorlezen aan huis. Over de brieven van scholen gaan de scholen zelf; wij bespreken het met hen.',
        sections: ['Onderwijs', 'Laaggeletterdheid'],
      },
    ],
  },
  {
    ...{ id: '2016-03', kind: 'gesprekken', name: 'Uit gesprekken met professionals over informele zorg' },
    ...{ channel: 'bijeenkomst', at: '2016-06-28T13:00:00', about: 'Mantelzorg en vrijwilligers' },
    text: 'Veel mantelzorgers weten zelf niet dat zij mantelzorger zijn.\n\nLet op kinderen die een ouder met psychische problemen hebben. Niemand ziet hen.\n\nGeef jonge mantelzorgers een andere waardering dan volwassenen.\n\nWie een uitkering heeft, mag maar beperkt vrijwilligerswerk doen. Verander dat.',
    points: [
      {
        quote: 'Veel mantelzorgers weten zelf niet dat zij mantelzorger zijn.',
        theme: 'Mantelzorg',
        disposition: 'alreadyInPlan',
        reply: 'Het plan zegt dit ook, en noemt wat wij doen om hen eerder te bereiken.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
      {
        quote: 'Let op kinderen die een ouder met psychische problemen hebben. Niemand ziet hen.',
        theme: 'Mantelzorg',
        disposition: 'adopted',
        reply: 'Wij noemen deze kinderen nu in het plan. Elke school krijgt iemand bij wie zij terechtkunnen.',
        sections: ['Mantelzorg en vrijwilligers', 'Opvoeden en opgroeien'],
      },
      {
        quote: 'Geef jonge mantelzorgers een andere waardering dan volwassenen.',
        theme: 'Mantelzorg',
        disposition: 'adopted',
        reply: 'Zij kiezen die voortaan zelf mee uit. Dat is een actiepunt geworden.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
      {
        quote: 'Wie een uitkering heeft, mag maar beperkt vrijwilligerswerk doen. Verander dat.',
        theme: 'Vrijwilligers',
        disposition: 'outOfScope',
        reply: 'Dit staat in een wet van het Rijk. De gemeente kan die regel niet veranderen.',
      },
    ],
  },
  {
    ...{ id: '2016-04', kind: 'functionaris', name: 'Coördinator Boodschappen PlusBus', channel: 'e-mail', at: '2016-07-01T09:12:00' },
    about: 'Algemene voorzieningen',
    text: 'Onze chauffeurs zien het als het minder gaat met iemand. Dan verwijzen wij door. Maar het contact met de sociale teams komt niet op gang. Zonder subsidie wordt een rit te duur.',
    points: [
      {
        quote: 'Maar het contact met de sociale teams komt niet op gang.',
        theme: 'Informele zorg',
        disposition: 'partlyAdopted',
        reply: 'De teams gaan twee keer per jaar mee met de bus. Een vaste plek bij de teams kan nu niet: daar is geen ruimte voor.',
        sections: ['Laagdrempelig en dichtbij'],
      },
      {
        quote: 'Zonder subsidie wordt een rit te duur.',
        theme: 'Mobiliteit & Voorzieningen',
        disposition: 'noted',
        reply: 'Wij weten dat de ritten van de subsidie afhangen. Over de hoogte beslist de raad bij de begroting.',
      },
    ],
  },
  {
    ...{ id: '2016-05', kind: 'organisatie', name: 'Stichting Ouderen Activiteiten Borger-Odoorn', channel: 'e-mail', at: '2016-07-04T16:40:00' },
    text: 'Wij gaan door met sport, cursussen en uitjes voor ouderen.',
    points: [
      {
        quote: 'Wij gaan door met sport, cursussen en uitjes voor ouderen.',
        theme: 'Sport',
        disposition: 'noSpecificPoints',
        reply: 'Bedankt voor uw inbreng. U vroeg ons niet om iets te veranderen.',
      },
    ],
  },
  {
    ...{ id: '2016-06', kind: 'overleg', name: 'Uit Brede School overleg', channel: 'bijeenkomst', at: '2016-07-05T14:00:00', about: 'Onderwijs' },
    text: 'Iedereen doet aan preventie, maar ieder voor zich. De gemeente denkt te snel dat het geregeld is.',
    points: [
      {
        quote: 'Iedereen doet aan preventie, maar ieder voor zich.',
        theme: 'Onderwijs',
        disposition: 'adopted',
        reply: 'Er komt twee keer per jaar een overleg van scholen, opvang, sport en sociale teams samen.',
        sections: ['Preventie en vroegsignalering', 'Onderwijs'],
      },
      {
        quote: 'De gemeente denkt te snel dat het geregeld is.',
        theme: 'Onderwijs',
        disposition: 'noted',
        reply: 'Een terechte opmerking. Wij laten voortaan elk jaar zien wat er van de afspraken gekomen is.',
        sections: ['Tot slot'],
      },
    ],
  },
  {
    ...{ id: '2016-07', kind: 'functionaris', name: 'Cultuurcoach', channel: 'e-mail', at: '2016-07-07T11:20:00', about: 'Cultuur' },
    text: 'Kunstenaars, scholen en verenigingen weten te weinig van elkaar. Breng ook cultuur, sport en sociale teams bij elkaar.',
    points: [
      {
        quote: 'Kunstenaars, scholen en verenigingen weten te weinig van elkaar.',
        theme: 'Onderwijs',
        disposition: 'alreadyInPlan',
        reply: 'Daarvoor is de cultuurcoach: dat staat in het plan.',
        sections: ['Cultuur'],
      },
      {
        quote: 'Breng ook cultuur, sport en sociale teams bij elkaar.',
        theme: 'Sport',
        disposition: 'partlyAdopted',
        reply: 'De cultuurcoach sluit aan bij het overleg over preventie. Een apart overleg maken wij niet.',
        sections: ['Cultuur'],
      },
    ],
  },
  {
    ...{ id: '2016-08', kind: 'organisatie', name: 'MEE Drenthe', channel: 'e-mail', at: '2016-07-11T09:00:00' },
    about: 'Cliëntondersteuning en vertrouwenspersonen',
    text: 'Wij staan nu verder weg van inwoners dan vroeger. Mensen moeten weten dat wij er zijn.',
    points: [
      {
        quote: 'Mensen moeten weten dat wij er zijn.',
        theme: 'Informele zorg',
        disposition: 'adopted',
        reply: 'In elke uitnodiging voor een gesprek staat voortaan dat u iemand van MEE mag meenemen.',
        sections: ['Cliëntondersteuning en vertrouwenspersonen'],
      },
    ],
  },
]
