import type { DemoContribution } from './case.ts'

/** What residents wrote in the inspraak period. The words are ours. */
export const socialPlanReactions: DemoContribution[] = [
  {
    ...{
      id: 'web-1',
      kind: 'inwoner',
      channel: 'online',
      at: '2016-10-19T20:31:00',
      about: 'Mantelzorg en vrijwilligers',
      email: 'inspreker1@voorbeeld.example',
    },
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
        reply:
          'Dit kunnen wij niet betalen. Wel kunt u straks een middag vervanging vragen, gratis en in uw eigen dorp.',
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
