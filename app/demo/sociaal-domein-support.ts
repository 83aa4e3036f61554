import type { DemoPartner } from './case.ts'

/** Organisations that support residents in a conversation or a complaint, and answered the questions. */
export const support: DemoPartner = {
  ...{ name: 'MEE Drenthe', kind: 'organisatie', role: 'specialistische cliëntondersteuning' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Wie bij ons komt, kunnen wij helpen.',
          theme: 'Informele zorg',
          disposition: 'noted',
          reply: 'Dat is goed nieuws. In het plan hoeft daar niets voor te veranderen.',
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'Wij willen vaker aan tafel zitten met de sociale teams.',
          theme: 'Informele zorg',
          disposition: 'forwarded',
          reply: 'Wij gaven uw vraag door aan het bestuur van de sociale teams. U hoort van hen vóór 1 februari 2017.',
          forwardedTo: 'Stichting Sociale Teams',
        },
      ],
    },
    {
      asked: 3,
      points: [
        {
          text: 'Sinds de nieuwe regels is de weg naar ons langer. Geef ons weer een plek in het sociaal team.',
          theme: 'Informele zorg',
          disposition: 'notAdopted',
          reply:
            'Dit doen wij niet: u moet los van de gemeente kunnen staan. Wel noemen wij u voortaan in elke uitnodiging voor een gesprek.',
          sections: ['Cliëntondersteuning en vertrouwenspersonen'],
        },
      ],
    },
    {
      asked: 4,
      points: [
        {
          text: 'Mensen moeten weten dat wij er zijn.',
          theme: 'Informele zorg',
          disposition: 'adopted',
          reply: 'In elke uitnodiging voor een gesprek staat voortaan dat u iemand van MEE mag meenemen.',
          sections: ['Cliëntondersteuning en vertrouwenspersonen'],
        },
      ],
    },
    {
      asked: 5,
      answer: {
        disposition: 'noted',
        reply: 'Dank voor wat u aanbiedt. Wij spreken het met u af in de opdracht voor volgend jaar.',
      },
      points: [
        { text: 'Wij denken mee, ook als de vraag nog niet helder is.', theme: 'Informele zorg' },
        {
          text: 'Heeft iemand zijn leven lang zorg nodig, dan helpen wij met de aanvraag bij het Rijk.',
          theme: 'Gezondheid',
        },
      ],
    },
  ],
}

export const confidants: DemoPartner = {
  ...{ name: 'Het LSR', kind: 'organisatie', role: 'vertrouwenspersonen' },
  questions: [
    {
      asked: 1,
      points: [
        {
          text: 'Naar ons komt iemand pas als er al iets misging.',
          theme: 'Informele zorg',
          disposition: 'noted',
          reply: 'Dat hoort bij uw werk. Des te belangrijker dat mensen u dan weten te vinden.',
        },
        {
          text: 'Vertel beter dat er vertrouwenspersonen zijn.',
          theme: 'Informele zorg',
          disposition: 'adopted',
          reply: 'In elke uitnodiging voor een gesprek staat voortaan bij wie u kunt klagen.',
          sections: ['Cliëntondersteuning en vertrouwenspersonen'],
        },
      ],
    },
    {
      asked: 2,
      points: [
        {
          text: 'Na één goed gesprek weet iemand vaak zelf hoe het verder kan.',
          theme: 'Informele zorg',
          disposition: 'noted',
          reply: 'Zo’n klein begin is precies wat wij willen. In het plan verandert niets.',
        },
      ],
    },
    {
      asked: 3,
      points: [
        {
          text: 'Laat het sociaal team ons noemen, meteen bij de kennismaking.',
          theme: 'Informele zorg',
          disposition: 'alreadyInPlan',
          reply: 'Dit stond er al: de sociale teams vertellen het bij het eerste gesprek.',
          sections: ['Cliëntondersteuning en vertrouwenspersonen'],
        },
      ],
    },
    {
      asked: 4,
      points: [
        {
          text: 'Help mee als er een klacht is, ook als die over u gaat.',
          theme: 'Informele zorg',
          disposition: 'forwarded',
          reply: 'Wij gaven dit door aan het bestuur van de sociale teams. U hoort van hen vóór 1 februari 2017.',
          forwardedTo: 'Stichting Sociale Teams',
        },
        {
          text: 'Doe iets met wat u van klachten leert.',
          theme: 'Informele zorg',
          disposition: 'partlyAdopted',
          reply:
            'Elk jaar laten wij zien waarover klachten gingen. Over één klacht schrijven wij niet: dan is iemand te herkennen.',
          sections: ['Tot slot'],
        },
      ],
    },
  ],
}
