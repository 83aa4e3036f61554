import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  channelsForm,
  newProcess,
  phaseField,
  phaseRows,
  phasesForm,
  processDetails,
  slugFrom,
} from './process.schema.ts'

const messages = (result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  Object.fromEntries((result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]))

describe('the details of a process', () => {
  test('may be a title alone', () => {
    expect(processDetails.parse({ title: ' Beleidsplan ' })).toEqual({
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
    const details = processDetails.parse({
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
    const result = processDetails.safeParse({
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
      expect(processDetails.safeParse({ title: 'a', termDays }).success, termDays).toBe(false)
    }
  })

  test('a file in the place of a text is refused, not written down', () => {
    expect(messages(processDetails.safeParse({ title: new File(['x'], 'x.txt') }))).toEqual({
      title: 'Vul hier tekst in.',
    })
  })
})

describe('a new process', () => {
  test('gets its address from its title', () => {
    expect(newProcess.parse({ title: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020' })).toEqual({
      title: 'Vanzölf saomen! Beleidsplan sociaal domein 2017-2020',
      slug: 'vanzolf-saomen-beleidsplan-sociaal-domein-2017-2020',
    })
    expect(newProcess.parse({ title: 'Plan', slug: 'speelplekken-2026' }).slug).toBe('speelplekken-2026')
    expect(newProcess.parse({ title: 'Plan', slug: 'ai' }).slug).toBe('ai')
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
    const phone = { 'channel-phone': '0591 00 00 00', 'channel-phone-note': 'op werkdagen' }
    const form = { 'channel-email': ' inspraak@gemeente.example ', ...phone, 'channel-post': '', intent: 'save' }
    expect(channelsForm.parse(form)).toEqual([
      { kind: 'email', address: 'inspraak@gemeente.example', note: '' },
      { kind: 'phone', address: '0591 00 00 00', note: 'op werkdagen' },
    ])
    expect(channelsForm.parse({})).toEqual([])
  })

  test('are refused at their own field', () => {
    const result = channelsForm.safeParse({
      'channel-email': 'inspraak',
      'channel-phone': 'geen',
      'channel-desk-note': 'zonder afspraak',
      'channel-post': 'x'.repeat(501),
    })
    expect(messages(result)).toEqual({
      'channel-email': 'Vul een e-mailadres in, zoals inspraak@gemeente.nl.',
      'channel-phone': 'Vul een telefoonnummer in, zoals 0591 12 34 56.',
      'channel-desk': 'Vul ook het adres in bij Balie, of haal de toelichting weg.',
      'channel-post': 'Gebruik niet meer dan 500 tekens.',
    })
  })
})

describe('the phases', () => {
  const form = (rows: Record<string, string>[]) => {
    const data = new FormData()
    rows.forEach((row, index) =>
      Object.entries(row).forEach(([key, value]) => data.set(`phases-${index}-${key}`, value)),
    )
    return data
  }

  test('come in order, without the empty row, and with a title of their own kind', () => {
    const data = form([
      {
        kind: 'prioritisation',
        title: 'Raad kiest onderwerpen',
        opensOn: '28 april 2016',
        closesOn: '28-4-2016',
        whenText: '',
      },
      { kind: 'decision', title: '', opensOn: '', closesOn: '', whenText: 'december 2016' },
      { kind: '', title: '', opensOn: '', closesOn: '', whenText: '' },
    ])
    expect(phasesForm.parse(phaseRows(data))).toEqual([
      {
        kind: 'prioritisation',
        title: 'Raad kiest onderwerpen',
        opensOn: '2016-04-28',
        closesOn: '2016-04-28',
        whenText: '',
      },
      { kind: 'decision', title: 'De gemeenteraad besluit', opensOn: null, closesOn: null, whenText: 'december 2016' },
    ])
  })

  test('keep the order of their numbers also past ten', () => {
    const data = new FormData()
    for (const index of [10, 2, 0]) {
      data.set(phaseField(index, 'kind'), 'followUp')
      data.set(phaseField(index, 'title'), `rij ${index}`)
    }
    expect(phaseRows(data).map(({ title }) => title)).toEqual(['rij 0', 'rij 2', 'rij 10'])
  })

  test('are refused at the row and field that is wrong', () => {
    const data = form([
      { kind: 'inspraak', opensOn: '5-10-2016', closesOn: '4-10-2016' },
      { kind: 'feest', title: 'Feest' },
    ])
    expect(messages(phasesForm.safeParse(phaseRows(data)))).toEqual({
      '0.closesOn': 'De laatste dag ligt voor de eerste dag. Vul een latere datum in.',
      '1.kind': 'Kies een soort fase uit de lijst.',
    })
  })
})
