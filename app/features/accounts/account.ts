import { paths } from '#app/paths.ts'
/** The four groups that have an area of their own. */
export const roles = ['official', 'clerk', 'councilMember', 'partnerMember'] as const
export type Role = (typeof roles)[number]

/** What an official does inside a process. */
export const innerRoles = ['processor', 'reviewer', 'approver', 'administrator'] as const
export type InnerRole = (typeof innerRoles)[number]

/** Who does something: a person with an account in one municipality. */
export type Actor = {
  kind: 'account'
  id: string
  municipalityId: string
  name: string
  email: string
  roles: Role[]
  innerRoles: InnerRole[]
}

/** An act done from the command line by whoever runs the machine. */
export type CommandActor = { kind: 'command'; id: null; municipalityId: string }

/** Whoever does an act. */
export type Doer = Actor | CommandActor

export const roleNames: Record<Role, string> = {
  official: 'Ambtenaar',
  clerk: 'Griffier',
  councilMember: 'Raadslid',
  partnerMember: 'Partner',
}

export const innerRoleNames: Record<InnerRole, string> = {
  processor: 'behandelaar',
  reviewer: 'controleur',
  approver: 'vaststeller',
  administrator: 'beheerder',
}

/** The areas of the site, by who may enter. */
export const audiences = ['official', 'council', 'partner'] as const
export type Audience = (typeof audiences)[number]

/** The first page of each area. */
export const homes: Record<Audience, string> = {
  official: paths.official.today(),
  council: paths.council.home(),
  partner: paths.partner.home(),
}

const admitted: Record<Audience, readonly Role[]> = {
  official: ['official'],
  council: ['clerk', 'councilMember'],
  partner: ['partnerMember'],
}

/** Whether someone may enter an area. */
export function mayEnter(actor: Pick<Actor, 'roles'>, audience: Audience): boolean {
  return admitted[audience].some((role) => actor.roles.includes(role))
}

/** Whether an official may do what asks for an inner role; an administrator may do everything. */
export function hasInnerRole(actor: Pick<Actor, 'innerRoles'>, needed: InnerRole): boolean {
  return actor.innerRoles.includes(needed) || actor.innerRoles.includes('administrator')
}

/** The area that someone belongs in first. */
export function ownArea(actor: Pick<Actor, 'roles'>): Audience {
  return audiences.find((audience) => mayEnter(actor, audience)) ?? 'partner'
}

/** Where someone lands after logging in. */
export function homeOf(actor: Pick<Actor, 'roles'>): string {
  return homes[ownArea(actor)]
}
