import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Act, Definition } from '#app/acts/act.server.ts'
import type { Caller } from '#app/acts/who-may.ts'
import { NotAllowed } from '#app/errors.server.ts'
import { namesIn } from '#app/forms/read-form.server.ts'
import { commands } from '../scripts/commands/commands.ts'
import { allActs } from './all-acts.ts'
import { aMunicipality, anActor, NOW } from './factories.ts'
import { testDatabase } from './setup/database.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const acts = await allActs()
const app = path.join(import.meta.dirname, '..', 'app')

const sources = new Map(
  globSync('**/*.{ts,tsx}', { cwd: app, exclude: (name) => /\.(test|fixture)\./.test(name) }).map((file) => [
    file,
    readFileSync(path.join(app, file), 'utf8'),
  ]),
)

/** The names of the acts that each route with an action offers in a form or to a program; null for another action. */
const offeredBy = new Map<string, Set<string> | null>()
for (const file of sources.keys()) {
  if (!file.startsWith('routes/')) continue
  const { action }: { action?: { acts?: readonly Act[] } } = await import(path.join(app, file))
  if (action) offeredBy.set(file, action.acts ? new Set(action.acts.map(({ definition }) => definition.name)) : null)
}
const offered = new Set([...offeredBy.values()].flatMap((names) => [...(names ?? [])]))

/** Buttons whose form is sent to another route: in the frame of every page, and above the list of the workbench. */
const sentElsewhere = [
  'features/desk/KeepView.tsx keepView',
  'features/desk/bulk/BulkButtons.tsx chooseForAdvice',
  'features/accounts/AreaFrame.tsx logOut',
]

/** The Dutch words that fields of forms had; parameters of addresses may have them. */
const dutch = new Set(
  (
    'actie bestand gezien herinner intent knop motivatie naam omschrijving onderwerp punt punten reden samenvatting ' +
    'sleutel soort tekst thema toelichting volgorde vraag wachtwoord'
  ).split(' '),
)

/** A file and all that it imports. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  const source = sources.get(file)
  if (source === undefined || found.has(file)) return found
  found.add(file)
  for (const [, house, near] of source.matchAll(/from '(?:#app\/|(\.\/))([^']+)'/g))
    withImports(house ? path.join(path.dirname(file), near ?? '') : (near ?? ''), found)
  return found
}
const commanded = new Set(
  Object.values(commands)
    .flatMap((command) => command.acts ?? [])
    .map(({ definition }) => definition.name),
)

/** Someone who may do everything but this act. */
async function strangerTo({ by }: Definition): Promise<Caller> {
  if (by.audience === 'account') return { kind: 'resident', id: null, municipalityId: municipality.id }
  if (by.audience === 'official')
    return anActor(
      db,
      municipality,
      by.needs ? { innerRoles: by.needs === 'reviewer' ? ['processor'] : ['reviewer'] } : { role: 'clerk' },
    )
  if (by.audience === 'council')
    return anActor(db, municipality, { role: by.needs === 'clerk' ? 'councilMember' : by.needs ? 'clerk' : 'official' })
  return anActor(db, municipality, { role: 'official', innerRoles: ['administrator'] })
}

describe('the acts of the house', () => {
  test('there are acts, each with a unique name', () => {
    const names = acts.map(({ act }) => act.definition.name)
    expect(names.length).toBeGreaterThan(100)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('each act has a door: a form, a program on a page, or a command', () => {
    const without = acts.filter(
      ({ act: { definition } }) => !offered.has(definition.name) && !commanded.has(definition.name),
    )
    expect(without.map(({ act, file }) => `${act.definition.name} (${file})`)).toEqual([])
  })

  test('acts call each other only through plain functions that take a transaction', () => {
    const names = acts.map(({ act }) => act.definition.name).join('|')
    const calls = globSync('features/**/*.server.ts', { cwd: app }).flatMap((file) =>
      [...readFileSync(path.join(app, file), 'utf8').matchAll(new RegExp(`\\b(?:${names})\\(\\s*trx\\b`, 'g'))].map(
        ([call]) => `${file}: ${call}`,
      ),
    )
    expect(calls).toEqual([])
  })

  test('the action of every route is a door for acts, and nothing else', () => {
    expect(offeredBy.size).toBeGreaterThan(30)
    expect([...offeredBy].flatMap(([file, names]) => (names ? [] : [file]))).toEqual([])
  })

  test('the input of acts has English names, and the refusals have codes of one form', () => {
    const inputs = acts.flatMap(({ act: { definition } }) => [...namesIn([definition.input])])
    expect(inputs.length).toBeGreaterThan(200)
    expect(inputs.filter((name) => name.split(/[.[\]]+/).some((part) => dutch.has(part)))).toEqual([])
    const codes = acts.flatMap(({ act: { definition } }) => Object.keys(definition.refusals))
    expect(codes.filter((code) => !/^[a-z][a-zA-Z]*$/.test(code))).toEqual([])
  })

  test('each button names an act that a page with the button offers', () => {
    const routes = [...offeredBy].map(([file, names]) => ({ names, files: withImports(file) }))
    const buttons = [...sources].flatMap(([file, source]) =>
      [...source.matchAll(/\bname="act"\s+value="(\w+)/g)].map(([, name = '']) => ({ file, name })),
    )
    expect(buttons.length).toBeGreaterThan(50)
    const wrong = buttons.filter(
      ({ file, name }) => !routes.some(({ names, files }) => files.has(file) && names?.has(name)),
    )
    expect(wrong.map(({ file, name }) => `${file} ${name}`)).toEqual(sentElsewhere)
  })

  test.each(
    acts
      .map(({ act }) => [act.definition.name, act] as const)
      .filter(([, { definition }]) => definition.by.audience !== 'everyone'),
  )('%s is refused to who may not, before anything else is looked at', async (_, act) => {
    const call = act as Act<string, object>
    await expect(call(db, await strangerTo(act.definition), {}, NOW)).rejects.toThrow(NotAllowed)
  })
})
