import { describe, expect, test } from 'vitest'
import { siteDirectory } from './site-directory.ts'

const at = (day: number) => new Date(2026, 10, day)
const exloo = { id: 'exloo', hosts: ['doemee.exloo.example', 'www.exloo.example'], createdAt: at(1), version: 3 }
const borger = { id: 'borger', hosts: [], createdAt: at(2), version: 5 }
const odoorn = { id: 'odoorn', hosts: [], createdAt: at(3), version: 7 }
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
