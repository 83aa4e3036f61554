import { expect, test } from 'vitest'
import { bodyLimitOf, limitInWords } from './body-limits.ts'

test.each([
  ['/trajecten/plan-a/reageren', '1,5 MB', null],
  ['/trajecten/plan-a/reageren.data', '1,5 MB', null],
  ['/trajecten/plan-a/reageren/', '1,5 MB', null],
  ['/trajecten/plan-a/reageren/over-u', '256 kB', null],
  ['/mijn-reactie', '256 kB', null],
  ['/inloggen', '3 MB', null],
  ['/inloggen/code', '3 MB', null],
  ['/twee-stappen', '256 kB', null],
  ['/', '256 kB', null],
  ['/ambtenaar', '16 MB', 'official'],
  ['/ambtenaar/trajecten/plan-a/plan.data', '32 MB', 'official'],
  ['/ambtenaar/trajecten/plan-a/inbreng/1/bestanden', '16 MB', 'official'],
  ['/raad/ranglijsten/plan-a', '16 MB', 'council'],
  ['/partner/inbreng/1/zet', '16 MB', 'partner'],
  ['/partnerschap', '256 kB', null],
  ['/%61mbtenaar/trajecten/plan-a/plan', '256 kB', null],
  ['/Ambtenaar/trajecten/plan-a/plan', '256 kB', null],
])('a body for %s may be %s', (path, words, area) => {
  const limit = bodyLimitOf(path)
  expect([limitInWords(limit.bytes), limit.area]).toEqual([words, area])
})
