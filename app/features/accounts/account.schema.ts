import { z } from 'zod'
import { innerRoles, roles, type InnerRole, type Role } from './account.ts'

/** An address as it is stored: without capitals. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, { error: 'Vul een e-mailadres in' })
  .max(254, { error: 'Dit e-mailadres is te lang' })
  .pipe(z.email({ error: 'Vul een e-mailadres in zoals naam@organisatie.nl' }))

/** The name of a person. */
export const name = z
  .string()
  .trim()
  .min(1, { error: 'Vul een naam in' })
  .max(200, { error: 'Een naam heeft hoogstens 200 tekens' })

const innerRoleList = z.array(z.enum(innerRoles))
const WITHOUT_INNER_ROLE = 'Kies minstens één taak voor een ambtenaar'

/** What the command line and the demo give for a new account. */
export const newAccountSchema = z
  .object({ email, name, role: z.enum(roles, { error: 'Kies een rol' }), innerRoles: innerRoleList })
  .refine(({ role, innerRoles: inner }) => role === 'official' || inner.length === 0, {
    error: 'Alleen een ambtenaar heeft taken',
    path: ['innerRoles'],
  })

/** What the form to invite someone may say. */
export const invitationSchema = z
  .object({ key: z.uuid(), name, email, role: z.enum(roles, { error: 'Kies een rol' }), innerRoles: innerRoleList })
  .transform((form) => ({ ...form, innerRoles: form.role === 'official' ? form.innerRoles : [] }))
  .refine(({ role, innerRoles: inner }) => role !== 'official' || inner.length > 0, {
    error: WITHOUT_INNER_ROLE,
    path: ['innerRoles'],
  })

/** What the form to change someone's roles may say. */
export const rolesSchema = z
  .object({
    roles: z
      .array(z.enum(roles))
      .min(1, { error: 'Kies minstens één rol. Moet iemand er niet meer in? Blokkeer dan het account' }),
    innerRoles: innerRoleList,
  })
  .transform((form) => ({ ...form, innerRoles: form.roles.includes('official') ? form.innerRoles : [] }))
  .refine(({ roles: chosen, innerRoles: inner }) => !chosen.includes('official') || inner.length > 0, {
    error: WITHOUT_INNER_ROLE,
    path: ['innerRoles'],
  })

export type RolesChoice = { roles: Role[]; innerRoles: InnerRole[] }
