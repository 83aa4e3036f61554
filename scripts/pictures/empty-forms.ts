/** Forms that are sent with nothing in them, or with what can't be so: the page comes back with errors and changes nothing. */
import { draft, open, running } from '#tests/journeys/tour-pages.ts'
import { CLERK, COUNCIL_MEMBER, OFFICIAL, PARTNER, type Scene } from './people.ts'

type EmptyForm = {
  name: string
  as?: string
  address: string
  /** What the page that has the form is called in the list at `address`: the first link whose address contains this. */
  behind?: string
  unfold?: string
  /** Labels of fields that hold something, and what they are made to hold. */
  fill?: Record<string, string>
  button: string
}

const forms: EmptyForm[] = [
  { name: 'log-in', address: '/inloggen', button: 'Log in' },
  {
    ...{ name: 'log-in-wrong', address: '/inloggen', button: 'Log in' },
    fill: { 'E-mailadres': 'niemand@borger-odoorn.example', Wachtwoord: 'geen idee' },
  },
  { name: 'forgot-password', address: '/wachtwoord-vergeten', button: 'Stuur mij een link' },
  { name: 'my-reaction', address: '/mijn-reactie', button: 'Bekijk uw reactie' },
  {
    ...{ name: 'my-reaction-wrong', address: '/mijn-reactie', button: 'Bekijk uw reactie' },
    fill: { 'Uw geheime code': 'ABCD-EFGH-JKLM' },
  },
  { name: 'react', address: `${open}/reageren`, button: 'Verder naar stap 2' },
  { name: 'register-for-meeting', address: open, behind: '/bijeenkomsten/', button: 'Meld mij aan' },

  { name: 'new-process', as: OFFICIAL, address: '/ambtenaar/trajecten/nieuw', button: 'Maak het traject' },
  { name: 'details', as: OFFICIAL, address: draft, fill: { Titel: '' }, button: 'Bewaar de gegevens' },
  {
    ...{ name: 'consultation', as: OFFICIAL, address: `${draft}/inspraak`, button: 'Bewaar de inspraak' },
    fill: { 'Kennisgeving op': 'morgen', 'Aantal dagen': 'veel', 'E-mailadres': 'geen adres' },
  },
  {
    ...{ name: 'phases', as: OFFICIAL, address: `${draft}/fasen`, button: 'Bewaar de fasen en het vervolg' },
    fill: { 'Eerste dag': '31 februari 2026' },
  },
  { name: 'plan', as: OFFICIAL, address: `${draft}/plan`, button: 'Zet de tekst online' },
  { name: 'new-meeting', as: OFFICIAL, address: `${running}/bijeenkomsten/nieuw`, button: 'Plan de bijeenkomst' },
  {
    ...{ name: 'participant', as: OFFICIAL, address: `${running}/bijeenkomsten`, behind: '/bijeenkomsten/0' },
    button: 'Zet op de lijst',
  },
  {
    ...{ name: 'cancel-meeting', as: OFFICIAL, address: `${running}/bijeenkomsten`, behind: '/bijeenkomsten/0' },
    ...{ unfold: 'Zeg de bijeenkomst af', button: 'Zeg af' },
  },
  { name: 'invite-user', as: OFFICIAL, address: '/ambtenaar/gebruikers', button: 'Verstuur uitnodiging' },
  {
    ...{ name: 'municipality', as: OFFICIAL, address: '/ambtenaar/gemeente', button: 'Bewaar de gegevens' },
    fill: { 'Afzender van berichten': 'geen adres', 'Hoelang u reacties bewaart': '' },
  },
  { name: 'password', as: OFFICIAL, address: '/ambtenaar/account', button: 'Wijzig wachtwoord' },
  {
    name: 'two-steps',
    as: OFFICIAL,
    address: '/twee-stappen?terug=/ambtenaar/account',
    button: 'Zet twee stappen aan',
  },
  { name: 'new-partner', as: OFFICIAL, address: '/ambtenaar/partners/nieuw', button: 'Zet in het partnerboek' },
  {
    ...{ name: 'partners-from-file', as: OFFICIAL, address: '/ambtenaar/partners', button: 'Lees het bestand in' },
    unfold: 'Lees een bestand in',
  },
  {
    ...{ name: 'person-at-partner', as: OFFICIAL, address: '/ambtenaar/partners', behind: '/partners/0' },
    ...{ unfold: 'Voeg iemand toe', button: 'Voeg toe' },
  },
  {
    ...{ name: 'new-contribution', as: OFFICIAL, address: `${running}/inbreng/nieuw?soort=inwoner` },
    button: 'Registreer',
  },
  { name: 'theme', as: OFFICIAL, address: `${draft}/themas`, button: 'Voeg toe' },
  {
    ...{ name: 'public-words', as: OFFICIAL, address: `${running}/punten`, behind: '/punten/', button: 'Laat weg' },
  },
  {
    ...{ name: 'question', as: OFFICIAL, address: `${draft}/partners/vragen`, unfold: 'Voeg een vraag toe' },
    button: 'Zet op de lijst',
  },
  {
    ...{ name: 'last-day', as: OFFICIAL, address: `${draft}/partners/vragen`, button: 'Bewaar' },
    fill: { 'Laatste dag': 'ooit' },
  },
  { name: 'remind', as: OFFICIAL, address: `${draft}/partners`, button: 'Herinner nu' },
  { name: 'partner-input', as: OFFICIAL, address: `${draft}/partners/importeren`, button: 'Bekijk wat erin staat' },

  { name: 'new-ranking', as: CLERK, address: '/raad', button: 'Maak een ranglijst' },
  { name: 'council-password', as: COUNCIL_MEMBER, address: '/raad/account', button: 'Wijzig wachtwoord' },
  {
    ...{ name: 'colleague', as: PARTNER, address: '/partner', behind: '/partner/inbreng/' },
    button: 'Stuur de uitnodiging',
  },
]

const sent = ({ name, as, address, behind, unfold, fill, button }: EmptyForm): Scene => {
  return async ({ someone }) => {
    const person = await someone(as)
    if (behind) await person.follow(address, behind)
    else await person.page.goto(address)
    if (name === 'public-words') await person.page.goto(`${person.page.url()}/openbaar`)
    if (unfold) await person.unfold(unfold)
    for (const [label, text] of Object.entries(fill ?? {})) {
      await person.page.getByRole('textbox', { name: label }).first().fill(text)
    }
    await person.press(button)
    await person.shoot(`empty-${name}`)
  }
}

/** The forms of someone, or of visitors without an account. */
export const emptyForms = (...people: (string | undefined)[]): Record<string, Scene> =>
  Object.fromEntries(forms.filter(({ as }) => people.includes(as)).map((form) => [`empty-${form.name}`, sent(form)]))
