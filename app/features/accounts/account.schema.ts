import { z } from 'zod'
import { key } from '#app/forms/typed.ts'
import { innerRoles, roles } from './account.ts'

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

/** What was written before someone had to log in: it goes with the form, and the act makes nothing of it. */
export const kept = z.string().optional()

const innerRoleList = z.array(z.enum(innerRoles)).default([])
const oneRole = z.enum(roles, { error: 'Kies een rol' })
const WITHOUT_INNER_ROLE = 'Kies minstens één taak voor een ambtenaar'

/** What the command line and the demo give for a new account. */
export const newAccountInput = z
  .object({ email, name, role: oneRole, innerRoles: innerRoleList, password: z.string() })
  .refine(({ role, innerRoles: inner }) => role === 'official' || inner.length === 0, {
    error: 'Alleen een ambtenaar heeft taken',
    path: ['innerRoles'],
  })

/** What the form to invite someone may say. */
export const invitationInput = z
  .object({ key, name, email, role: oneRole, innerRoles: innerRoleList })
  .transform((form) => ({ ...form, innerRoles: form.role === 'official' ? form.innerRoles : [] }))
  .refine(({ role, innerRoles: inner }) => role !== 'official' || inner.length > 0, {
    error: WITHOUT_INNER_ROLE,
    path: ['innerRoles'],
  })

/** What the form to change someone's roles may say. */
export const rolesInput = z
  .object({
    accountId: z.string(),
    roles: z
      .array(z.enum(roles))
      .default([])
      .refine((chosen) => chosen.length > 0, {
        error: 'Kies minstens één rol. Moet iemand er niet meer in? Blokkeer dan het account',
      }),
    innerRoles: innerRoleList,
  })
  .transform((form) => ({ ...form, innerRoles: form.roles.includes('official') ? form.innerRoles : [] }))
  .refine(({ roles: chosen, innerRoles: inner }) => !chosen.includes('official') || inner.length > 0, {
    error: WITHOUT_INNER_ROLE,
    path: ['innerRoles'],
  })
