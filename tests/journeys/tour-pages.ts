import { freeKinds } from '#app/features/contributions/free-contribution.ts'

/** The pages that the tour looks at and of which `npm run pictures` takes a picture, by who may see them. */

export const open = '/trajecten/speelplekken-nieuw-buinen'
export const answered = '/trajecten/sociaal-domein'

export const forEveryone = [
  ...['/', '/zoeken', '/zoeken?zoek=mantel', '/zoeken?zoek=mantelzorg&soort=punten', '/zoeken?zoek=2.3'],
  ...['/zoeken?zoek=matelzorg', '/zoeken?zoek=bestaatniet', '/afgerond', '/hulp', '/privacy', '/toegankelijkheid'],
  ...['/mijn-reactie', '/inloggen', '/wachtwoord-vergeten', '/dev/mail'],
  ...['', '/plan', '/plan/2', '/plan/alles', '/plan/zoeken?zoek=speel', '/reageren', '/wat-is-ermee-gedaan'].map(
    (part) => open + part,
  ),
  ...[
    '',
    '/plan',
    '/plan/2',
    '/plan/actiepunten',
    '/plan/2?oud=1',
    '/wat-is-er-veranderd',
    '/wat-is-er-veranderd/2',
    '/reageren',
    '/wat-is-ermee-gedaan',
    '/top-vijf',
    '/partnerinbreng',
  ].map((part) => answered + part),
  `${answered}/wat-is-ermee-gedaan?besluit=niet-overgenomen&zoek=betalen`,
]

/** Pages that nobody finds, and an address that can't be read. */
export const notThere = [
  ...[
    '/bestaat-niet',
    `${open}/plan/99`,
    `${open}/plan/alinea/geen-id`,
    `${open}/plan/rij/geen-id`,
    '/trajecten/veilig-fietsen',
    '/trajecten/%00',
  ],
]

export const draft = '/ambtenaar/trajecten/veilig-fietsen'
export const running = '/ambtenaar/trajecten/speelplekken-nieuw-buinen'
export const done = '/ambtenaar/trajecten/sociaal-domein'

export const forOfficials = [
  ...[
    '',
    '/trajecten',
    '/trajecten/nieuw',
    '/gebruikers',
    '/account',
    '/gemeente',
    '/standaardteksten',
    '/gemeente/bewaren',
    '/gemeente/stappen',
    '/gemeente/besluitwoorden',
    '/gemeente/besluitwoorden/nieuw',
    '/gemeente/besluitwoorden/noted',
  ].map((part) => `/ambtenaar${part}`),
  ...[draft, running].flatMap((process) => [
    ...[
      '',
      '/inspraak',
      '/fasen',
      '/plan',
      '/plan/actiepunten',
      '/plan/koppen',
      '/plan/resten',
      '/plan/afbeeldingen',
      '/plan/openbaar',
      '/plan/vaststellen',
      '/vrijgeven',
    ].map((part) => process + part),
    ...['/bijeenkomsten', '/bijeenkomsten/nieuw'].map((part) => process + part),
    ...['/inbreng', '/inbreng/nieuw', '/punten', '/punten/in-een-keer', '/campagnes', '/themas', '/voortgang'].map(
      (part) => process + part,
    ),
    `${process}/publiceren`,
  ]),
  ...['/stappen', '/inlezen', '/punten/filters', '/punten/weergaven', '/advies', '/advies/vragen'].map(
    (part) => running + part,
  ),
  ...freeKinds.map(({ word }) => `${running}/inbreng/nieuw?soort=${word}`),
  ...[
    '/inbreng',
    '/punten',
    '/voortgang',
    '/publiceren',
    '/partners/bijlage',
    '/plan',
    '/plan/vergelijken',
    '/besluitdossier',
  ].map((part) => done + part),
  ...[draft, running, done].map((process) => `${process}/partners/importeren`),
  ...['', '/1', '/2', '/3'].map((part) => `${draft}/partners/antwoorden${part}`),
]

/**
 * The first page of a kind that a list leads to: where the list is, what the address of the page contains, and what to put behind that
 * address for a page of it.
 */
export const behindLists: { list: string; part: string; then?: string }[] = [
  // An id begins with 0 for as long as the clock gives them: another page lies beside those of contributions.
  ...[`${running}/inbreng`, `${done}/inbreng?zoek=sponsors`].map((list) => ({ list, part: '/inbreng/0' })),
  ...[`${running}/punten`, `${done}/punten?zoek=sponsors`].map((list) => ({ list, part: '/punten/0' })),
  { list: `${running}/inbreng`, part: '/inbreng/0', then: '/geschiedenis' },
  { list: `${running}/bijeenkomsten`, part: '/bijeenkomsten/0', then: '/wijzigen' },
  { list: '/ambtenaar/partners', part: '/partners/0' },
  { list: `${running}/plan`, part: '/plan?onderdeel=0' },
]

/** Who else has an area of their own, and where it is. */
export const areas = [
  { email: 'griffie@borger-odoorn.example', area: '/raad' },
  { email: 'raadslid@borger-odoorn.example', area: '/raad' },
  { email: 'partner@andes.example', area: '/partner' },
]

/** Pages of officials that only a journey leads to, with the journey that looks at them and the words by which it gets there. */
export const lookedAtElsewhere: Record<string, { journey: string; by: string }> = {
  '/ambtenaar/partners': { journey: 'partner-asking.test.ts', by: '^Partnerboek' },
  '/ambtenaar/trajecten/:slug/amendementen/:amendmentId': { journey: 'amendment.test.ts', by: 'Een vast gezicht' },
  '/ambtenaar/partners/nieuw': { journey: 'partner-asking.test.ts', by: '^Nieuwe organisatie' },
  '/ambtenaar/trajecten/:slug/partners': { journey: 'partner-asking.test.ts', by: '^Partners' },
  '/ambtenaar/trajecten/:slug/partners/vragen': { journey: 'partner-asking.test.ts', by: '^Vragen voor partners' },
  '/ambtenaar/trajecten/:slug/partners/vragen/voorbeeld': {
    ...{ journey: 'partner-asking.test.ts', by: 'Zo ziet de partner het' },
  },
  '/ambtenaar/trajecten/:slug/bijeenkomsten/:meetingId': { journey: 'meeting.test.ts', by: 'Avond over zorg' },
  '/ambtenaar/trajecten/:slug/inbreng/:contributionId/herkomst': { journey: 'meeting.test.ts', by: "name: 'Herkomst'" },
  '/ambtenaar/trajecten/:slug/inbreng/:contributionId/bestanden': {
    ...{ journey: 'meeting.test.ts', by: "name: 'Bronbestanden'" },
  },
  '/ambtenaar/trajecten/:slug/punten/in-een-keer/:bulkId': {
    journey: 'desk-team.test.ts',
    by: 'punten krijgen het thema',
  },
  '/ambtenaar/trajecten/:slug/punten/:pointId/openbaar': { journey: 'public-words.test.ts', by: '/openbaar`' },
  '/ambtenaar/trajecten/:slug/campagnes/:campaignId': {
    journey: 'campaign.test.ts',
    by: '33 brieven zeggen bijna hetzelfde',
  },
  '/ambtenaar/trajecten/:slug/publiceren/:publicationId': { journey: 'publications.test.ts', by: 'makePublication(' },
}

/** Pages of officials for which the demo has nothing to show: the tour makes something. */
export const madeForTour = ['/ambtenaar/standaardteksten/:boilerplateId', '/ambtenaar/trajecten/:slug/wissen/:kind']
