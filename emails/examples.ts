import type { MessageData } from './messages.ts'

const meeting = {
  municipality: 'Borger-Odoorn',
  name: 'Inwoner A',
  meetingTitle: 'Avond over zorg dichtbij',
  when: 'dinsdag 28 juni 2016, 19.30 tot 21.30 uur',
  place: 'Dorpshuis, Hoofdstraat 0 in Exloo',
  helpPhone: '0591 00 00 00',
}
const links = {
  calendarUrl: 'https://saomen.example/trajecten/sociaal-domein/bijeenkomsten/1/agenda.ics',
  registrationUrl: 'https://saomen.example/trajecten/sociaal-domein/bijeenkomsten/1/aanmelding/4f1c0d7e2b9a48a6b1f3c5d7e9a0b2c4',
}

const answered = {
  municipality: 'Borger-Odoorn',
  processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
  contributor: 'Inspreker 7',
  points: [
    {
      number: '7.1',
      text: 'Een middag vrij zou mij echt helpen, maar niet in een ander dorp.',
      disposition: 'Gedeeltelijk overgenomen',
      reply:
        'U hebt gelijk: vervanging helpt alleen als die dichtbij is. In het plan staat nu dat elk dorpshuis mee kan doen. ' +
        'Wij kunnen niet beloven dat het in elk dorp lukt.\n\nDe eerste middagen beginnen in maart 2017.',
      forwardedTo: '',
      sections: ['2.3 Mantelzorg en vrijwilligers', '4.1 Dorpshuizen'],
    },
    {
      number: '7.2',
      text: 'Zij durft niet met vreemden in een busje.',
      disposition: 'Doorgegeven (doorgeleid)',
      reply: 'De gemeente rijdt niet zelf met de bus. Wij vroegen de vervoerder om vaste chauffeurs.',
      forwardedTo: 'Publiek Vervoer Groningen Drenthe',
      sections: [],
    },
    {
      number: '7.3',
      text: 'Wie betaalt dat?',
      disposition: 'Stond al in het plan (al voorzien in het plan)',
      reply: 'De gemeente betaalt de vervanging. Dat stond al in het plan.',
      forwardedTo: '',
      sections: ['5.2 Geld'],
    },
  ],
  url: 'https://saomen.example/borger-odoorn/vanzolf-saomen/wat-is-ermee-gedaan',
  ownUrl: 'https://saomen.example/borger-odoorn/vanzolf-saomen/wat-is-ermee-gedaan?indiener=7',
  nextSteps: 'De gemeenteraad besluit op 22 december 2016 over het plan. U mag daarbij zijn.',
  helpPhone: '0591 00 00 00',
}

/** Messages as they could be sent, to look at and to test with. Everything said in them is invented. */
export const examples: MessageData = {
  receipt: {
    municipality: 'Borger-Odoorn',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    receivedAt: 'dinsdag 1 november 2016 om 20.14 uur',
    timeliness: 'U bent op tijd.',
    code: 'K7RM-4TQX',
    about: 'Alinea 25, Mantelzorg en vrijwilligers',
    text:
      'Ik zorg al zes jaar voor mijn moeder. Een middag vrij zou mij echt helpen, maar niet in een ander dorp. ' +
      'Zij durft niet met vreemden in een busje.\n\n' +
      'Mijn vragen:\n' +
      '  1. Kan het in Valthermond?\n' +
      '  2. Wie betaalt dat?\n\n' +
      'Groeten uit Tweede Exloërmond 🌻',
    lastDay: '15 november 2016',
    publicName: 'Zonder uw naam',
    statusUrl: 'https://saomen.example/reactie',
    processUrl: 'https://saomen.example/borger-odoorn/vanzolf-saomen',
    answersExpected: 'december 2016',
    helpPhone: '0591 00 00 00',
  },
  invitation: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    invitedBy: 'Jannie Oosting',
    role: 'ambtenaar',
    link: 'https://saomen.example/uitnodiging/4f1c0d7e2b9a48a6b1f3c5d7e9a0b2c4',
    expiresOn: '8 november 2016',
  },
  partnerColleague: {
    municipality: 'Borger-Odoorn',
    name: 'Collega D',
    invitedBy: 'Collega B',
    organisation: 'Thuiszorg De Zandkoele',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    closesOn: '31 augustus 2016',
    task: 'Collega B geeft de uitnodiging aan u door. U wordt de coördinator: u geeft de inbreng vrij en verzendt die.',
    link: 'https://saomen.example/uitnodiging/8c1c0d7e2b9a48a6b1f3c5d7e9a0b2c4',
    expiresOn: '24 augustus 2016',
    helpPhone: '0591 00 00 00',
  },
  partnerSent: {
    municipality: 'Borger-Odoorn',
    organisation: 'Thuiszorg De Zandkoele',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    sentBy: 'Collega B',
    sentAt: 'woensdag 24 augustus 2016 om 10.12 uur',
    afterwards: 'U krijgt antwoord op elk punt. Wilt u nog iets wijzigen? Tot en met 31 augustus 2016 kunt u de gemeente vragen om uw inbreng te heropenen.',
    items: [
      {
        question: 'Vraag 3. Kan de hulp dichter bij huis, of met iets lichters?',
        text: 'Wijkverpleging kan vaste uren in het dorpshuis zitten,\nook zonder afspraak.',
      },
      { question: '', text: 'Wie alleen hulp bij steunkousen krijgt, kan vaak met een hulpmiddel zelf verder.' },
      { question: 'Vraag 4. Waar moet de gemeente op letten?', text: 'Een bus die op tijd rijdt.' },
    ],
    link: 'https://saomen.example/partner/inbreng/0191',
    helpPhone: '0591 00 00 00',
  },
  partnerReopened: {
    municipality: 'Borger-Odoorn',
    organisation: 'Thuiszorg De Zandkoele',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    closesOn: '31 augustus 2016',
    link: 'https://saomen.example/partner/inbreng/0191',
    helpPhone: '0591 00 00 00',
  },
  partnerLastVersion: {
    municipality: 'Borger-Odoorn',
    organisation: 'Thuiszorg De Zandkoele',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    sentAt: 'woensdag 24 augustus 2016 om 10.12 uur',
    link: 'https://saomen.example/partner/inbreng/0191',
    helpPhone: '0591 00 00 00',
  },
  partnerAsksReopen: {
    municipality: 'Borger-Odoorn',
    organisation: 'Thuiszorg De Zandkoele',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    reason: 'Onze cliëntenraad kwam later bijeen.\nWij willen twee punten toevoegen.',
    closesOn: '31 augustus 2016',
    link: 'https://saomen.example/ambtenaar/trajecten/sociaal-domein/partners',
  },
  partnerInvitation: {
    municipality: 'Borger-Odoorn',
    name: 'Collega A',
    organisation: 'Voorbeeld Thuiszorg',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    invitedBy: 'Ambtenaar B',
    questions: '5 vragen',
    lastDay: 'woensdag 31 augustus 2016',
    link: 'https://saomen.example/uitnodiging/4f1c0d7e2b9a48a6b1f3c5d7e9a0b2c4',
    linkUntil: '31 augustus 2016',
    helpPhone: '0591 00 00 00',
  },
  partnerReminder: {
    municipality: 'Borger-Odoorn',
    name: 'Collega A',
    organisation: 'Voorbeeld Thuiszorg',
    processTitle: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
    timeLeft: 'U hebt nog 7 dagen',
    sentBefore: '24 augustus 2016',
    lastDay: 'woensdag 31 augustus 2016',
    link: 'https://saomen.example/partner/inbreng/0191a2b3-0000-7000-8000-000000000001',
    linkUntil: '',
    helpPhone: '0591 00 00 00',
  },
  passwordReset: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    link: 'https://saomen.example/wachtwoord/9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d',
    expiresAt: 'dinsdag 1 november 2016 om 21.14 uur',
  },
  logInLink: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    link: 'https://saomen.example/inloggen/link/9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d',
    expiresAt: 'dinsdag 1 november 2016 om 21.14 uur',
  },
  newDevice: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    device: 'Firefox op Windows',
    at: 'dinsdag 1 november 2016 om 20.14 uur',
    site: 'https://saomen.example',
  },
  passwordChanged: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    at: 'dinsdag 1 november 2016 om 20.14 uur',
    site: 'https://saomen.example',
  },
  secondStepChanged: {
    municipality: 'Borger-Odoorn',
    name: 'Hilbert Meijering',
    what: 'Inloggen in twee stappen staat nu aan voor uw account.',
    at: 'dinsdag 1 november 2016 om 20.14 uur',
    site: 'https://saomen.example',
  },
  answers: { ...answered, statusUrl: 'https://saomen.example/reactie' },
  sharedAnswers: { ...answered, contributor: 'Thuiszorg De Zandkoele' },
  meetingConfirmed: { ...meeting, ...links },
  meetingWaiting: { ...meeting, number: '3', registrationUrl: links.registrationUrl },
  meetingPlaceFree: { ...meeting, ...links },
  meetingChanged: {
    ...{ ...meeting, ...links, before: 'maandag 27 juni 2016, 19.30 tot 21.30 uur, Dorpshuis, Hoofdstraat 0 in Exloo' },
    standing: 'U bent nog steeds aangemeld.',
  },
  meetingCancelled: { ...meeting, because: 'De zaal is niet vrij. Wij plannen een nieuwe avond.' },
  meetingReminder: { ...meeting, ...links },
}
