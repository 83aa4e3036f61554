import type { Actor, InnerRole } from './account.ts'

const withSecondStep: readonly InnerRole[] = ['administrator', 'approver']

/** Whether someone must log in in two steps: who manages accounts, and who decides what becomes public. */
export function needsSecondStep(actor: Pick<Actor, 'innerRoles'>, mode: 'demo' | 'production'): boolean {
  return mode === 'production' && withSecondStep.some((inner) => actor.innerRoles.includes(inner))
}

/** Without 0 and O, 1 and I: what looks alike is not in a code. 32 letters: five bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const RECOVERY_CODES = 10
/** 80 bits: a stored hash says nothing about the code. */
const LENGTH = 16

/** A recovery code made of random bytes (one for each letter). */
export function recoveryCodeOf(bytes: Uint8Array): string {
  return [...bytes.slice(0, LENGTH)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
export const RECOVERY_CODE_BYTES = LENGTH

/** In groups, as people copy it: 'K7RM-4TQX-9WHB-C2DE'. */
export function showInGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** What someone typed as a code: six figures of the app, a recovery code, or neither. */
export function readCodeTyped(typed: string): { kind: 'app' | 'recovery'; code: string } | null {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{Cf}\p{Cc}]/gu, '')
    .toUpperCase()
  if (/^\d{6}$/.test(code)) return { kind: 'app', code }
  return code.length === LENGTH && [...code].every((letter) => alphabet.includes(letter))
    ? { kind: 'recovery', code }
    : null
}
