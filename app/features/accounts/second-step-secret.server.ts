import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { ScureBase32Plugin, generateURI, verifySync } from 'otplib'
import { encode } from 'uqr'
import { RECOVERY_CODE_BYTES, RECOVERY_CODES, recoveryCodeOf } from './second-step.ts'

const IV_BYTES = 12
const TAG_BYTES = 16
const SECRET_BYTES = 20
const STEP_SECONDS = 30

type Owner = { municipalityId: string; accountId: string }

function keyOf(secret: string, { municipalityId }: Owner): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, municipalityId, 'second step', 32))
}

/** Encrypts the secret of an app (AES-256-GCM), for one account: moved to another row it opens nothing. */
export function seal(appSecret: string, owner: Owner, secret: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, owner), iv).setAAD(Buffer.from(owner.accountId))
  const text = Buffer.concat([cipher.update(appSecret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
}

/** The secret of an app, or null when it was sealed with another SESSION_SECRET or for another account. */
export function unseal(sealed: string, owner: Owner, secret: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, owner), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(owner.accountId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

/**
 * The secret that a person is shown while setting it up: the same as long as the session lasts, and stored nowhere before
 * a code of it was given. No one without SESSION_SECRET can make it.
 */
export function secretToSetUp(owner: Owner & { storedSessionId: string }, secret: string): string {
  const made = createHmac('sha256', secret).update(
    JSON.stringify(['secondStepSetUp', owner.municipalityId, owner.accountId, owner.storedSessionId]),
  )
  return new ScureBase32Plugin().encode(made.digest().subarray(0, SECRET_BYTES))
}

/** What an app reads: as an address, and as the squares of a QR code in one path of an SVG of `size` by `size`. */
export function forTheApp(appSecret: string, { municipalityName, email }: { municipalityName: string; email: string }) {
  const uri = generateURI({ issuer: `Saomen ${municipalityName}`, label: email, secret: appSecret })
  const { data, size } = encode(uri, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { uri, qr: { size, path: squares.join('') } }
}

/**
 * The time step (30 seconds each) of which a code of six figures is, when it is of now, the step before or the one after,
 * and later than `after`; else null.
 */
export function timeStepOf(appSecret: string, code: string, now: Date, after = 0): number | null {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({
    secret: appSecret,
    token: code,
    epoch,
    epochTolerance: STEP_SECONDS,
    period: STEP_SECONDS,
  })
  if (!result.valid || !('epoch' in result)) return null
  const step = Math.floor(result.epoch / STEP_SECONDS)
  return step > after ? step : null
}

/** Ten new recovery codes, and what is stored of them. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeOf(randomBytes(RECOVERY_CODE_BYTES)))
  return { codes, hashes: codes.map(hashOfRecoveryCode) }
}

export function hashOfRecoveryCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
