/** What made a change: points, by how they begin, or the executive itself. */
type Because = { points: string[] } | { ownInitiative: string } | { amendment: string }

/** What changed between the concept and the adopted plan. `at` is how the paragraph begins; of `becomes` an empty line splits. */
export type DemoChange = Because &
  (
    | { at: string; becomes: string }
    | { at: string; isTakenOut: true }
    | { at: string; isMovedBehind: string }
    | { behind: string; adds: string }
  )

/** The words are ours, as are those of the concept. */
export const socialPlanChanges: DemoChange[] = [
  {
    at: 'Wij willen dat elke school één vaste contactpersoon',
    becomes:
      'Elke school krijgt één vaste contactpersoon bij het sociaal team, ook voor jonge mantelzorgers. Die krijgt scholing om angst en somberheid bij kinderen eerder te zien.',
    points: ['Mijn dochter zorgt voor mij'],
  },
  {
    at: 'Wie schulden heeft, kan zich melden',
    becomes:
      'Wie schulden heeft, kan zich melden bij het sociaal team. Hoe eerder, hoe meer er mogelijk is. Het sociaal team komt op verzoek bij u thuis, ook ’s avonds.',
    points: ['Kan het ook ’s avonds of thuis?'],
  },
  {
    at: 'Wij willen dat mantelzorgers hun taak kunnen volhouden',
    becomes:
      'Wij willen dat mantelzorgers hun taak kunnen volhouden. Samen kijken wij wat nodig is: iemand die luistert, praktische hulp, of een middag waarin een ander de zorg overneemt. Dat is gratis en in uw eigen dorp.',
    ownInitiative: 'Zo staat er wat wij wel kunnen doen voor wie een vrije dag per week vroeg.',
  },
  {
    at: 'Of mensen graag in hun dorp wonen',
    becomes:
      'Of mensen graag in hun dorp wonen, hangt af van de voorzieningen, van elkaar, en van hoe zij er kunnen komen. Wij praten met de provincie en de vervoerders over bussen op tijden dat mensen ze nodig hebben.\n\nWillen bewoners hun dorpshuis zelf beheren? Dan helpen wij bij de start en bij de verzekering.',
    ownInitiative: 'De alinea ging over twee dingen. Los van elkaar zijn ze beter te vinden.',
  },
  {
    at: 'Het beweegspreekuur blijft',
    isMovedBehind: 'Een algemene voorziening is er voor iedereen',
    ownInitiative: 'Het spreekuur is er voor iedereen, zonder indicatie. Daarom staat het nu bij de algemene voorzieningen.',
  },
  {
    behind: 'Vrijwilligers houden onze dorpen draaiende',
    adds: 'Vrijwilligers die een middag de zorg overnemen, krijgen hun reiskosten terug.',
    amendment: 'Reiskosten voor vrijwilligers',
  },
  {
    at: 'Dit plan is een voorstel',
    isTakenOut: true,
    ownInitiative: 'Het plan is nu vastgesteld. Deze alinea ging over het concept.',
  },
]
