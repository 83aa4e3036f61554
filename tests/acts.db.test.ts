import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Act, Definition } from '#app/acts/act.server.ts'
import type { Caller } from '#app/acts/who-may.ts'
import { NotAllowed } from '#app/errors.server.ts'
import { commands } from '../scripts/commands/commands.ts'
import { allActs } from './all-acts.ts'
import { aMunicipality, anActor, NOW } from './factories.ts'
import { testDatabase } from './setup/database.ts'

const { db } = await testDatabase()
const municipality = await aMunicipality(db)
const acts = await allActs()
const app = path.join(import.meta.dirname, '..', 'app')

/** The acts that a route offers in a form or to a program. */
const offered = new Set(
  (
    await Promise.all(
      globSync('routes/**/*.{ts,tsx}', { cwd: app, exclude: (name) => name.includes('.test.') }).map(
        async (file): Promise<Act[]> => (await import(path.join(app, file))).action?.acts ?? [],
      ),
    )
  )
    .flat()
    .map(({ definition }) => definition.name),
)
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
    expect(names.length).toBeGreaterThan(3)
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

  test('each button names an act that exists', () => {
    const asked = globSync('**/*.tsx', { cwd: app }).flatMap((file) => {
      const text = readFileSync(path.join(app, file), 'utf8')
      return [...text.matchAll(/name="act"\s+value="(\w+)/g)].map(([, name]) => ({ file, name: name ?? '' }))
    })
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.filter(({ name }) => !offered.has(name))).toEqual([])
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
