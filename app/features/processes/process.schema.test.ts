import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  channelsInput,
  consultationFields,
  detailsFields,
  newProcess,
  nextStepsFields,
  phasesInput,
  processDetails,
  slugFrom,
  slugOf,
} from './process.schema.ts'

const messages = (result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  Object.fromEntries((result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]))

describe('the details of a process', () => {
  test('may be a title alone, and may be left open', () => {
    expect(detailsFields.parse({ title: ' Beleidsplan ' })).toEqual({ title: 'Beleidsplan' })
    expect(consultationFields.parse({})).toEqual({})
    expect(nextStepsFields.parse({})).toEqual({})
    const empty = Object.fromEntries(Object.keys(processDetails.shape).map((field) => [field, '']))
    expect(processDetails.parse({ ...empty, title: ' Beleidsplan ' })).toEqual({
      title: 'Beleidsplan',
      question: '',
      summary: '',
      purposes: [],
      decidingBody: '',
      decidedOn: null,
      regime: null,
      termDays: null,
      noticeOn: null,
      onDisplayFrom: null,
      readingPlace: '',
      whoMayReact: '',
      nextSteps: '',
      answersExpected: '',
    })
  })

  test('come in the ways people write them', () => {
    const details = processDetails.partial().parse({
      title: 'Beleidsplan',
      purposes: '- Eerder hulp\r\n\r\n• Minder schulden\r\nMeer steun ',
      summary: 'Een\r\n\r\nTwee',
      decidedOn: '4 oktober 2016',
      noticeOn: '4-10-2016',
      onDisplayFrom: '2016-10-05',
      regime: 'ordinance',
      termDays: ' 28 ',
    })
    expect(details).toMatchObject({
      purposes: ['Eerder hulp', 'Minder schulden', 'Meer steun'],
      summary: 'Een\n\nTwee',
      decidedOn: '2016-10-04',
      noticeOn: '2016-10-04',
      onDisplayFrom: '2016-10-05',
      regime: 'ordinance',
      termDays: 28,
    })
  })

  test('say in Dutch what is not well-formed, all at once', () => {
    const result = processDetails.partial().safeParse({
      title: ' ',
      decidedOn: '31-11-2016',
      noticeOn: 'binnenkort',
      termDays: '6 weken',
      regime: 'wet',
      question: 'x'.repeat(301),
    })
    expect(messages(result)).toEqual({
      title: 'Vul de titel van het traject in.',
      decidedOn: 'Vul een bestaande datum in, zoals 5 oktober 2016 of 5-10-2016.',
      noticeOn: 'Vul een bestaande datum in, zoals 5 oktober 2016 of 5-10-2016.',
      termDays: 'Vul een heel aantal dagen in, van 1 tot en met 365.',
      regime: 'Kies een van de regels uit de lijst.',
      question: 'Gebruik niet meer dan 300 tekens.',
    })
    for (const termDays of ['0', '366', '-1', '1.5', '1e2']) {
      expect(consultationFields.safeParse({ termDays }).success, termDays).toBe(false)
    }
  })

  test('a file in the place of a text is refused, not written down', () => {
    expect(messages(detailsFields.safeParse({ title: new File(['x'], 'x.txt') }))).toEqual({
      title: 'Vul hier tekst in.',
    })
  })
})

describe('a new process', () => {
  test('gets its address from its title', () => {
    const made = newProcess.parse({ title: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020' })
    expect(made.title).toBe('Vanzölf saomen! Beleidsplan sociaal domein 2017-2020')
    expect(slugOf(made)).toBe('vanzolf-saomen-beleidsplan-sociaal-domein-2017-2020')
    expect(slugOf(newProcess.parse({ title: 'Plan', slug: 'speelplekken-2026' }))).toBe('speelplekken-2026')
    expect(slugOf(newProcess.parse({ title: 'Plan', slug: 'ai' }))).toBe('ai')
  })

  test('does not take an address that would break', () => {
    for (const slug of ['a', 'Plan', 'plan--2', '-plan', 'plan-', 'plan/2', 'plän', 'a'.repeat(61), 'nieuw']) {
      expect(newProcess.safeParse({ title: 'Plan', slug }).success, slug).toBe(false)
    }
  })

  test('has an address that can be used, whatever the title', () => {
    expect(slugFrom('’s Avonds veilig op straat: één plan')).toBe('s-avonds-veilig-op-straat-een-plan')
    expect(slugFrom('!?')).toBe('plan')
    expect(slugFrom('AI')).toBe('plan-ai')
    expect(slugFrom('Nieuw')).toBe('plan-nieuw')
    expect(slugFrom(`${'lang '.repeat(20)}`)).toBe('lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang')
    const title = fc.string({ unit: 'grapheme', maxLength: 120 })
    fc.assert(
      fc.property(title, (words) => {
        const slug = slugFrom(words)
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(newProcess.safeParse({ title: 'Plan', slug }).success).toBe(true)
      }),
    )
  })
})

describe('the channels', () => {
  test('are those with an address, each with its note', () => {
    const phone = { address: '0591 00 00 00', note: 'op werkdagen' }
    const form = { email: { address: ' inspraak@gemeente.example ' }, phone, post: { address: '' }, act: 'save' }
    expect(channelsInput.parse(form)).toEqual([
      { kind: 'email', address: 'inspraak@gemeente.example', note: '' },
      { kind: 'phone', ...phone },
    ])
    expect(channelsInput.parse({})).toEqual([])
  })

  test('of the online form only a note is asked', () => {
    expect(channelsInput.parse({ online: { note: 'duurt vijf minuten' } })).toEqual([
      { kind: 'online', address: '', note: 'duurt vijf minuten' },
    ])
  })

  test('are refused at their own field', () => {
    const result = channelsInput.safeParse({
      email: { address: 'inspraak' },
      phone: { address: 'geen' },
      desk: { note: 'zonder afspraak' },
    })
    expect(messages(result)).toEqual({
      'email.address': 'Vul een e-mailadres in, zoals inspraak@gemeente.nl.',
      'phone.address': 'Vul een telefoonnummer in, zoals 0591 12 34 56.',
      'desk.address': 'Vul ook het adres in bij Balie, of haal de toelichting weg.',
    })
    expect(messages(channelsInput.safeParse({ post: { address: 'x'.repeat(501) } }))).toEqual({
      'post.address': 'Gebruik niet meer dan 500 tekens.',
    })
  })
})

describe('the phases', () => {
  const inspraak = { kind: 'inspraak', title: 'Reageren' }

  test('come in order, and with a title of their own kind', () => {
    const phases = [
      {
        kind: 'prioritisation',
        title: 'Raad kiest onderwerpen',
        opensOn: '28 april 2016',
        closesOn: '28-4-2016',
        whenText: '',
      },
      inspraak,
      { kind: 'decision', title: '', opensOn: '', closesOn: '', whenText: 'december 2016' },
    ]
    expect(phasesInput.parse(phases)).toEqual([
      {
        kind: 'prioritisation',
        title: 'Raad kiest onderwerpen',
        opensOn: '2016-04-28',
        closesOn: '2016-04-28',
        whenText: '',
      },
      { ...inspraak, opensOn: null, closesOn: null, whenText: '' },
      { kind: 'decision', title: 'De gemeenteraad besluit', opensOn: null, closesOn: null, whenText: 'december 2016' },
    ])
  })

  test('are refused at the row and field that is wrong', () => {
    const phases = [
      { kind: 'inspraak', opensOn: '5-10-2016', closesOn: '4-10-2016' },
      { kind: 'feest', title: 'Feest' },
    ]
    expect(messages(phasesInput.safeParse(phases))).toEqual({
      '0.closesOn': 'De laatste dag ligt voor de eerste dag. Vul een latere datum in.',
      '1.kind': 'Kies een soort fase uit de lijst.',
    })
  })

  test('are at most thirty', () => {
    const phases = [inspraak, ...Array.from({ length: 30 }, () => ({ kind: 'followUp' }))]
    expect(messages(phasesInput.safeParse(phases))).toEqual({ '': 'Gebruik niet meer dan 30 fasen.' })
  })
})
