import { v7 as uuid } from 'uuid'
import type { Actor } from '#app/features/accounts/account.ts'
import {
  createQuestionnaire,
  insertQuestion,
  type NewQuestion,
} from '#app/features/partners/create-questionnaire.server.ts'
import type { Db } from '#db/client.server.ts'
import { NOW, anActor } from './factories.ts'

let counter = 0

/** An organisation in the partner book, with people who have an account; the first is its coordinator. */
export async function aPartner(
  db: Db,
  municipality: { id: string },
  given: { name?: string; kind?: string; role?: string; people?: number; passwordHash?: string } = {},
): Promise<{ id: string; name: string; people: Actor[] }> {
  const n = ++counter
  const partner = { id: uuid(), name: given.name ?? `Organisatie ${n}` }
  await db
    .insertInto('partner')
    .values({
      municipalityId: municipality.id,
      ...partner,
      kind: given.kind ?? 'organisation',
      role: given.role ?? '',
      createdAt: NOW,
    })
    .execute()
  const people: Actor[] = []
  for (let index = 0; index < (given.people ?? 1); index++) {
    const letter = String.fromCharCode(65 + index)
    const [name, email] = [`Collega ${letter}`, `collega-${letter.toLowerCase()}@organisatie-${n}.example`]
    people.push(
      await anActor(db, municipality, {
        role: 'partnerMember',
        name,
        email,
        ...(given.passwordHash ? { passwordHash: given.passwordHash } : {}),
      }),
    )
    await db
      .insertInto('partnerPerson')
      .values({
        municipalityId: municipality.id,
        id: uuid(),
        partnerId: partner.id,
        name,
        email,
        isCoordinator: index === 0,
        createdAt: NOW,
      })
      .execute()
  }
  return { ...partner, people }
}

/** The questions of a process, open until and including a day; the standard five unless others are given. */
export async function aQuestionnaire(
  db: Db,
  by: Actor,
  process: { id: string },
  given: { closesOn?: string; questions?: readonly NewQuestion[]; state?: 'prepared' | 'open' } = {},
): Promise<string> {
  const { closesOn = '2016-11-15', questions, state = 'open' } = given
  const id = await createQuestionnaire(db, by, { process, questions: questions ? 'none' : 'standard', closesOn }, NOW)
  await db.transaction().execute(async (trx) => {
    for (const [index, question] of (questions ?? []).entries())
      await insertQuestion(trx, { municipalityId: by.municipalityId, id }, index + 1, question, NOW)
  })
  await db
    .updateTable('questionnaire')
    .set({ state, openedAt: state === 'open' ? NOW : null })
    .where('municipalityId', '=', by.municipalityId)
    .where('id', '=', id)
    .execute()
  return id
}

/** The response of an organisation that was asked to answer; returns its id. */
export async function aResponse(
  db: Db,
  by: Actor,
  process: { id: string },
  questionnaireId: string,
  partner: { id: string },
): Promise<string> {
  const id = uuid()
  await db
    .insertInto('response')
    .values({
      municipalityId: by.municipalityId,
      id,
      processId: process.id,
      questionnaireId,
      partnerId: partner.id,
      invitedAt: NOW,
    })
    .execute()
  return id
}
