import { beforeAll, describe, expect, test } from 'vitest'
import { aMunicipality, aProcess, NOW } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { forgetDrafts } from './forget-drafts.server.ts'
import { findDraft, storeDraft, markOfText, markOfReaction } from './draft.server.ts'
import { emptyDraft } from './reaction.ts'

const { db } = await testDatabase()
let process: Awaited<ReturnType<typeof aProcess>>
beforeAll(async () => {
  process = await aProcess(db, await aMunicipality(db))
})

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

describe('a draft', () => {
  test('keeps what was typed, step by step, under one token and one key', async () => {
    const { token } = await storeDraft(db, { process, token: null, change: { text: 'Eerste' } }, NOW)
    const first = await findDraft(db, process, token)
    await storeDraft(db, { process, token, change: { email: 'u@voorbeeld.example', aboutYouDone: true } }, later(1))
    const second = await findDraft(db, process, token)
    expect(second?.fields).toMatchObject({ text: 'Eerste', email: 'u@voorbeeld.example', aboutYouDone: true })
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey)
    expect(second?.updatedAt).toEqual(later(1))
  })

  test('is found by its token alone: not in another process, not in another municipality, not by the stored hash', async () => {
    const { token } = await storeDraft(db, { process, token: null, change: { text: 'Geheim' } }, NOW)
    expect(token).toMatch(/^[\w-]{22}$/)
    const other = await aProcess(db, { id: process.municipalityId })
    expect(await findDraft(db, other, token)).toBeNull()
    expect(await findDraft(db, await aProcess(db, await aMunicipality(db)), token)).toBeNull()
    const { tokenHash } = await db
      .selectFrom('reactionDraft')
      .select('tokenHash')
      .where('fields', '@>', '{"text":"Geheim"}')
      .executeTakeFirstOrThrow()
    expect(tokenHash).not.toBe(token)
    expect(await findDraft(db, process, tokenHash)).toBeNull()
  })

  test('with a token of another process begins anew there, and leaves the first as it was', async () => {
    const { token } = await storeDraft(db, { process, token: null, change: { text: 'Hier' } }, NOW)
    const other = await aProcess(db, { id: process.municipalityId })
    const made = await storeDraft(db, { process: other, token, change: { text: 'Daar' } }, NOW)
    expect(made.token).not.toBe(token)
    expect((await findDraft(db, process, token))?.fields.text).toBe('Hier')
  })

  test('untouched for a week is erased; one that was touched stays', async () => {
    const old = await storeDraft(db, { process, token: null, change: { text: 'Oud' } }, NOW)
    const kept = await storeDraft(db, { process, token: null, change: { text: 'Ook oud' } }, NOW)
    await storeDraft(db, { process, token: kept.token, change: {} }, later(60))
    await forgetDrafts(db, new Date(later(7 * 24 * 60).getTime() + 1))
    expect(await findDraft(db, process, old.token)).toBeNull()
    expect((await findDraft(db, process, kept.token))?.fields.text).toBe('Ook oud')
  })
})

describe('two windows with one draft', () => {
  test('a text that this window never saw is not overwritten', async () => {
    const { token } = await storeDraft(
      db,
      { process, token: null, change: { text: 'Uit venster 1', window: 'w1' }, seen: '' },
      NOW,
    )
    const kept = await storeDraft(
      db,
      { process, token, change: { text: 'Uit venster 2', window: 'w2' }, seen: '' },
      later(1),
    )
    expect(kept.otherText).toBe('Uit venster 1')
    expect((await findDraft(db, process, token))?.fields.text).toBe('Uit venster 1')
  })

  test('once it was shown, the newest is kept', async () => {
    const { token } = await storeDraft(
      db,
      { process, token: null, change: { text: 'Uit venster 1', window: 'w1' } },
      NOW,
    )
    const change = { text: 'Uit venster 2', window: 'w2' }
    const kept = await storeDraft(db, { process, token, change, seen: markOfText('Uit venster 1') }, later(1))
    expect(kept).toMatchObject({ otherText: null, fields: { text: 'Uit venster 2' } })
  })

  test('the back button in the same window is no other window', async () => {
    const { token } = await storeDraft(
      db,
      { process, token: null, change: { text: 'Eerst', window: 'w1' }, seen: '' },
      NOW,
    )
    const kept = await storeDraft(
      db,
      { process, token, change: { text: 'Verbeterd', window: 'w1' }, seen: '' },
      later(1),
    )
    expect(kept).toMatchObject({ otherText: null, fields: { text: 'Verbeterd' } })
  })

  test('the mark of all that will be sent changes with each of it, and not with the window', () => {
    const all = { ...emptyDraft, text: 'Tekst' }
    const changed = [
      { ...all, text: 'Tekst.' },
      { ...all, email: 'u@voorbeeld.example' },
      { ...all, named: true },
      { ...all, about: { kind: 'section' as const, id: '0190f1c0-0000-7000-8000-000000000000' } },
    ]
    const marks = [all, ...changed].map(markOfReaction)
    expect(new Set(marks).size).toBe(5)
    const inOtherWindow = { ...all, window: 'w2', aboutYouDone: true }
    expect(markOfReaction(inOtherWindow)).toBe(marks[0])
  })
})
