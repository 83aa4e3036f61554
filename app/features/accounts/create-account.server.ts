import { act, did } from '#app/acts/act.server.ts'
import { newAccountInput } from './account.schema.ts'
import { refuseGuessable } from './guessable-password.server.ts'
import { emailRefusal, insertAccount } from './insert-account.server.ts'
import { hashPassword } from './password.server.ts'

/** Makes an account that can log in at once, for the command line and the demo. */
export const createAccount = act({
  name: 'createAccount',
  by: { audience: 'command' },
  input: newAccountInput,
  refusals: emailRefusal,
  async prepare({ db, by }, { password, email, name }) {
    await refuseGuessable(db, by.municipalityId, { password, email, name })
    return hashPassword(password)
  },
  async run({ trx, by: { municipalityId }, now }, { email, name, role, innerRoles }, passwordHash) {
    const id = await insertAccount(trx, { municipalityId, passwordHash, email, name, role, innerRoles }, now)
    return did({ id }, { subject: { kind: 'account', id }, detail: { role } })
  },
})
