import { v7 as uuid } from 'uuid'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { act, changedNothing, did } from '#app/acts/act.server.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { action as detailsAction } from '#app/routes/official/process/details.tsx'
import { action as themesAction } from '#app/routes/official/process/themes.tsx'
import { aMunicipality, aProcess } from '#tests/factories.ts'
import { testDatabase } from '#tests/setup/database.ts'
import { formOf, leadsTo, staffVisits, statusOf } from '#tests/staff-visits.ts'
import { formAction } from './form-action.server.ts'
import { saidHere } from './said.server.ts'

const { db, pool } = await testDatabase()
const municipality = await aMunicipality(db, { host: 'een.example' })
const process = await aProcess(db, municipality)
const visits = staffVisits({ db, pool })
const official = await visits.someone(municipality, 'een.example', 'official', 'Ambtenaar A')
const answerOf = (outcome: unknown) => (outcome as { data: FormAnswer }).data
const post = (fields: Record<string, string | string[]>, action: unknown = themesAction) =>
  visits.call(action, { slug: process.slug }, official, formOf(fields))

test('the page that follows says once, by a code, what was done', async () => {
  const { outcome: added } = await post({ act: 'addTheme', name: 'Sport' })
  expect([statusOf(added), leadsTo(added)]).toEqual([303, '/?nog'])
  const { id } = await db.selectFrom('theme').select('id').where('processId', '=', process.id).executeTakeFirstOrThrow()
  const { outcome, context } = await post({ act: 'renameTheme', themeId: id, name: 'Bewegen' })
  expect(statusOf(outcome)).toBe(303)
  const cookie = context.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie, 'no text of the form travels in the cookie').not.toContain('Bewegen')
  const read = (path: string, sent: string, seconds = 1) => {
    const headers = new Headers()
    const arrivedAt = new Date(context.arrivedAt.getTime() + seconds * 1000)
    const url = new URL(path, 'http://een.example')
    const said = saidHere({
      url,
      context: { ...context, arrivedAt, headers },
      request: new Request(url, { headers: { cookie: sent } }),
    })
    return { said, clears: headers.get('set-cookie')?.includes('Max-Age=0') ?? false }
  }
  expect(read('/', cookie)).toEqual({ said: { code: 'renameTheme', facts: {} }, clears: true })
  expect(read('/elders', cookie)).toEqual({ said: null, clears: false })
  expect(read('/', cookie, 600)).toEqual({ said: null, clears: true })
  expect(read('/', `${cookie.slice(0, -2)}xx`).said).toBeNull()
})

test('a wrong input is 400 and a refusal of state 409, each with what was typed and a code that stays', async () => {
  const { outcome: empty } = await post({ act: 'addTheme', name: ' ' })
  expect(statusOf(empty)).toBe(400)
  expect(answerOf(empty)).toMatchObject({
    act: 'addTheme',
    errors: { name: 'Vul de naam van het thema in.' },
    values: { name: [' '] },
    code: null,
  })
  const { outcome: taken } = await post({ act: 'addTheme', name: 'bewegen' })
  expect(statusOf(taken)).toBe(409)
  expect(answerOf(taken)).toMatchObject({
    code: 'nameTaken',
    errors: { name: expect.stringContaining('“bewegen”') },
    values: { name: ['bewegen'] },
  })
  const { outcome: unknown } = await post({ act: 'dropEverything' })
  expect(statusOf(unknown)).toBe(400)
  expect(await (unknown as Response).text(), 'said on a page of its own: no form would show it').toContain(
    'laad de pagina opnieuw',
  )
})

test('a button may set a part of the input', async () => {
  const { outcome } = await post({ act: 'addTheme?name=' })
  expect(statusOf(outcome)).toBe(400)
  expect(Object.keys(answerOf(outcome).errors)).toEqual(['name'])
})

test('a button that sets thousands of fields is refused at once, since each would search the whole form', async () => {
  const many = Array.from({ length: 40_000 }, (_, n) => n.toString(36)).join('&')
  const before = performance.now()
  const { outcome } = await post({ act: `addTheme?${many}`, name: 'Sport' })
  expect([statusOf(outcome), answerOf(outcome).act]).toEqual([400, 'addTheme'])
  expect(performance.now() - before).toBeLessThan(1500)
})

test('unknown field names and indexes that are too high are refused before the form is read', async () => {
  for (const name of ['colour', 'name[4000000000]', 'name.x', '__intent__', '__proto__', 'constructor', 'name[2001]']) {
    const { outcome } = await post({ act: 'addTheme', name: 'Sport', [name]: 'x' })
    expect(statusOf(outcome), name).toBe(400)
    expect(answerOf(outcome).values, name).toEqual({})
  }
})

const echo = act({
  name: 'echo',
  by: { audience: 'official' },
  input: z.object({
    rows: z.array(z.object({ count: z.number(), isOn: z.boolean().default(false) })),
    tags: z.array(z.string()),
    empty: z.string(),
    file: z.instanceof(File).optional(),
    password: z.string().optional(),
    recovery: z.string().optional(),
    contributionId: z.string().optional(),
  }),
  refusals: { never: { says: 'Nooit' } },
  run: async (_, input) =>
    input.tags.includes('log') ? did(input, { subject: { kind: 'x', id: uuid() } }) : changedNothing(input),
})

test('nested rows, numbers, checkboxes and repeated names become the input; the address replaces a field', async () => {
  const action = formAction('official', { acts: [echo], done: { echo: (input) => ({ show: input }) } })
  const fields = {
    act: 'echo',
    'rows[0].count': '2',
    'rows[1].count': '3',
    'rows[1].isOn': 'on',
    tags: ['a', 'b'],
    empty: '',
    contributionId: 'mine',
  }
  const { outcome } = await visits.call(
    action,
    { contributionId: 'of the address' },
    official,
    formOf({ ...fields, password: 'geheim' }),
  )
  expect(statusOf(outcome)).toBe(200)
  expect(answerOf(outcome).shown).toEqual({
    rows: [
      { count: 2, isOn: false },
      { count: 3, isOn: true },
    ],
    tags: ['a', 'b'],
    empty: '',
    password: 'geheim',
    contributionId: 'of the address',
  })
  const halfDone = formAction('official', {
    acts: [echo],
    done: { echo: ({ tags }) => ({ show: tags, errors: { empty: 'Nog niet af.' } }) },
  })
  const { outcome: half } = await visits.call(halfDone, {}, official, formOf({ ...fields, empty: 'a\0\r\nb' }))
  expect(statusOf(half), 'done, and yet to be mended').toBe(400)
  expect(answerOf(half)).toMatchObject({ shown: ['a', 'b'], errors: { empty: 'Nog niet af.' } })
  expect(answerOf(half).values.empty, 'as it was typed').toEqual(['a\nb'])
  const { outcome: wrong } = await visits.call(
    action,
    {},
    official,
    formOf({ ...fields, 'rows[1].count': 'veel', password: 'geheim', recovery: 'geheim' }),
  )
  expect(Object.keys(answerOf(wrong).errors)).toEqual(['rows[1].count'])
  expect(answerOf(wrong).values, 'a password never comes back').not.toHaveProperty('password')
  expect(answerOf(wrong).values, 'nor a recovery code').not.toHaveProperty('recovery')
})

test('a form that leaves out the mark of what it showed never overwrites what is stored', async () => {
  const of = { slug: process.slug }
  const { question: before } = await db
    .selectFrom('process')
    .select('question')
    .where('id', '=', process.id)
    .executeTakeFirstOrThrow()
  const form = formOf({ act: 'saveProcess', question: 'Wat vindt u?' })
  const { outcome } = await visits.call(detailsAction, of, official, form)
  expect([statusOf(outcome), answerOf(outcome).code]).toEqual([409, 'stale'])
  const { question } = await db
    .selectFrom('process')
    .select('question')
    .where('id', '=', process.id)
    .executeTakeFirstOrThrow()
  expect(question).toBe(before)
})

test('a file field in which nothing was chosen is a field that was left out', async () => {
  const action = formAction('official', { acts: [echo], done: { echo: (input) => ({ show: input }) } })
  const send = async (fileName: string, content: string) => {
    const fields = { act: 'echo', 'rows[0].count': '2', tags: 'a', empty: '' }
    const parts = Object.entries(fields).map(([name, value]) => `form-data; name="${name}"\r\n\r\n${value}`)
    const file = `form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}`
    const body = [...parts, file].map((part) => `--limit\r\nContent-Disposition: ${part}\r\n`).join('')
    const form = new Blob([`${body}--limit--\r\n`], { type: 'multipart/form-data; boundary=limit' })
    return answerOf((await visits.call(action, {}, official, form)).outcome).shown
  }
  expect(await send('', '')).toMatchObject({ tags: ['a'] })
  expect(await send('', '')).not.toHaveProperty('file')
  expect(await send('x.csv', '')).toHaveProperty('file')
})

test('a list in a form has at most 2,000 places', async () => {
  const action = formAction('official', { acts: [echo], done: { echo: (input) => ({ show: input }) } })
  for (const name of ['tags[2001]', 'tags[3000]', 'rows[4000000000].count']) {
    const { outcome } = await post({ act: 'echo', empty: '', [name]: '1' }, action)
    expect(statusOf(outcome), name).toBe(400)
    expect(answerOf(outcome), name).toMatchObject({ values: {}, errors: { '': expect.stringContaining('formulier') } })
  }
})

test('an act is offered only on pages of those who may do it', () => {
  expect(() => formAction('council', { acts: [echo] })).toThrow(/not for the pages of council/)
  expect(() => formAction('everyone', { acts: [echo] })).toThrow(/not for the pages of everyone/)
})

test('an act may make something of its fields together, and of what it has in common with others', async () => {
  const days = z
    .object({ from: z.string().default(''), to: z.string().default('') })
    .transform(({ from, to }, context) => {
      if (to < from) context.addIssue({ code: 'custom', path: ['to'], message: 'Dit ligt ervoor.' })
      return { days: [from, to] }
    })
  const plan = act({
    name: 'plan',
    by: { audience: 'official' },
    input: z.intersection(days, z.object({ title: z.string() })),
    refusals: {},
    run: async (_, input) => changedNothing(input),
  })
  const action = formAction('official', { acts: [plan], done: { plan: (input) => ({ show: input }) } })
  const { outcome } = await post({ act: 'plan', title: 'T', from: '1', to: '2' }, action)
  expect(answerOf(outcome).shown).toEqual({ title: 'T', days: ['1', '2'] })
  const { outcome: wrong } = await post({ act: 'plan', title: 'T', from: '3', to: '2' }, action)
  expect([statusOf(wrong), answerOf(wrong).errors]).toEqual([400, { to: 'Dit ligt ervoor.' }])
})
