import {
  hasInnerRole,
  innerRoleNames,
  mayEnter,
  type Actor,
  type Audience,
  type CommandActor,
  type InnerRole,
} from '#app/features/accounts/account.ts'

/** Someone without an account; the record only says 'a resident'. */
export type Visitor = { kind: 'resident'; id: null; municipalityId: string }

/** Anyone who can ask for an act. */
export type Caller = Actor | CommandActor | Visitor

/**
 * Who may do an act. Whoever runs the machine may do every act on the command line, except those that people do to
 * their own account.
 */
export type WhoMay =
  | { audience: 'everyone' }
  /** Everyone who is logged in, in any area; the command line never is. */
  | { audience: 'account' }
  /** With one of these roles, where there are more. */
  | { audience: 'official'; needs?: InnerRole | readonly InnerRole[] }
  | { audience: 'council'; needs?: 'clerk' | 'councilMember' }
  | { audience: 'partner' }
  | { audience: 'command' }

/** Whoever works on what came in: most acts of officials are theirs. */
export const byProcessor = { audience: 'official', needs: 'processor' } as const satisfies WhoMay

/** The area whose pages offer an act; 'account' is everyone who is logged in. */
export type Area = Audience | 'everyone' | 'account'

/** Whether the pages of an area may offer the act. */
export const mayBeOfferedTo = (by: WhoMay, area: Area): boolean =>
  by.audience === area || by.audience === 'everyone' || (by.audience === 'account' && area !== 'everyone')

/** Why this caller may not do the act, in Dutch; null when they may. */
export function whyNot(by: WhoMay, caller: Caller): string | null {
  if (by.audience === 'everyone') return null
  if (caller.kind === 'command') return by.audience === 'account' ? 'U mag dit niet doen' : null
  if (caller.kind === 'resident' || by.audience === 'command') return 'U mag dit niet doen'
  if (by.audience === 'account') return null
  if (!mayEnter(caller, by.audience)) return 'U mag dit niet doen'
  if (by.audience === 'partner' || by.needs === undefined) return null
  if (by.audience === 'council') {
    if (caller.roles.includes(by.needs)) return null
    return by.needs === 'clerk' ? 'Dit doet de griffier.' : 'Dit doet een raadslid.'
  }
  const needed = typeof by.needs === 'string' ? [by.needs] : by.needs
  if (needed.some((role) => hasInnerRole(caller, role))) return null
  return `Hiervoor hebt u de rol ${needed.map((role) => innerRoleNames[role]).join(' of ')} nodig. Vraag de beheerder van uw gemeente om die rol.`
}
