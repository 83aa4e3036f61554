import { expect, test } from 'vitest'
import { telephone, telephoneHref } from './telephone.ts'

test.each([
  ['0591-123456', '0591 12 34 56'],
  ['(0591) 12 34 56', '0591 12 34 56'],
  ['+31 591 123456', '0591 12 34 56'],
  ['0031 (0)591 12.34.56', '0591 12 34 56'],
  ['0501234567', '050 123 45 67'],
  ['06-12345678', '06 12 34 56 78'],
  ['0591 00 00 00', '0591 00 00 00'],
])('%s is written %s', (typed, written) => {
  expect(telephone(typed)).toBe(written)
  expect(telephone(written), 'and stays so').toBe(written)
})

test.each(['14 0591', '0800 1351', '+32 2 123 45 67', 'toestel 12'])('%s is left as it is', (typed) => {
  expect(telephone(typed)).toBe(typed)
})

test('dials the same number from everywhere', () => {
  expect(telephoneHref('0591-12 34 56')).toBe('tel:+31591123456')
  expect(telephoneHref('14 0591')).toBe('tel:140591')
})
