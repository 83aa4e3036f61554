import { describe, expect, test } from 'vitest'
import { findIn, findingValue, findPersonalData, type FindingContext, type FindingKind } from './personal-data.ts'
import { FoldedText } from './personal-data/folded-text.ts'

const BSN = '123456782'
const found = (text: string, context?: FindingContext) =>
  findPersonalData(text, context).map((finding) => `${finding.kind}: ${finding.text}`)
const of = (kind: FindingKind, text: string, context?: FindingContext) =>
  findPersonalData(text, context).flatMap((finding) => (finding.kind === kind ? [finding.text] : []))

describe('a citizen service number is found', () => {
  test.each([
    ['as nine digits', `Zijn nummer is ${BSN}.`, BSN],
    ['with dots', 'BSN 1234.56.782', '1234.56.782'],
    ['with dots as in an amount', 'nummer 123.456.782', '123.456.782'],
    ['with spaces', 'het is 123 456 782, zei hij', '123 456 782'],
    ['with hyphens', '123-456-782', '123-456-782'],
    ['in the boxes of a form', '1 2 3 4 5 6 7 8 2', '1 2 3 4 5 6 7 8 2'],
    ['of eight digits, without its leading zero', 'nummer 10000008', '10000008'],
    ['against a letter', `bsn${BSN}`, BSN],
    ['in the number for VAT of a sole trader', `NL${BSN}B01`, BSN],
    ['in full-width digits', '１２３４５６７８２', '１２３４５６７８２'],
    ['in mathematical digits', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐!', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐'],
    ['in Arabic digits', '١٢٣٤٥٦٧٨٢', '١٢٣٤٥٦٧٨٢'],
    ['with spaces that do not break', '123\u00a0456\u00a0782', '123\u00a0456\u00a0782'],
    ['with thin spaces', '123\u2009456\u202f782', '123\u2009456\u202f782'],
    ['with soft hyphens', '123\u00ad456\u00ad782', '123\u00ad456\u00ad782'],
    ['with marks nobody sees', '123\u200b456\ufeff782', '123\u200b456\ufeff782'],
    ['with dashes of print', '123–456–782', '123–456–782'],
    ['behind an emoji', `😀 ${BSN}`, BSN],
    ['beside a year', `In 2016 ${BSN}`, BSN],
    ['before a date', `${BSN} 12-03-1950`, BSN],
    ['with its name, also when a digit is wrong', 'BSN: 123456789', '123456789'],
    ['with its name some words before it', 'Het burgerservicenummer van mijn buurman is 123456789', '123456789'],
    ['under its old name', 'sofinummer 123.456.789', '123.456.789'],
    ['with its name, of eight digits', 'bsn 12345678', '12345678'],
    ['with its name and marks of several kinds', 'BSN 1234 56.789', '1234 56.789'],
  ])('%s', (_, text, expected) => {
    expect(of('bsn', text)).toEqual([expected])
  })
})

describe('no citizen service number is', () => {
  test.each([
    ['a number that fails the test', '123456789'],
    ['part of a longer number', `1${BSN}`],
    ['part of a longer number with spaces', '123 456 782 001'],
    ['an amount', `€ ${BSN} per jaar`],
    ['an amount in euros', '123.456.782 euro'],
    ['an amount with cents', '123456782,50'],
    ['a range of years', '2013-2018 en 1988-2007'],
    ['a date', '20161115, 15-11-2016 en 2016-11-15'],
    ['millions', 'wel 10.000.008 keer'],
    ['nine zeros', 'BSN 000000000'],
    ['a number of the Chamber of Commerce', 'KvK 10000008'],
    ['the number of an organisation', `RSIN ${BSN}`],
    ['the number of a case', `zaaknummer ${BSN}`],
    ['a decimal', '0.123456782'],
    ['a number to call for all', '0800-0018'],
  ])('%s', (_, text) => {
    expect(of('bsn', text)).toEqual([])
  })
})

describe('a phone number is found', () => {
  test.each([
    '0612345678',
    '06-12345678',
    '06 12 34 56 78',
    '06 - 1234 5678',
    '06.12.34.56.78',
    '0591-123456',
    '(0591) 12 34 56',
    '020-1234567',
    '020 123 45 67',
    '+31 6 12345678',
    '+31612345678',
    '+31 (0)6 12345678',
    '+31(0)591-123456',
    '0031612345678',
    '0031 591 12 34 56',
    '+49 30 901820',
    '+32 475 12 34 56',
    '06\u00a012\u00a034\u00a056\u00a078',
    '０６１２３４５６７８',
    '06‑12345678',
    '088-1234567',
  ])('%s', (number) => {
    expect(found(`Bel mij op ${number}.`)).toEqual([`phone: ${number}`])
  })
  test('and two behind each other are two', () => {
    expect(of('phone', '06-12345678 / 0591-123456')).toEqual(['06-12345678', '0591-123456'])
  })
  test('without the bracket that is not of it', () => {
    expect(of('phone', '(bel 0591-123456) (06-12345678)')).toEqual(['0591-123456', '06-12345678'])
  })
})

describe('no phone number is', () => {
  test.each([
    '0800-1234',
    '0900 1234',
    '0800 0181818',
    '09001234567',
    '14 0591',
    '05-11-2016 10',
    '06-11-2016 10.30',
    '2016-2017',
    '€ 10.000.000.000',
    '01-02',
    '0,123456789',
    '00000000000',
    '112',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('an e-mail address is found', () => {
  test.each([
    'jan@voorbeeld.nl',
    'jan.de-vries+plan@mail.voorbeeld.co.uk',
    'zoë@voorbeeld.nl',
    'info@bücher.example',
    '用户@例子.广告',
    'jan＠voorbeeld．nl',
    'jan (at) voorbeeld punt nl',
    'jan[at]voorbeeld[punt]nl',
    'jan(a)voorbeeld.nl',
    'jan at voorbeeld.nl',
    'jan apenstaartje voorbeeld punt nl',
    'jan @ voorbeeld.nl',
    'jan punt jansen (at) gmail dot com',
  ])('%s', (address) => {
    expect(of('email', `Mail: ${address}, of niet.`)).toEqual([address])
  })
})

describe('no e-mail address is', () => {
  test.each(['@gemeente', 'a@b', 'we waren at home', '@@@', 'jan@', 'dat is 3 @ 5 euro. Nee', 'kijk at de plek. Nou'])(
    '%s',
    (text) => {
      expect(found(text)).toEqual([])
    },
  )
})

describe('a bank account is found', () => {
  test.each([
    'NL91ABNA0417164300',
    'NL91 ABNA 0417 1643 00',
    'nl91abna0417164300',
    'NL91.ABNA.0417.1643.00',
    'BE68 5390 0754 7034',
    'DE89370400440532013000',
    'GB29 NWBK 6016 1331 9268 19',
    'NO93 8601 1117 947',
    'NL91\u00a0ABNA\u00a00417\u00a01643\u00a000',
  ])('%s', (iban) => {
    expect(found(`Stort op ${iban} graag.`)).toEqual([`iban: ${iban}`])
  })
  test.each(['NL92ABNA0417164300', 'XNL91ABNA0417164300', 'NL91'])('but not in %s', (text) => {
    expect(of('iban', text)).toEqual([])
  })
})

describe('an address is found', () => {
  test.each([
    '1234 AB 12',
    '1234AB 12',
    '1234ab12 bis',
    '1234 AB, 12a',
    '1234 AB nr. 12',
    '1234AB-12',
    '1234 AB huisnummer 12',
    'Kerkstraat 12, 1234 AB',
    'Kerkstraat 12\n1234 AB',
    'Prins Hendrik van den Bergstraat 7-2, 7875 AC',
    'kerkstraat 12, 1234 ab',
    '1234 AB en nummer 12',
  ])('%s', (address) => {
    expect(of('address', `Adres: ${address}.`)).toEqual([address])
  })
})

describe('no address is', () => {
  test.each([
    '1234 AB',
    'Postcode 7875 AC, Exloo',
    'in 2016 is 12 procent minder',
    'van 1500 km 12 keer',
    'in 2016 en 2017',
    '0123 AB 12',
    '1234 SS 12',
    'Kerkstraat 12',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('who sent it is found', () => {
  const named = (name: string, text: string) => of('senderName', text, { names: [name] })
  test.each([
    ['Jan de Vries', 'Groet, Jan de Vries', ['Jan de Vries']],
    ['Jan de Vries', 'Wij, de familie de Vries, wonen hier', ['Vries']],
    ['Jan de Vries', 'JAN DE VRIES', ['JAN DE VRIES']],
    ['Jan de Vries', 'J. de Vries', ['J. de Vries']],
    ['Jan de Vries', 'De Vriesman en januari', []],
    ['Zoë Müller', 'groetjes zoe muller', ['zoe muller']],
    ['Zoe Muller', 'Groetjes, Zoë Müller', ['Zoë Müller']],
    ['Anne-Marie van der Berg-Jansen', 'mevrouw van der Berg-Jansen', ['Berg-Jansen']],
    ['dhr. P.J. Bos', 'Het bos is mooi en de Bos ook', []],
    ['dhr. P.J. Bos', 'Met groet, P.J. Bos', ['P.J. Bos']],
    ['dhr. P.J. Bos', 'dat zei meneer Bos', ['Bos']],
    ['Jan de Vries', '😀Jan😀', ['Jan']],
    ['Ben Bakker', 'Ik ben bij de bakker en ben blij', []],
    ['Ben Bakker', 'Groet van Ben Bakker', ['Ben Bakker']],
    ['Bo Li', 'Bo Li was er; een Li weegt een half kilo', ['Bo Li']],
    ['Ayşe Öztürk', 'AYŞE vertelde het', ['AYŞE']],
    ['', 'Jan', []],
    ['de van', 'de van het', []],
  ])('%s in "%s"', (name, text, expected) => {
    expect(named(name, text)).toEqual(expected)
  })
  test('not when nobody is named', () => {
    expect(found('Jan de Vries')).toEqual([])
  })
})

describe('what is found', () => {
  test('has its place in the text as it was written', () => {
    const text = `😀 Buurman: 12\u00ad3456782, ０６-12345678`
    expect(
      findPersonalData(text).map(({ start, end, text: words }) => [text.slice(start, end) === words, words]),
    ).toEqual([
      [true, '12\u00ad3456782'],
      [true, '０６-12345678'],
    ])
  })
  test('comes in the order of the text, each place once', () => {
    expect(
      found('Jan (jan@voorbeeld.nl, 06-12345678) geeft NL91 ABNA 0417 1643 00 van 123456782', {
        names: ['Jan Voorbeeld'],
      }),
    ).toEqual([
      'senderName: Jan',
      'email: jan@voorbeeld.nl',
      'phone: 06-12345678',
      'iban: NL91 ABNA 0417 1643 00',
      'bsn: 123456782',
    ])
  })
  test('is not what is public anyway, however it is written', () => {
    const known = new Set([
      findingValue({ kind: 'phone', text: '0591-535353' }),
      findingValue({ kind: 'email', text: 'gemeente@borger-odoorn.nl' }),
    ])
    expect(
      found('Bel (0591) 53 53 53, +31 591 535353 of mail Gemeente@Borger-Odoorn.nl, of 06-12345678', { known }),
    ).toEqual(['phone: 06-12345678'])
  })
  test.each([
    ['phone', '+31 (0)6 12345678', '06-12345678'],
    ['email', 'jan (at) voorbeeld punt nl', 'Jan@voorbeeld.nl'],
    ['bsn', '1000 0008', '010000008'],
    ['iban', 'nl91 abna 0417164300', 'NL91ABNA0417164300'],
    ['address', 'Kerkstraat 12, 1234 AB', '1234ab 12'],
  ] as const)('is the same %s as %s', (kind, one, other) => {
    expect(findingValue({ kind, text: one })).toBe(findingValue({ kind, text: other }))
  })
})

describe('a text that was made to take long takes no longer than its length', () => {
  const hostile: [string, string][] = [
    ['digits', '1'],
    ['zeros', '0'],
    ['digits with spaces', '1 '],
    ['zeros with spaces', '0 '],
    ['beginnings of phone numbers', '06 '],
    ['pluses', '+3'],
    ['@', '@'],
    ['names and @', 'a@'],
    ['stops', 'a.'],
    ['spoken signs', ' at '],
    ['signs in brackets', '(at)'],
    ['beginnings of IBANs', 'NL91 '],
    ['letters and digits', 'AB12'],
    ['postcodes', '1234 AB '],
    ['house numbers', 'Straat 1 1234AB '],
    ['names', 'Jan '],
    ['particles', 'van de '],
    ['names of the number', 'bsn '],
    ['citizen service numbers', '123456782 '],
    ['soft hyphens', '\u00ad'],
    ['digits of print', '１ '],
    ['hyphens', '-'],
    ['brackets', '('],
  ]
  const looks = (piece: string, length: number) => {
    const folded = new FoldedText(piece.repeat(Math.ceil(length / piece.length)))
    findIn(folded, { names: ['Jan de Vries'] })
    return folded.looks
  }
  test.each(hostile)('%s', (_, piece) => {
    const [small, large] = [looks(piece, 10_000), looks(piece, 100_000)]
    expect(large).toBeLessThanOrEqual(small * 11)
    expect(large).toBeLessThan(100_000 * 200)
  })
})
