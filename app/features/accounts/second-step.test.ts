import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { needsSecondStep, readCodeTyped, recoveryCodeOf, showInGroups } from './second-step.ts'
import { forTheApp, newRecoveryCodes, seal, secretToSetUp, timeStepOf, unseal } from './second-step-secret.server.ts'

const owner = { municipalityId: 'm', accountId: 'a' }
const NOW = new Date('2016-11-01T12:00:10+01:00')
const epoch = (seconds: number) => Math.floor(NOW.getTime() / 1000) + seconds

test('who manages accounts or decides what becomes public needs it, and nobody in the demo', () => {
  expect(needsSecondStep({ innerRoles: ['administrator'] }, 'production')).toBe(true)
  expect(needsSecondStep({ innerRoles: ['processor', 'approver'] }, 'production')).toBe(true)
  expect(needsSecondStep({ innerRoles: ['processor', 'reviewer'] }, 'production')).toBe(false)
  expect(needsSecondStep({ innerRoles: [] }, 'production')).toBe(false)
  expect(needsSecondStep({ innerRoles: ['administrator'] }, 'demo')).toBe(false)
})

test('a secret comes out as it went in, for its own account and key only', () => {
  const sealed = seal('GEZDGNBVGY3TQOJQ', owner, 'key')
  expect(sealed).not.toContain('GEZDGNBVGY3TQOJQ')
  expect(unseal(sealed, owner, 'key')).toBe('GEZDGNBVGY3TQOJQ')
  expect(unseal(sealed, { ...owner, accountId: 'b' }, 'key')).toBeNull()
  expect(unseal(sealed, { ...owner, municipalityId: 'n' }, 'key')).toBeNull()
  expect(unseal(sealed, owner, 'another key')).toBeNull()
  expect(unseal('', owner, 'key')).toBeNull()
})

test('a session is shown one secret, which any app reads', () => {
  const secret = secretToSetUp({ ...owner, storedSessionId: 's' }, 'key')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(secretToSetUp({ ...owner, storedSessionId: 's' }, 'key')).toBe(secret)
  expect(secretToSetUp({ ...owner, storedSessionId: 't' }, 'key')).not.toBe(secret)
  const { uri, qr } = forTheApp(secret, { municipalityName: 'Borger-Odoorn', email: 'a@gemeente.example' })
  expect(uri).toBe(
    `otpauth://totp/Saomen%20Borger-Odoorn:a%40gemeente.example?secret=${secret}&issuer=Saomen%20Borger-Odoorn`,
  )
  expect(qr.size).toBeGreaterThan(30)
  expect(qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
})

test('a code is right in its half minute and in the ones beside it, and not twice', () => {
  const secret = secretToSetUp({ ...owner, storedSessionId: 's' }, 'key')
  const code = (seconds: number) => generateSync({ secret, epoch: epoch(seconds) })
  const step = Math.floor(epoch(0) / 30)
  expect([-60, -30, 0, 30, 60].map((seconds) => timeStepOf(secret, code(seconds), NOW))).toEqual([
    null,
    step - 1,
    step,
    step + 1,
    null,
  ])
  expect(timeStepOf(secret, code(0), NOW, step)).toBeNull()
  expect(timeStepOf(secret, code(-30), NOW, step)).toBeNull()
  expect(timeStepOf(secret, code(30), NOW, step)).toBe(step + 1)
})

test('what someone types is read with spaces, strokes and small letters', () => {
  expect(readCodeTyped(' 123 456 ')).toEqual({ kind: 'app', code: '123456' })
  expect(readCodeTyped('k7rm-4tqx-9whb-c2de')).toEqual({ kind: 'recovery', code: 'K7RM4TQX9WHBC2DE' })
  for (const typed of ['', '12345', '1234567', 'K7RM-4TQX-9WHB', 'K7RM-4TQX-9WHB-C2D0', 'x'.repeat(1000)])
    expect(readCodeTyped(typed), typed).toBeNull()
})

test('ten recovery codes, none like another, read back as they are shown', () => {
  const { codes, hashes } = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  expect(new Set(hashes).size).toBe(10)
  for (const code of codes) expect(readCodeTyped(showInGroups(code))).toEqual({ kind: 'recovery', code })
  expect(recoveryCodeOf(new Uint8Array(16))).toBe('2222222222222222')
})
