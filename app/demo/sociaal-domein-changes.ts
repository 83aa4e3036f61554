/** Why something changed: points, by what they quote, or the executive itself with a sentence. */
type Because = { points?: string[]; ownInitiative?: string }

/** A change to the paragraph that begins `at`, or behind it. In `becomes` an empty line splits. */
export type DemoChange = Because & { at: string } & (
    { becomes: string } | { adds: string } | { movesBehind: string } | { isTakenOut: true }
  )

export type DemoAmendment = {
  title: string
  movers: string
  reason: string
  behind: string
  adds: string
  decidedOn: string
}

/** What the executive changed in the concept after the inspraak. The words are ours. */
export const socialPlanChanges: DemoChange[] = [
  {
    at: 'Wij willen dat elke school één vaste contactpersoon',
    becomes:
      'Elke school krijgt één vaste contactpersoon bij het sociaal team, ook voor jonge mantelzorgers. Die krijgt scholing om angst en somberheid bij kinderen eerder te zien.',
    points: ['Mijn dochter zorgt voor mij en haalt daardoor haar huiswerk niet. School wist van niets.'],
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
    ownInitiative: 'Een vrije dag per week kunnen wij niet betalen. Nu staat er wat wij wel kunnen doen.',
  },
  {
    at: 'Of mensen graag in hun dorp wonen',
    becomes:
      'Of mensen graag in hun dorp wonen, hangt af van de voorzieningen, van elkaar, en van hoe zij er kunnen komen. Wij praten met de provincie en de vervoerders over bussen op tijden dat mensen ze nodig hebben.\n\nWillen bewoners hun dorpshuis zelf beheren? Dan helpen wij bij de start en bij de verzekering.',
    ownInitiative: 'De alinea ging over twee dingen. Los van elkaar zijn ze beter te vinden.',
  },
  {
    at: 'Het beweegspreekuur blijft',
    movesBehind: 'Een algemene voorziening is er voor iedereen',
    ownInitiative: 'Het spreekuur is er voor iedereen. Daarom staat het nu bij de algemene voorzieningen.',
  },
  {
    at: 'Dit plan is een voorstel',
    isTakenOut: true,
    ownInitiative: 'Deze alinea ging over het concept.',
  },
]

/** What the council changed besides. */
export const socialPlanAmendment: DemoAmendment = {
  title: 'Reiskosten voor vrijwilligers',
  movers: 'twee fracties',
  reason: 'Wie een middag de zorg overneemt, moet daar geen geld op toeleggen.',
  behind: 'Vrijwilligers houden onze dorpen draaiende',
  adds: 'Vrijwilligers die een middag de zorg overnemen, krijgen hun reiskosten terug.',
  decidedOn: '2016-12-15',
}

export const socialPlanDecision = {
  body: 'de gemeenteraad',
  decidedOn: '2016-12-15',
  decision: 'Raadsbesluit van 15 december 2016',
  note: 'De raad nam het plan aan met één amendement.',
  /** Some answers say less than the plan does: as in life, an official signs for that. */
}
