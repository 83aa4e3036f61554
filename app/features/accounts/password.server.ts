import { hash, verify } from '@node-rs/argon2'
import { MAX_PASSWORD_LENGTH, normalPassword } from './password.ts'

/**
 * Argon2id (the default of the library) with 19 MiB, two passes and one lane: the least that the OWASP Password Storage
 * Cheat Sheet recommends. One verification takes about 25 ms, so that a login stays quick when many come at once.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id hash to store, with its parameters and salt in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), parameters)
}

let decoy: Promise<string> | undefined

/**
 * Whether a password fits. Without a hash (no such account, or no password yet) the same work is done and the answer is
 * no, so that the time it takes tells nobody which addresses have an account.
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no password at all')
  const fits = await verify(passwordHash ?? (await decoy), normalPassword(password.slice(0, 4 * MAX_PASSWORD_LENGTH)))
  return passwordHash ? fits : false
}
