import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { act, changedNothing, did, refusedBy } from '#app/acts/act.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { hasInnerRole, type Actor } from '#app/features/accounts/account.ts'
import { ticked, typed } from '#app/forms/typed.ts'
import type { ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { keptPlan } from '#db/prepared.server.ts'
import { deskFilterFrom, deskQuery } from './desk-filter.ts'

export type DeskView = { id: string; name: string; query: string; isShared: boolean; isOwn: boolean }

/** More views than this do not fit above a list. */
const MOST_VIEWS = 20
/** The longest filter that is kept, in characters of an address: some fifty themes or colleagues. */
const LONGEST_QUERY = 2000

/** Who may make, rename and remove what everyone sees: who looks after the work of others. */
export const mayShareViews = (actor: Pick<Actor, 'innerRoles'>): boolean =>
  (['reviewer', 'approver', 'administrator'] as const).some((role) => hasInnerRole(actor, role))

/** The views of a process that someone sees: those that are shared first, each by name. */
export async function viewsFor(db: Db, { municipalityId, id }: ProcessRef, accountId: string): Promise<DeskView[]> {
  const { rows } = await sql<DeskView>`${keptPlan('deskViews')}
    select id, name, query, is_shared, account_id = ${accountId} as is_own from desk_view
    where municipality_id = ${municipalityId} and process_id = ${id} and (is_shared or account_id = ${accountId})
    order by is_shared desc, lower(name), id`.execute(db)
  return rows
}

const viewName = typed
  .transform((text) => text.trim().replace(/\s+/g, ' '))
  .superRefine((name, context) => {
    const report = (message: string) => context.addIssue({ code: 'custom', message })
    if (name === '') report('Geef de weergave een naam.')
    if (name.length > 60) report(`Maak de naam korter: hooguit 60 tekens. Het zijn er nu ${name.length}.`)
  })

const viewRefusals = {
  nameTaken: { says: (name: string) => `Er is al een weergave “${name}”. Kies een andere naam.`, at: 'name' },
  tooLong: {
    says: 'Er staan te veel filters aan voor één weergave. Zet er een paar af en bewaar haar dan.',
    at: 'name',
  },
  tooMany: { says: `Er zijn al ${MOST_VIEWS} weergaven. Haal er eerst een weg.`, at: 'name' },
  mayNotShare: {
    says: 'Een weergave voor iedereen maakt een beoordelaar, goedkeurder of beheerder. Bewaar haar voor uzelf.',
    at: 'isShared',
  },
}

const byOfficial = { audience: 'official' } as const

/** Keeps a filter under a name, for oneself or for everyone who works on the process. */
export const keepView = act({
  name: 'keepView',
  by: byOfficial,
  on: 'process',
  input: z.object({ name: viewName, query: z.string(), isShared: ticked }),
  refusals: viewRefusals,
  async run({ trx, by, process: ref, refuse }, { name, query, isShared }) {
    const process = { ...ref, municipalityId: by.municipalityId }
    if (by.kind === 'command') throw new NotFound()
    if (isShared && !mayShareViews(by)) refuse('mayNotShare')
    const views = await viewsFor(trx, process, by.id)
    if (views.filter((view) => view.isShared === isShared).length >= MOST_VIEWS) refuse('tooMany')
    const id = uuid()
    // Only what means something is kept, whatever was sent.
    const kept = deskQuery(deskFilterFrom(new URLSearchParams(query)))
    if (kept.length > LONGEST_QUERY) refuse('tooLong')
    await refuseTakenName(trx, process, { id, name, isShared, accountId: by.id })
    await trx
      .insertInto('deskView')
      .values({
        ...{ municipalityId: process.municipalityId, processId: process.id, id, accountId: by.id, isShared, name },
        query: kept,
      })
      .execute()
    return did({ id, query: kept }, { subject: { kind: 'deskView', id } })
  },
})

/** Gives a view another name. */
export const renameView = act({
  name: 'renameView',
  by: byOfficial,
  on: 'process',
  input: z.object({ viewId: z.string(), name: viewName }),
  refusals: viewRefusals,
  async run({ trx, by, process: ref }, { viewId, name }) {
    const process = { ...ref, municipalityId: by.municipalityId }
    const view = await ownView(trx, by.kind === 'command' ? null : by, process, viewId)
    if (view.name === name) return changedNothing(undefined)
    await refuseTakenName(trx, process, { ...view, name })
    await trx
      .updateTable('deskView')
      .set({ name })
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', view.id)
      .execute()
    return did(undefined, { subject: { kind: 'deskView', id: view.id } })
  },
})

/** Takes a view away; the points in it stay as they are. */
export const removeView = act({
  name: 'removeView',
  by: byOfficial,
  on: 'process',
  input: z.object({ viewId: z.string() }),
  refusals: {},
  async run({ trx, by, process: ref }, { viewId }) {
    const process = { ...ref, municipalityId: by.municipalityId }
    const view = await ownView(trx, by.kind === 'command' ? null : by, process, viewId)
    await trx
      .deleteFrom('deskView')
      .where('municipalityId', '=', process.municipalityId)
      .where('id', '=', view.id)
      .execute()
    return did(undefined, { subject: { kind: 'deskView', id: view.id } })
  },
})

type StoredView = { id: string; name: string; isShared: boolean; accountId: string }

/** A view that this person may change; another's does not exist for them. */
async function ownView(trx: Trx, by: Actor | null, process: ProcessRef, viewId: string): Promise<StoredView> {
  const view = await trx
    .selectFrom('deskView')
    .select(['id', 'name', 'isShared', 'accountId'])
    .where('municipalityId', '=', process.municipalityId)
    .where('processId', '=', process.id)
    .where('id', '=', asId(viewId))
    .forUpdate()
    .executeTakeFirst()
  if (!view || !by || !(view.isShared ? mayShareViews(by) : view.accountId === by.id)) throw new NotFound()
  return view
}

async function refuseTakenName(trx: Trx, process: ProcessRef, view: StoredView): Promise<void> {
  const { rows } = await sql`
    select from desk_view
    where municipality_id = ${process.municipalityId} and process_id = ${process.id} and id <> ${view.id} and is_shared = ${view.isShared}
      and lower(name) = lower(${view.name}) and (is_shared or account_id = ${view.accountId})`.execute(trx)
  if (rows.length > 0) throw refusedBy(viewRefusals, 'nameTaken', view.name)
}
