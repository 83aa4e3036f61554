import { describe, expect, test } from 'vitest'
import { contributionKindOf, dayReceived, freeKinds } from './free-contribution.ts'
import { problemOfText, readOrigin, textsOfOrigin, wordsGiven } from './free-contribution.schema.ts'
import { originFacts, whenAndWhere } from './origin-words.ts'

const TODAY = '2016-11-01'
const letter = { channel: 'post', sentOn: '28 oktober 2016', receivedOn: '31-10-2016' }

describe('what an official is asked', () => {
  test('is only what belongs to the kind; the rest of a form counts for nothing', () => {
    const { origin } = readOrigin(
      'conversations',
      {
        name: 'Gesprekken met professionals',
        heldOn: '3 juni 2016',
        consent: 'given',
        person: 'x',
        email: 'x',
        channel: 'post',
      },
      TODAY,
    )
    expect(origin).toMatchObject({
      name: 'Gesprekken met professionals',
      person: '',
      email: '',
      channel: 'meeting',
      heldOn: '2016-06-03',
      consent: 'given',
    })
  })

  test('of no kind a citizen service number, and of each a few things', () => {
    for (const { fields, optional } of freeKinds) {
      // The round beside it follows by itself.
      expect(fields.filter((field) => field !== 'round').length).toBeLessThanOrEqual(9)
      expect(optional.every((field) => fields.includes(field))).toBe(true)
    }
    expect(JSON.stringify(freeKinds)).not.toMatch(/bsn|burgerservice/i)
  })

  test.each(['household', 'conversations', 'meeting', 'study'] as const)('of a %s with a day and a place', (kind) => {
    const texts = {
      name: 'Onderzoek onder jongeren',
      source: 'GGD, 2015',
      channel: 'desk',
      consent: 'given',
      heldOn: '3 juni 2016',
      place: 'school in Exloo',
      receivedOn: '4 juni 2016',
    }
    expect(readOrigin(kind, texts, TODAY).origin).toMatchObject({ heldOn: '2016-06-03', place: 'school in Exloo' })
  })

  test('says at each field what is missing', () => {
    expect(readOrigin('conversations', {}, TODAY).errors).toEqual({
      name: 'Schrijf met wie er is gesproken, en waarover.',
      heldOn: 'Vul de datum in, zoals 3 juni 2016.',
      consent: 'Kies of de deelnemers het goed vinden dat wij dit gebruiken.',
    })
    expect(Object.keys(readOrigin('resident', {}, TODAY).errors ?? {})).toEqual(['channel', 'receivedOn'])
    expect(Object.keys(readOrigin('study', {}, TODAY).errors ?? {})).toEqual(['name', 'receivedOn', 'source'])
  })

  test('refuses days that cannot be', () => {
    expect(readOrigin('resident', { ...letter, receivedOn: '2 november 2016' }, TODAY).errors).toEqual({
      receivedOn: expect.stringContaining('moet nog komen'),
    })
    expect(readOrigin('resident', { ...letter, sentOn: '1 november 2016' }, TODAY).errors).toEqual({
      sentOn: expect.stringContaining('na de dag'),
    })
    expect(readOrigin('resident', { ...letter, sentOn: '31 februari 2016' }, TODAY).errors).toEqual({
      sentOn: expect.stringContaining('bestaande datum'),
    })
    const talks = { name: 'Gesprekken', heldOn: '3 juni 2016', consent: 'notTraceable' }
    expect(readOrigin('conversations', { ...talks, heldUntil: '2 juni 2016' }, TODAY).errors).toEqual({
      heldUntil: expect.any(String),
    })
    expect(readOrigin('conversations', { ...talks, readBackOn: '2 juni 2016' }, TODAY).errors).toEqual({
      readBackOn: expect.any(String),
    })
    expect(readOrigin('conversations', { ...talks, heldUntil: '3 juni 2016' }, TODAY).origin).toMatchObject({
      heldOn: '2016-06-03',
      heldUntil: null,
    })
  })

  test('shows no name without one, and no channel of the site', () => {
    expect(readOrigin('resident', { ...letter, namedInPublic: 'yes' }, TODAY).errors).toEqual({
      person: expect.any(String),
    })
    expect(readOrigin('resident', { ...letter, channel: 'online' }, TODAY).errors).toEqual({
      channel: 'Kies hoe het binnenkwam.',
    })
    expect(readOrigin('resident', { ...letter, email: 'geen adres' }, TODAY).errors).toEqual({
      email: expect.stringContaining('In het e-'),
    })
  })

  test('comes back in the form as it is stored', () => {
    const { origin } = readOrigin('resident', { ...letter, person: 'Inwoner A', namedInPublic: 'yes' }, TODAY)
    if (!origin) throw new Error('it is in order')
    expect(readOrigin('resident', textsOfOrigin(origin), TODAY).origin).toEqual(origin)
  })

  test('keeps a text as it was typed', () => {
    expect(wordsGiven.parse('  Eerst\r\ndit.\0\r\n')).toBe('  Eerst\ndit.\n')
    expect(problemOfText(' \n\u200d')).toBe('Plak of typ de tekst zoals die is gegeven.')
    expect(problemOfText('x'.repeat(100_001))).toContain('100.001 tekens')
    expect(problemOfText('Goed')).toBeNull()
  })
})

describe('what it is in the register', () => {
  test('input before there is a plan to react to, a reaction from then on', () => {
    expect(contributionKindOf('organisation', '2016-07-01', '2016-10-05')).toBe('partnerResponse')
    expect(contributionKindOf('organisation', '2016-10-05', '2016-10-05')).toBe('reaction')
    expect(contributionKindOf('household', '2016-07-01', null)).toBe('partnerResponse')
    expect(contributionKindOf('resident', '2016-07-01', null)).toBe('reaction')
    for (const kind of ['conversations', 'meeting', 'study'] as const)
      expect(contributionKindOf(kind, '2016-11-01', '2016-10-05')).toBe('conversationReport')
  })

  test('was received when it was said, where nobody received it', () => {
    expect(dayReceived({ receivedOn: null, heldOn: '2016-06-03' }, TODAY)).toBe('2016-06-03')
    expect(dayReceived({ receivedOn: '2016-10-31', heldOn: '2016-06-03' }, TODAY)).toBe('2016-10-31')
    expect(dayReceived({ receivedOn: null, heldOn: null }, TODAY)).toBe(TODAY)
  })

  test('says kind, source, day and place in words', () => {
    const origin = {
      heldOn: '2016-06-03',
      heldUntil: '2016-08-26',
      place: 'Exloo',
      source: 'GGD',
      consent: 'given' as const,
      readBackOn: '2016-09-01',
    }
    expect(whenAndWhere(origin)).toBe('3\u00a0juni tot en met 26\u00a0augustus 2016, Exloo')
    expect(originFacts('conversations', origin)).toEqual([
      'gesprekken',
      'GGD',
      '3\u00a0juni tot en met 26\u00a0augustus 2016, Exloo',
      'deelnemers vinden gebruik goed',
      'teruggelezen 1\u00a0september 2016',
    ])
    expect(originFacts('resident', null)).toEqual(['inwoner'])
    expect(whenAndWhere({ heldOn: null, heldUntil: null, place: '' })).toBe('')
  })
})
