import { getElementsByTagName, textContent } from 'domutils'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { examples } from './examples.ts'
import { isTemplate, messages } from './messages.ts'
import { wrap } from './plain-text.ts'
import { MessageProblem, renderMessage } from './render.server.ts'

const names = Object.keys(messages).filter(isTemplate)

/** What a mail program shows in the nth <pre>, whose first line break is not content. */
function shownWords(html: string, nth = 0): string | undefined {
  const pre = getElementsByTagName('pre', parseDocument(html))[nth]
  return pre && textContent(pre).replace(/^\n/, '')
}

const rule = '-'.repeat(72)

describe('a receipt', () => {
  test('tells when it came in, the code, what was sent and what happens next', async () => {
    const { subject, html, text } = await renderMessage('receipt', examples.receipt)
    expect(subject).toBe('Wij hebben uw reactie ontvangen: Vanzölf saomen! Beleidsplan sociaal domein 2017-2020')
    for (const part of [html, text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('Wij kregen uw reactie op dinsdag 1 november 2016 om 20.14 uur. U bent op tijd.')
      expect(part).toContain('K7RM-4TQX')
      expect(part).toContain('Alinea 25, Mantelzorg en vrijwilligers')
      expect(part).toContain('Zonder uw naam')
      expect(part).toContain('Wanneer? Wij verwachten: december 2016.')
      expect(part).toContain('Bel 0591 00 00 00.')
    }
    expect(text).toContain('Bekijk uw reactie:\nhttps://saomen.example/reactie\n')
    expect(text).toContain('Mijn reactie')
  })

  test('leaves out what is not known, without gaps', async () => {
    const bare = { ...examples.receipt, about: '', answersExpected: '', helpPhone: '' }
    const { html, text } = await renderMessage('receipt', bare)
    for (const part of [html, text]) {
      expect(part).toContain('Het hele plan')
      expect(part).not.toContain('Wij verwachten')
      expect(part).not.toContain('Komt u er niet uit?')
    }
    expect(text).not.toMatch(/\n\n\n/)
    expect(text.trim()).toBe(text.slice(0, -1))
  })

  test('writes the telephone number as the site does, however it was typed', async () => {
    const { html, text } = await renderMessage('receipt', { ...examples.receipt, helpPhone: '(0591)-123456' })
    for (const part of [html, text]) expect(part).toContain('Bel 0591 12 34 56.')
  })

  test('keeps the code out of the subject and of the preview on a locked phone', async () => {
    const { subject, html } = await renderMessage('receipt', examples.receipt)
    const [preview] = html.match(/<div[^>]*display:none[\s\S]*?<\/div>/) ?? []
    expect(preview).toContain('U bent op tijd.')
    expect(`${subject}${preview}`).not.toContain('K7RM')
  })
})

describe('what an organisation sent', () => {
  test('shows a text exactly as it was sent, whatever is in it', async () => {
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((words) => !words.includes('\0'))
    const space = ['\n', '\r\n', '\r', '  ', '\t', '\u200d', '\u202e']
    const pieces = fc.constantFrom(...space, '{{code}}', '{{{text}}}', '</pre>', '&amp;', '<b>', '"', '$&')
    const words = fc.array(fc.oneof(texts, pieces), { minLength: 1 }).map((all) => all.join(''))
    await fc.assert(
      fc.asyncProperty(words, async (sent) => {
        const { html, text } = await renderMessage('partnerSent', {
          ...examples.partnerSent,
          items: [{ question: '', text: sent }],
        })
        expect(text).toContain(`\n\n${sent}\n\n${rule}`)
        expect(shownWords(html)).toBe(sent)
      }),
      { numRuns: 50 },
    )
  }, 60_000)

  test('of 100,000 characters is rendered completely', async () => {
    const sent = 'Wîj wóllen een bankje 🌻\n'.repeat(4_000)
    const { text } = await renderMessage('partnerSent', {
      ...examples.partnerSent,
      items: [{ question: '', text: sent }],
    })
    expect(text).toContain(sent)
  })
})

describe('answers', () => {
  test('give every point its own answer', async () => {
    const { html, text } = await renderMessage('answers', examples.answers)
    for (const point of examples.answers.points) {
      expect(html).toContain(`<h2>Punt ${point.number}</h2>`)
      expect(text).toContain(
        `Punt ${point.number}\n--------\n\nOns besluit:\n${point.disposition}\n\nUw punt:\n${point.text}\n`,
      )
      expect(text).toContain(`Ons antwoord:\n${point.reply}\n`)
    }
    expect(text).toContain(
      'Dit leest u terug in het plan:\n- 2.3 Mantelzorg en vrijwilligers\n- 4.1 Dorpshuizen\n\nPunt 7.2',
    )
    expect(text).toContain('Wij gaven uw punt door aan:\nPubliek Vervoer Groningen Drenthe\n\nPunt 7.3')
    expect(text).not.toMatch(/\n\n\n/)
    expect(shownWords(html, 1)).toBe(examples.answers.points[0]?.reply)
  })

  test('do not show a heading with nothing under it', async () => {
    const point = {
      number: '7.1',
      text: '',
      disposition: 'Geen specifieke punten',
      reply: '',
      forwardedTo: '',
      sections: [],
    }
    const { html, text } = await renderMessage('answers', {
      ...examples.answers,
      points: [point],
      nextSteps: '',
      helpPhone: '',
    })
    for (const part of [html, text]) {
      expect(part).toContain('Geen specifieke punten')
      for (const heading of [
        'Uw punt',
        'Ons antwoord',
        'Dit leest u terug',
        'Wij gaven',
        'Hoe gaat het verder',
        'Komt u er',
      ]) {
        expect(part).not.toContain(heading)
      }
    }
  })
})

describe('messages about an account', () => {
  test.each(['newDevice', 'passwordChanged', 'secondStepChanged'] as const)(
    '%s has no link to click, and names the site alone',
    async (name) => {
      const { html, text } = await renderMessage(name, examples[name])
      expect(html).not.toMatch(/href=/)
      expect(text.match(/https?:\S+/g)).toEqual(['https://saomen.example.'])
      expect(text).toContain(examples[name].at)
    },
  )

  test('a login link is in no subject and no preview', async () => {
    const { subject, text } = await renderMessage('logInLink', examples.logInLink)
    expect(subject).not.toContain('http')
    expect(text.match(/https?:\S+/g)).toEqual([examples.logInLink.link])
  })
})

describe('any message', () => {
  test.each(names)('%s has no placeholder or layout tag left', async (name) => {
    const { subject, html, text } = await renderMessage(name, examples[name])
    expect(`${subject}${html}${text}`).not.toMatch(/\{\{|\}\}|undefined|\[object/)
    expect(text).not.toMatch(/<\/?[a-z]/)
  })

  test('has a subject of one line, even when the title has more', async () => {
    const processTitle = 'Vanzölf\r\nBcc: iedereen@voorbeeld.example\n\tsaomen\u2028!'
    const { subject } = await renderMessage('receipt', { ...examples.receipt, processTitle })
    expect(subject).toBe('Wij hebben uw reactie ontvangen: Vanzölf Bcc: iedereen@voorbeeld.example saomen !')
  })

  test('does not escape in the subject and the text, and does in the page', async () => {
    const { subject, html, text } = await renderMessage('answers', {
      ...examples.answers,
      processTitle: 'Wonen & <zorg> "\'',
    })
    expect(subject).toContain('Wonen & <zorg> "\'')
    expect(text).toContain('Wonen & <zorg> "\'')
    expect(html).toContain('Wonen &amp; &lt;zorg&gt; &quot;&#39;')
    expect(html).not.toContain('<zorg>')
  })

  test('keeps an address with a query whole', async () => {
    const link = 'https://saomen.example/uitnodiging?a=1&b=2'
    const { html, text } = await renderMessage('invitation', { ...examples.invitation, link })
    expect(html).toContain('href="https://saomen.example/uitnodiging?a=1&amp;b=2"')
    expect(text).toContain(`Neem de uitnodiging aan:\n${link}\n`)
  })

  test('is refused with the names of the fields, never with their values', async () => {
    const { code: _code, ...without } = examples.receipt
    const wrong = renderMessage('receipt', { ...without, statusUrl: 'javascript:alert("geheim")', lastDay: 5 })
    await expect(wrong).rejects.toThrow(MessageProblem)
    await expect(wrong).rejects.toThrow(/^Message receipt: missing or wrong: code, lastDay, statusUrl$/)
    const point = { ...examples.answers.points[0], sections: 'geheim' }
    const nested = renderMessage('answers', { ...examples.answers, points: [point] })
    await expect(nested).rejects.toThrow(/^Message answers: missing or wrong: points\.0\.sections$/)
    await expect(renderMessage('receipt', null)).rejects.toThrow('missing or wrong: all of it')
  })

  test.each(['nieuwsbrief', 'toString', '__proto__'])('called %s is refused', async (name) => {
    await expect(renderMessage(name, {})).rejects.toThrow(`Message ${name}: no such template`)
  })
})

describe('lines of text', () => {
  test('break at spaces, within 72 characters', () => {
    const lines = wrap('Bewaar deze code en geef hem aan niemand. '.repeat(5).trim()).split('\n')
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.every((line) => line.length <= 72)).toBe(true)
  })

  test('keep every word, space and long address', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(wrap(words).replaceAll('\n', ' ')).toBe(words.replaceAll('\n', ' '))
      }),
    )
    const address = `https://saomen.example/${'a'.repeat(100)}`
    expect(wrap(`Ga naar ${address} en verder`)).toContain(`\n${address}\n`)
  })

  test('hang under the first word of an item', () => {
    expect(wrap(`- ${'woord '.repeat(15).trim()}`, '  ')).toMatch(/^- woord.*\n {2}woord/)
  })
})

describe('a message that someone can cause to be sent to a stranger', () => {
  const typed = 'Win nu: https://kwaad.example'
  test.each([
    'receipt',
    'meetingConfirmed',
    'meetingWaiting',
    'meetingPlaceFree',
    'meetingChanged',
    'meetingCancelled',
    'meetingReminder',
  ] as const)(
    '%s has no place for a name or a text that was typed, also when it was queued with one before',
    async (name) => {
      const { subject, html, text } = await renderMessage(name, {
        ...examples[name],
        name: typed,
        text: typed,
        remark: typed,
      })
      expect(`${subject}${html}${text}`).not.toContain('kwaad.example')
      expect(text).not.toMatch(/^Beste /m)
    },
  )
})

describe('messages about a meeting', () => {
  const about = (
    [
      'meetingConfirmed',
      'meetingWaiting',
      'meetingPlaceFree',
      'meetingChanged',
      'meetingCancelled',
      'meetingReminder',
    ] as const
  ).map((name) => [name] as const)

  test.each(about)('%s says which meeting, when and where, on the page and in the text', async (name) => {
    const { subject, html, text } = await renderMessage(name, examples[name])
    expect(subject).toContain('Avond over zorg dichtbij')
    for (const part of [textContent(parseDocument(html)), text]) {
      const plain = part.replace(/\s+/g, ' ')
      expect(plain).toContain('‘Avond over zorg dichtbij’')
      expect(plain).toContain('dinsdag 28 juni 2016, 19.30 tot 21.30 uur')
      expect(plain).toContain('Dorpshuis, Hoofdstraat 0 in Exloo')
    }
  })

  test('hold the link to cancel a registration, except when the meeting is cancelled', async () => {
    for (const [name] of about) {
      const { html, text } = await renderMessage(name, examples[name])
      for (const part of [html, text]) expect(part.includes('/aanmelding/'), name).toBe(name !== 'meetingCancelled')
    }
  })
})
