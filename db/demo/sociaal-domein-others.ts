import type { DemoContribution } from './case.ts'

/** The other contributors of the summer, and residents in the inspraak period. The words are ours. */
export const others: DemoContribution[] = [
  {
    ...{ id: '2016-09', kind: 'organisatie', name: 'Het LSR', channel: 'e-mail', at: '2016-07-12T10:45:00' },
    about: 'Cliëntondersteuning en vertrouwenspersonen',
    text: 'Vertel beter dat er vertrouwenspersonen zijn. En werk mee als er een klacht is.',
    points: [
      {
        quote: 'Vertel beter dat er vertrouwenspersonen zijn.',
        theme: 'Informele zorg',
        disposition: 'alreadyInPlan',
        reply: 'Dit stond er al: de sociale teams vertellen het bij het eerste gesprek.',
        sections: ['Cliëntondersteuning en vertrouwenspersonen'],
      },
      {
        quote: 'En werk mee als er een klacht is.',
        theme: 'Informele zorg',
        disposition: 'forwarded',
        reply: 'Wij gaven dit door aan het bestuur van de sociale teams. U hoort van hen vóór 1 februari 2017.',
        forwardedTo: 'Stichting Sociale Teams',
      },
    ],
  },
  {
    ...{ id: '2016-10', kind: 'onderzoek', name: 'Onderzoek voor de bibliotheeknota', channel: 'bijeenkomst', at: '2016-07-14T09:30:00' },
    text: 'Mensen met weinig geld komen vaak in de bibliotheek. Maak er ook een plek van voor vragen over zorg.',
    points: [
      {
        quote: 'Maak er ook een plek van voor vragen over zorg.',
        theme: 'Laaggeletterdheid',
        disposition: 'adopted',
        reply: 'Dit is een actiepunt geworden: de bibliotheek wordt een plek voor vragen over zorg en geld.',
        sections: ['Algemene voorzieningen'],
      },
    ],
  },
  {
    ...{ id: '2016-11', kind: 'organisatie', name: 'Welzijnsgroep Andes', channel: 'e-mail', at: '2016-07-18T15:00:00', about: 'Leefbaarheid' },
    text: 'Geef ons heldere opdrachten. Laat bewoners het dorpshuis zelf beheren waar zij dat willen. Blijf praten met de sociale teams over wie wat doet.',
    points: [
      {
        quote: 'Geef ons heldere opdrachten.',
        theme: 'Vrijwilligers',
        disposition: 'noted',
        reply: 'Dat doen wij in de jaarlijkse opdracht aan Andes. In het plan zelf verandert niets.',
      },
      {
        quote: 'Laat bewoners het dorpshuis zelf beheren waar zij dat willen.',
        theme: 'Mobiliteit & Voorzieningen',
        disposition: 'adopted',
        reply: 'Dat staat nu in het plan. Wij helpen bij de start en bij de verzekering.',
        sections: ['Leefbaarheid'],
      },
      {
        quote: 'Blijf praten met de sociale teams over wie wat doet.',
        theme: 'Informele zorg',
        disposition: 'alreadyInPlan',
        reply: 'Dit hoort bij onze rol: de regie houden. Zie het eerste hoofdstuk.',
        sections: ['Onze rol: loslaten en de regie houden'],
      },
    ],
  },
  {
    ...{ id: '2016-12', kind: 'organisatie', name: 'Accare', channel: 'e-mail', at: '2016-07-21T08:50:00', about: 'Opvoeden en opgroeien' },
    text: 'Zorg dat leraren een angststoornis of depressie eerder herkennen. Zet een praktijkondersteuner voor jeugd bij de huisarts. Soms is zware hulp thuis beter dan steeds lichte hulp.',
    points: [
      {
        quote: 'Zorg dat leraren een angststoornis of depressie eerder herkennen.',
        theme: 'Gezondheid',
        disposition: 'partlyAdopted',
        reply: 'Er komt scholing voor de vaste contactpersoon van elke school. Alle leraren scholen kunnen wij niet betalen.',
        sections: ['Opvoeden en opgroeien'],
      },
      {
        quote: 'Zet een praktijkondersteuner voor jeugd bij de huisarts.',
        theme: 'Opvoeden en opgroeien',
        disposition: 'alreadyInPlan',
        reply: 'Dit is een actiepunt in het plan.',
        sections: ['Gezin en sociaal netwerk'],
      },
      {
        quote: 'Soms is zware hulp thuis beter dan steeds lichte hulp.',
        theme: 'Gezondheid',
        disposition: 'noted',
        reply: 'Dat zijn wij met u eens. Het sociaal team kijkt per gezin wat nodig is.',
      },
    ],
  },
  {
    ...{ id: '2016-13', kind: 'organisatie', name: 'Beter Thuis Wonen', channel: 'e-mail', at: '2016-08-03T12:15:00' },
    about: 'Collectieve en individuele voorzieningen',
    text: 'Studenten doen bij ons klussen bij mensen thuis. Geef ook een kans aan mensen die geen gewone baan vinden.',
    points: [
      {
        quote: 'Geef ook een kans aan mensen die geen gewone baan vinden.',
        theme: 'Onderwijs',
        disposition: 'partlyAdopted',
        reply: 'Wij nemen uw voorbeeld mee in de proef met sociale activering. Nieuwe plekken kunnen wij nog niet beloven.',
        sections: ['Uitkering en eigen kracht'],
      },
    ],
  },
  {
    ...{ id: '2016-14', kind: 'organisatie', name: 'Coöperatie BOOZ', channel: 'e-mail', at: '2016-08-22T17:05:00' },
    about: 'Collectieve en individuele voorzieningen',
    text: 'De sociale teams doen ons werk soms over. Mensen met een verwijzing maken daar vaak geen gebruik van.',
    points: [
      {
        quote: 'De sociale teams doen ons werk soms over.',
        theme: 'Informele zorg',
        disposition: 'notAdopted',
        reply: 'Wij veranderen dit niet: de teams moeten zelf met een gezin kunnen spreken voordat er hulp komt. Wel vragen zij voortaan eerst naar uw verslag.',
        sections: ['Resultaatgerichte inkoop'],
      },
      {
        quote: 'Mensen met een verwijzing maken daar vaak geen gebruik van.',
        theme: 'Gezondheid',
        disposition: 'adopted',
        reply: 'Wij onderzoeken hoe dat komt. Dat is een actiepunt geworden.',
        sections: ['Collectieve en individuele voorzieningen'],
      },
    ],
  },
  {
    ...{ id: 'web-1', kind: 'inwoner', channel: 'online', at: '2016-10-19T20:31:00', about: 'Mantelzorg en vrijwilligers', email: 'inspreker1@voorbeeld.example' },
    text: 'Mijn dochter zorgt voor mij en haalt daardoor haar huiswerk niet. School wist van niets.\n\nGeef mantelzorgers elke week een betaalde vrije dag.',
    points: [
      {
        quote: 'Mijn dochter zorgt voor mij en haalt daardoor haar huiswerk niet. School wist van niets.',
        theme: 'Mantelzorg',
        disposition: 'adopted',
        reply: 'Dank dat u dit vertelt. Elke school krijgt een vaste contactpersoon, ook voor jonge mantelzorgers.',
        sections: ['Mantelzorg en vrijwilligers', 'Opvoeden en opgroeien'],
      },
      {
        quote: 'Geef mantelzorgers elke week een betaalde vrije dag.',
        theme: 'Mantelzorg',
        disposition: 'notAdopted',
        reply: 'Dit kunnen wij niet betalen. Wel kunt u straks een middag vervanging vragen, gratis en in uw eigen dorp.',
        sections: ['Mantelzorg en vrijwilligers'],
      },
    ],
  },
  {
    ...{ id: 'web-2', kind: 'inwoner', channel: 'online', at: '2016-11-02T08:15:00', about: 'Leefbaarheid' },
    text: '’s Avonds rijdt er geen bus meer naar ons dorp. Daardoor kan ik niet naar mijn cursus.',
    points: [
      {
        quote: '’s Avonds rijdt er geen bus meer naar ons dorp.',
        theme: 'Mobiliteit & Voorzieningen',
        disposition: 'forwarded',
        reply: 'Wij gaven uw punt door. U hoort van hen vóór 1 februari 2017.',
        forwardedTo: 'Publiek Vervoer Groningen Drenthe',
        sections: ['Leefbaarheid'],
      },
    ],
  },
  {
    ...{ id: 'post-1', kind: 'inwoner', channel: 'post', at: '2016-11-15T11:00:00', about: 'Schuldhulpverlening' },
    text: 'Wie schulden heeft, durft niet naar het sociaal team. In een dorp ziet iedereen je auto staan. Kan het ook ’s avonds of thuis?',
    points: [
      {
        quote: 'Kan het ook ’s avonds of thuis?',
        theme: 'Schulddienstverlening',
        disposition: 'adopted',
        reply: 'Ja. Het sociaal team komt op verzoek bij u thuis, ook ’s avonds. Dat staat nu in het plan.',
        sections: ['Schuldhulpverlening'],
      },
    ],
  },
]
