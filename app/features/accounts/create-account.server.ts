import { Refused } from '#app/errors.server.ts'
import { record, type By } from '#app/features/record/record.server.ts'
import { inTransaction, type Db } from '#db/client.server.ts'
import { newAccountSchema } from './account.schema.ts'
import type { InnerRole, Role } from './account.ts'
import { newPasswordProblem } from './guessable-password.server.ts'
import { insertAccount } from './insert-account.server.ts'
import { hashPassword } from './password.server.ts'

type CreateAccount = {
  municipalityId: string
  email: string
  name: string
  password: string
  role: Role
  innerRoles: InnerRole[]
}

/** Makes an account that can log in at once, for the command line and the demo. Refused with the field that is wrong. */
export async function createAccount(db: Db, by: By, input: CreateAccount, now: Date): Promise<{ id: string }> {
  const { municipalityId, password } = input
  const parsed = newAccountSchema.safeParse(input)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Refused(issue?.message ?? 'Dit klopt niet', issue?.path[0] === undefined ? null : String(issue.path[0]))
  }
  const { name: municipalityName } = await db
    .selectFrom('municipality')
    .select('name')
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  const problem = newPasswordProblem(password, { email: parsed.data.email, name: parsed.data.name, municipalityName })
  if (problem) throw new Refused(problem, 'password')
  const passwordHash = await hashPassword(password)
  return inTransaction(db, async (trx) => {
    const id = await insertAccount(trx, { municipalityId, passwordHash, ...parsed.data }, now)
    await record(trx, {
      municipalityId,
      at: now,
      by,
      act: 'createAccount',
      subject: { kind: 'account', id },
      detail: { role: parsed.data.role },
    })
    return { id }
  })
}
