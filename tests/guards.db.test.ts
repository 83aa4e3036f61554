import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { innerRoles, type InnerRole } from '#app/features/accounts/account.ts'
import { aMunicipality } from './factories.ts'
import { testDatabase } from './setup/database.ts'
import { staffVisits, statusOf } from './staff-visits.ts'

const { db, pool } = await testDatabase()
const { call, someone } = staffVisits({ db, pool })
const routes = path.join(import.meta.dirname, '..', 'app', 'routes')

/** Loaders and actions that only officials with an inner role may use. */
const guarded = (
  await Promise.all(
    globSync('**/*.{ts,tsx}', { cwd: routes, exclude: (name) => name.includes('.test.') })
      .sort()
      .map(async (file) => {
        const module: Record<string, unknown> = await import(path.join(routes, file))
        return ['loader', 'action'].flatMap((name) => {
          const needs = neededBy(module[name])
          return needs === null ? [] : [{ what: `${name} of ${file}`, guard: module[name], needs }]
        })
      }),
  )
).flat()

function neededBy(guard: unknown): InnerRole | null {
  if (typeof guard !== 'function' || !('needs' in guard)) return null
  return innerRoles.find((inner) => inner === guard.needs) ?? null
}

const municipality = await aMunicipality(db, { host: 'rollen.example' })
const official = await someone(municipality, 'rollen.example', 'official', 'Ambtenaar A')

async function asOneWithout(needs: InnerRole) {
  const others = innerRoles.filter((inner) => inner !== needs && inner !== 'administrator')
  await db.updateTable('membership').set({ innerRoles: others }).where('accountId', '=', official.actor.id).execute()
}

test('there are pages for an inner role alone', () => {
  expect(guarded.length).toBeGreaterThan(0)
})

test.each(guarded)('$what is for a $needs; an official with every other inner role gets 403', async (one) => {
  await asOneWithout(one.needs)
  const { outcome } = await call(one.guard, {}, official)
  expect(statusOf(outcome)).toBe(403)
})
