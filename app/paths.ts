/** Fills in the parts of an address, each encoded, so that a part cannot turn it into another address. */
function path(texts: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return texts.reduce((all, text, at) => `${all}${encodeURIComponent(parts[at - 1] ?? '')}${text}`)
}

/** The lists of a process that go out as files, by what they are called in an address. */
export const givenOutLists = {
  points: 'punten',
  register: 'inbreng',
  campaigns: 'campagnes',
  themes: 'themas',
  progress: 'voortgang',
  withheld: 'niet-openbaar',
  partners: 'partners',
  partnerPoints: 'partnerpunten',
  partnerAnswers: 'partnerantwoorden',
  partnerTotals: 'partnertotalen',
} as const
export type GivenOutList = keyof typeof givenOutLists
export type GivenOutName = (typeof givenOutLists)[GivenOutList]
type GivenOutFile = `${GivenOutName}.${'csv' | 'xlsx'}`

/**
 * Every address of the site, by the file of its screen: routes/official/process/split.tsx is at
 * `paths.official.process.split`. `paths.test.ts` compares this with routes.ts, and lint refuses an address that is
 * written elsewhere.
 */
export const paths = {
  public: {
    home: () => '/',
    finished: () => '/afgerond',
    search: () => '/zoeken',
    help: () => '/hulp',
    privacy: () => '/privacy',
    accessibility: () => '/toegankelijkheid',
    myReaction: () => '/mijn-reactie',
    /** One point of it, counted from 1: no address says whose point it is. */
    myPoint: (place: number) => path`/mijn-reactie/punt/${place}`,
    advice: (token?: string) => (token === undefined ? '/advies' : path`/advies/${token}`),
    process: (slug: string) => path`/trajecten/${slug}`,
    planWhole: (slug: string) => path`/trajecten/${slug}/plan/alles`,
    /** A paragraph of any version: it leads to where its words stand now, for ever. */
    planParagraph: (slug: string, paragraphId: string) => path`/trajecten/${slug}/plan/alinea/${paragraphId}`,
    /** A row of a table by its id, which it has in every version. */
    planRow: (slug: string, rowId: string) => path`/trajecten/${slug}/plan/rij/${rowId}`,
    planImage: (slug: string, imageId: string) => path`/trajecten/${slug}/plan/afbeelding/${imageId}`,
    planActions: (slug: string) => path`/trajecten/${slug}/plan/actiepunten`,
    /** An action item by the number that readers see: it leads to where it stands now, for ever. */
    planAction: (slug: string, number: number) => path`/trajecten/${slug}/plan/actiepunt/${number}`,
    planSearch: (slug: string) => path`/trajecten/${slug}/plan/zoeken`,
    /** The plan, or one chapter of it (`chapterAddress`). */
    planChapter: (slug: string, chapter?: string) =>
      chapter === undefined ? path`/trajecten/${slug}/plan` : path`/trajecten/${slug}/plan/${chapter}`,
    /** What changed in the plan, or in one chapter of it (`chapterAddress`). */
    changed: (slug: string, chapter?: string) =>
      chapter === undefined
        ? path`/trajecten/${slug}/wat-is-er-veranderd`
        : path`/trajecten/${slug}/wat-is-er-veranderd/${chapter}`,
    react: (slug: string) => path`/trajecten/${slug}/reageren`,
    reactAboutYou: (slug: string) => path`/trajecten/${slug}/reageren/over-u`,
    reactCheck: (slug: string) => path`/trajecten/${slug}/reageren/controleren`,
    receipt: (slug: string) => path`/trajecten/${slug}/ontvangen`,
    forget: (slug: string) => path`/trajecten/${slug}/vergeten`,
    answered: (slug: string) => path`/trajecten/${slug}/wat-is-ermee-gedaan`,
    answeredCsv: (slug: string) => path`/trajecten/${slug}/wat-is-ermee-gedaan.csv`,
    answeredJson: (slug: string) => path`/trajecten/${slug}/wat-is-ermee-gedaan.json`,
    withheld: (slug: string) => path`/trajecten/${slug}/wat-niet-openbaar-is`,
    topList: (slug: string) => path`/trajecten/${slug}/top-vijf`,
    topListCsv: (slug: string) => path`/trajecten/${slug}/top-vijf.csv`,
    topListJson: (slug: string) => path`/trajecten/${slug}/top-vijf.json`,
    partnerInput: (slug: string) => path`/trajecten/${slug}/partnerinbreng`,
    partnerInputCsv: (slug: string) => path`/trajecten/${slug}/partnerinbreng.csv`,
    partnerInputXlsx: (slug: string) => path`/trajecten/${slug}/partnerinbreng.xlsx`,
    partnerInputJson: (slug: string) => path`/trajecten/${slug}/partnerinbreng.json`,
    calendar: (slug: string) => path`/trajecten/${slug}/agenda.ics`,
    meeting: (slug: string, meetingId: string) => path`/trajecten/${slug}/bijeenkomsten/${meetingId}`,
    meetingRegistration: (slug: string, meetingId: string, token?: string) =>
      token === undefined
        ? path`/trajecten/${slug}/bijeenkomsten/${meetingId}/aanmelding`
        : path`/trajecten/${slug}/bijeenkomsten/${meetingId}/aanmelding/${token}`,
    meetingCalendar: (slug: string, meetingId: string) =>
      path`/trajecten/${slug}/bijeenkomsten/${meetingId}/agenda.ics`,
    meetingInvitation: (slug: string, meetingId: string, token: string) =>
      path`/trajecten/${slug}/bijeenkomsten/${meetingId}/uitnodiging/${token}`,
    logIn: () => '/inloggen',
    logInCode: () => '/inloggen/code',
    logInLink: (token: string) => path`/inloggen/link/${token}`,
    secondStep: () => '/twee-stappen',
    logOut: () => '/uitloggen',
    forgotPassword: () => '/wachtwoord-vergeten',
    invitation: (token?: string) => (token === undefined ? '/uitnodiging' : path`/uitnodiging/${token}`),
    newPassword: (token?: string) => (token === undefined ? '/nieuw-wachtwoord' : path`/nieuw-wachtwoord/${token}`),
    robotsTxt: () => '/robots.txt',
    sitemap: () => '/sitemap.xml',
    securityTxt: () => '/.well-known/security.txt',
    devMail: (id?: string) => (id === undefined ? '/dev/mail' : path`/dev/mail/${id}`),
    devMailMessage: (id: string) => path`/dev/mail/${id}/bericht`,
  },

  official: {
    today: () => '/ambtenaar',
    account: () => '/ambtenaar/account',
    users: () => '/ambtenaar/gebruikers',
    municipality: () => '/ambtenaar/gemeente',
    retention: () => '/ambtenaar/gemeente/bewaren',
    erase: (slug: string, kind: string) => path`/ambtenaar/trajecten/${slug}/wissen/${kind}`,
    steps: () => '/ambtenaar/gemeente/stappen',
    decisionWords: () => '/ambtenaar/gemeente/besluitwoorden',
    newDecision: () => '/ambtenaar/gemeente/besluitwoorden/nieuw',
    decisionWord: (word: string) => path`/ambtenaar/gemeente/besluitwoorden/${word}`,
    boilerplates: () => '/ambtenaar/standaardteksten',
    boilerplate: (boilerplateId: string) => path`/ambtenaar/standaardteksten/${boilerplateId}`,
    partners: () => '/ambtenaar/partners',
    newPartner: () => '/ambtenaar/partners/nieuw',
    partner: (partnerId: string) => path`/ambtenaar/partners/${partnerId}`,
    partnersCsv: () => '/ambtenaar/partners/partners.csv',
    partnersTemplate: () => '/ambtenaar/partners/sjabloon.csv',
    processes: () => '/ambtenaar/trajecten',
    newProcess: () => '/ambtenaar/trajecten/nieuw',
    process: {
      details: (slug: string) => path`/ambtenaar/trajecten/${slug}`,
      consultation: (slug: string) => path`/ambtenaar/trajecten/${slug}/inspraak`,
      phases: (slug: string) => path`/ambtenaar/trajecten/${slug}/fasen`,
      plan: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan`,
      planCompare: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/vergelijken`,
      planActionItems: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/actiepunten`,
      planFigures: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/afbeeldingen`,
      planHeadings: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/koppen`,
      planLeftovers: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/resten`,
      planRelease: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/openbaar`,
      planAdopt: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/vaststellen`,
      release: (slug: string) => path`/ambtenaar/trajecten/${slug}/vrijgeven`,
      register: (slug: string) => path`/ambtenaar/trajecten/${slug}/inbreng`,
      newContribution: (slug: string) => path`/ambtenaar/trajecten/${slug}/inbreng/nieuw`,
      split: (slug: string, contributionId: string) => path`/ambtenaar/trajecten/${slug}/inbreng/${contributionId}`,
      origin: (slug: string, contributionId: string) =>
        path`/ambtenaar/trajecten/${slug}/inbreng/${contributionId}/herkomst`,
      sourceFiles: (slug: string, contributionId: string) =>
        path`/ambtenaar/trajecten/${slug}/inbreng/${contributionId}/bestanden`,
      sourceFile: (slug: string, contributionId: string, fileId: string) =>
        path`/ambtenaar/trajecten/${slug}/inbreng/${contributionId}/bestanden/${fileId}`,
      contributionHistory: (slug: string, contributionId: string) =>
        path`/ambtenaar/trajecten/${slug}/inbreng/${contributionId}/geschiedenis`,
      pointAct: (slug: string, pointId: string) => path`/ambtenaar/trajecten/${slug}/punten/${pointId}/zet`,
      pointLive: (slug: string, pointId: string) => path`/ambtenaar/trajecten/${slug}/punten/${pointId}/live`,
      relatedAnswers: (slug: string, pointId: string) => path`/ambtenaar/trajecten/${slug}/punten/${pointId}/lijkt-op`,
      pointHistoryCsv: (slug: string, pointId: string) =>
        path`/ambtenaar/trajecten/${slug}/punten/${pointId}/geschiedenis.csv`,
      historyCsv: (slug: string) => path`/ambtenaar/trajecten/${slug}/geschiedenis.csv`,
      planParts: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/zoeken`,
      planPoints: (slug: string) => path`/ambtenaar/trajecten/${slug}/plan/punten-zoeken`,
      points: (slug: string) => path`/ambtenaar/trajecten/${slug}/punten`,
      pointsFilters: (slug: string) => path`/ambtenaar/trajecten/${slug}/punten/filters`,
      deskViews: (slug: string) => path`/ambtenaar/trajecten/${slug}/punten/weergaven`,
      answer: (slug: string, pointId: string) => path`/ambtenaar/trajecten/${slug}/punten/${pointId}`,
      bulkChanges: (slug: string) => path`/ambtenaar/trajecten/${slug}/punten/in-een-keer`,
      bulk: (slug: string, bulkId: string) => path`/ambtenaar/trajecten/${slug}/punten/in-een-keer/${bulkId}`,
      publicPoint: (slug: string, pointId: string) => path`/ambtenaar/trajecten/${slug}/punten/${pointId}/openbaar`,
      takeIn: (slug: string) => path`/ambtenaar/trajecten/${slug}/inlezen`,
      giveOut: (slug: string, file: GivenOutFile) => path`/ambtenaar/trajecten/${slug}/ophalen/${file}`,
      askedAdvice: (slug: string) => path`/ambtenaar/trajecten/${slug}/advies`,
      askAdvice: (slug: string) => path`/ambtenaar/trajecten/${slug}/advies/vragen`,
      campaigns: (slug: string) => path`/ambtenaar/trajecten/${slug}/campagnes`,
      campaign: (slug: string, campaignId: string) => path`/ambtenaar/trajecten/${slug}/campagnes/${campaignId}`,
      themes: (slug: string) => path`/ambtenaar/trajecten/${slug}/themas`,
      progress: (slug: string) => path`/ambtenaar/trajecten/${slug}/voortgang`,
      steps: (slug: string) => path`/ambtenaar/trajecten/${slug}/stappen`,
      publish: (slug: string) => path`/ambtenaar/trajecten/${slug}/publiceren`,
      publication: (slug: string, publicationId: string) =>
        path`/ambtenaar/trajecten/${slug}/publiceren/${publicationId}`,
      decisionFile: (slug: string) => path`/ambtenaar/trajecten/${slug}/besluitdossier`,
      amendment: (slug: string, amendmentId: string) => path`/ambtenaar/trajecten/${slug}/amendementen/${amendmentId}`,
      partners: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners`,
      partnerAnswers: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/antwoorden`,
      partnerAnswersTo: (slug: string, number: number) =>
        path`/ambtenaar/trajecten/${slug}/partners/antwoorden/${number}`,
      partnerQuestions: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/vragen`,
      partnerPreview: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/vragen/voorbeeld`,
      partnerImport: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/importeren`,
      partnerImportExample: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/importeren/voorbeeld.csv`,
      partnerAppendix: (slug: string) => path`/ambtenaar/trajecten/${slug}/partners/bijlage`,
    },
    meetings: {
      list: (slug: string) => path`/ambtenaar/trajecten/${slug}/bijeenkomsten`,
      new: (slug: string) => path`/ambtenaar/trajecten/${slug}/bijeenkomsten/nieuw`,
      meeting: (slug: string, meetingId: string) => path`/ambtenaar/trajecten/${slug}/bijeenkomsten/${meetingId}`,
      change: (slug: string, meetingId: string) =>
        path`/ambtenaar/trajecten/${slug}/bijeenkomsten/${meetingId}/wijzigen`,
      participantsCsv: (slug: string, meetingId: string) =>
        path`/ambtenaar/trajecten/${slug}/bijeenkomsten/${meetingId}/aanmeldingen.csv`,
    },
  },

  council: {
    home: () => '/raad',
    account: () => '/raad/account',
    decisionFile: (slug: string) => path`/raad/dossiers/${slug}`,
    newAmendment: (slug: string) => path`/raad/dossiers/${slug}/amendementen/nieuw`,
    amendment: (slug: string, amendmentId: string) => path`/raad/dossiers/${slug}/amendementen/${amendmentId}`,
    ranking: (slug: string) => path`/raad/ranglijsten/${slug}`,
    rankingTemplate: (slug: string) => path`/raad/ranglijsten/${slug}/sjabloon.csv`,
    bigScreen: (slug: string) => path`/raad/ranglijsten/${slug}/scherm`,
    bigScreenLive: (slug: string) => path`/raad/ranglijsten/${slug}/scherm/live`,
    board: (slug: string, groupId: string) => path`/raad/ranglijsten/${slug}/groep/${groupId}`,
    boardAct: (slug: string, groupId: string) => path`/raad/ranglijsten/${slug}/groep/${groupId}/zet`,
    boardLive: (slug: string, groupId: string) => path`/raad/ranglijsten/${slug}/groep/${groupId}/live`,
  },

  partner: {
    home: () => '/partner',
    account: () => '/partner/account',
    response: (responseId: string) => path`/partner/inbreng/${responseId}`,
    responseQuestion: (responseId: string, number: number) => path`/partner/inbreng/${responseId}/vraag/${number}`,
    responseCheck: (responseId: string) => path`/partner/inbreng/${responseId}/controleren`,
    responseVersions: (responseId: string) => path`/partner/inbreng/${responseId}/versies`,
    responseProposals: (responseId: string) => path`/partner/inbreng/${responseId}/andere-woorden`,
    responseAct: (responseId: string) => path`/partner/inbreng/${responseId}/zet`,
    responseLive: (responseId: string) => path`/partner/inbreng/${responseId}/live`,
  },
}

/** An address with its parameters; those that are null, undefined or empty are left out. */
export function withQuery(address: string, parameters: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  // A colon needs no encoding there: '?over=alinea:…' is easier to read.
  return query.size === 0 ? address : `${address}?${query.toString().replaceAll('%3A', ':')}`
}

/** Whether an address is this page or one below it. */
export function isWithin(address: string, page: string): boolean {
  return address.startsWith(page) && /^(?:[/?#]|$)/.test(address.slice(page.length))
}
