import { oneOf } from '#app/one-of.ts'
import type { Db, Trx } from '#db/client.server.ts'

const registrationStates = ['registered', 'waiting', 'cancelled'] as const
export type RegistrationState = (typeof registrationStates)[number]

export type Person = {
  id: string
  state: RegistrationState
  addedBy: string
  name: string
  email: string
  remark: string
  origin: string
  attended: boolean | null
  registeredAt: Date
}

export const asRegistrationState = (text: string): RegistrationState => oneOf(registrationStates, text)

/** Who registered for a meeting and stands so now, in order: who has a place before who waits for one. */
export async function registeredPeople(
  db: Db | Trx,
  { municipalityId, id }: { municipalityId: string; id: string },
  states: readonly RegistrationState[],
): Promise<Person[]> {
  const rows = await db
    .selectFrom('meetingRegistration')
    .select(['id', 'state', 'addedBy', 'name', 'email', 'remark', 'origin', 'attended', 'registeredAt'])
    .where('municipalityId', '=', municipalityId)
    .where('meetingId', '=', id)
    .where('state', 'in', [...states])
    .orderBy('state')
    .orderBy('registeredAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: asRegistrationState(row.state) }))
}
