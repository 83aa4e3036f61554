import { describe, expect, test } from 'vitest'
import { factsOf, municipalityFields, type MunicipalityFacts } from '#app/features/municipalities/municipality.ts'
import type { KnownMunicipality } from '#app/features/municipalities/municipality.server.ts'
import { siteDirectory } from './site-directory.ts'

const known = (id: string, hosts: string[], version: number): KnownMunicipality => ({
  ...{ hosts, version },
  municipality: {
    ...{ id, slug: id, name: id, defaultRegime: 'uov', defaultTermDays: null, decisionWordings: [] },
    ...factsOf(Object.fromEntries(municipalityFields.map((field) => [field, ''])) as MunicipalityFacts),
  },
})
const exloo = known('exloo', ['doemee.exloo.example', 'www.exloo.example'], 3)
const borger = known('borger', [], 5)
const odoorn = known('odoorn', [], 7)
const production = { baseUrl: 'https://meedoen.example', port: 3000 }
const demo = { baseUrl: null, port: 3000 }

describe('the site of a host', () => {
  test('is that of the municipality that has it, whatever port or capitals it is written with', () => {
    const { siteOf } = siteDirectory([exloo, borger], production)
    const site = { municipalityId: 'exloo', host: 'doemee.exloo.example', version: 3 }
    for (const host of ['doemee.exloo.example', 'DoeMee.Exloo.example:443', 'www.exloo.example'])
      expect(siteOf(host)).toEqual(site)
  })

  test('at the address of the installation is the oldest municipality without a host of its own', () => {
    const { siteOf } = siteDirectory([exloo, borger, odoorn], production)
    expect(siteOf('meedoen.example')).toEqual({ municipalityId: 'borger', host: 'meedoen.example', version: 5 })
  })

  test('of the only municipality is found there too when it has hosts of its own', () => {
    expect(siteDirectory([exloo], production).siteOf('meedoen.example')).toMatchObject({ municipalityId: 'exloo' })
  })

  test('is nobody’s for any other name', () => {
    const { siteOf } = siteDirectory([exloo, borger], production)
    for (const host of [
      'elders.example',
      'localhost',
      '',
      'meedoen.example.elders.example',
      '[::1]:3000',
      ':',
      'x'.repeat(9999),
    ])
      expect(siteOf(host), host).toBeNull()
    expect(siteDirectory([], production).siteOf('meedoen.example')).toBeNull()
  })

  test('in a demo is found by any name of this machine, and links lead to one', () => {
    const { siteOf } = siteDirectory([borger], demo)
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'doemee.localhost'])
      expect(siteOf(host), host).toEqual({ municipalityId: 'borger', host: 'localhost:3000', version: 5 })
    expect(siteOf('elders.example')).toBeNull()
  })

  test('has the port of the installation in its links', () => {
    const { siteOf } = siteDirectory([exloo], { baseUrl: 'http://meedoen.example:8080', port: 3000 })
    expect(siteOf('www.exloo.example')).toMatchObject({ host: 'doemee.exloo.example:8080' })
  })
})

test('the version of a municipality is known by its id', () => {
  const { versionOf } = siteDirectory([exloo, borger], production)
  expect([versionOf('exloo'), versionOf('borger'), versionOf('iemand')]).toEqual([3, 5, null])
})

test('the municipality of a host is its owner, else the only one, else the oldest without hosts', () => {
  const of = (known: KnownMunicipality[], host: string) => {
    const found = siteDirectory(known, production).municipalityOf(host)
    return found && [found.municipality.id, found.named]
  }
  expect(of([borger, exloo, odoorn], 'WWW.exloo.example:3000')).toEqual(['exloo', true])
  expect(of([odoorn, borger, exloo], 'elders.example')).toEqual(['odoorn', false])
  expect(of([exloo], 'elders.example')).toEqual(['exloo', false])
  expect(of([], 'elders.example')).toBeNull()
})
