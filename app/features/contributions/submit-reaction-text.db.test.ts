import { describe, expect, test } from 'vitest'
import { Refused } from '#app/errors.server.ts'
import { NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { openProcess } from '#tests/open-process.ts'
import { findDraft, storeDraft } from './draft.server.ts'
import { MAX_TEXT_LENGTH } from './reaction-text.ts'
import { submitReaction } from '#app/public-parts.server.ts'

const { db } = await testDatabase()
const { process, resident, input, stored, counts } = await openProcess(db)

describe('what was sent is what is stored', () => {
  const texts: [string, string][] = [
    ['diacritics', 'Één zorgcoördinator, ’s ochtends, naïef, façade, Þór, ångström, ß'],
    ['combining marks, not composed', 'e\u0301e\u0301n en één; a\u0308 en ä'],
    ['emoji with joiners, skin tones and flags', '👩🏽‍👩🏽‍👧🏽‍👦🏽 👍🏿 🏳️‍🌈 🇳🇱 🌻'],
    ['right-to-left with marks', 'أنا أعتني بأمي \u200f\u202bשלום\u202c \u200e!'],
    ['zero-width joiners, non-joiners, spaces and a byte order mark', 'a\u200db\u200cc\u200bd\u2060e\ufefff'],
    ['a lone carriage return, tabs, form feeds and other controls', 'a\rb\tc\fd\u0001\u007f\u0085\u2028e\u2029'],
    ['white space around it', '  \n\t tekst met ruimte \n\n  '],
    ['1,000 line breaks', `begin${'\n'.repeat(1000)}eind`],
    ['quotes, markup and backslashes', `'; drop table x; -- "<script>&amp;\\u0041 \\0 $1 {{text}} %s`],
    ['characters outside the basic plane and unassigned ones', '𝒳 𠜎 \u{10ffff} \u{e000} \uffff'],
  ]
  test.each(texts)('%s', async (_, text) => {
    const { contributionId } = await submitReaction(db, resident, input({ text }), NOW)
    const row = await stored(contributionId)
    expect(row.text).toBe(text)
    const bytes = await db
      .selectFrom('contribution')
      .select((eb) => eb.fn<Buffer>('convert_to', ['text', eb.val('UTF8')]).as('bytes'))
      .where('id', '=', contributionId)
      .executeTakeFirstOrThrow()
    expect(bytes.bytes.equals(Buffer.from(text, 'utf8'))).toBe(true)
  })

  test('a draft gives the same text back, byte for byte', async () => {
    const text = texts.map(([, one]) => one).join('\n')
    const { token } = await storeDraft(db, { process, token: null, change: { text } }, NOW)
    expect((await findDraft(db, process, token))?.fields.text).toBe(text)
  })

  test('half a sign cannot come over http, and what arrives instead is stored', async () => {
    const form = await new Request('http://x/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'tekst=voor%ED%A0%BDna',
    }).formData()
    const text = String(form.get('tekst'))
    expect(text).toBe('voor\ufffd\ufffd\ufffdna')
    const { contributionId } = await submitReaction(db, resident, input({ text }), NOW)
    expect((await stored(contributionId)).text).toBe(text)
  })
})

describe('how long a text may be', () => {
  test.each([
    ['letters', 'a'],
    ['emoji of two code units', '🌻'],
  ])('100,000 %s are stored whole', async (_, sign) => {
    const text = sign.repeat(MAX_TEXT_LENGTH)
    const { contributionId } = await submitReaction(db, resident, input({ text }), NOW)
    expect((await stored(contributionId)).text === text).toBe(true)
  })

  test('one more is refused, with the length, and nothing is stored', async () => {
    const before = await counts()
    await expect(submitReaction(db, resident, input({ text: '🌻'.repeat(MAX_TEXT_LENGTH + 1) }), NOW)).rejects.toThrow(
      '100.001 tekens lang. Dat is 1 teken te veel',
    )
    expect(await counts()).toEqual(before)
  })

  test.each(['', ' \n\t ', '\u200d\u200b', 'a\0b'])('%j is refused', async (text) => {
    await expect(submitReaction(db, resident, input({ text }), NOW)).rejects.toThrow(Refused)
  })
})
