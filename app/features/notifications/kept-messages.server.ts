import { renderMessage } from '#emails/render.server.ts'
import type { Db } from '#db/client.server.ts'

type KeptMessage = {
  id: string
  /** null: erased, for it was sent or given up. */ to: string | null
  template: string
  state: string
  createdAt: Date
  lastError: string | null
}

/** The newest messages of a municipality, sent or kept: for developers only, since it shows addresses. */
export async function keptMessages(db: Db, municipalityId: string): Promise<KeptMessage[]> {
  return db
    .selectFrom('notification')
    .select(['id', 'recipient as to', 'template', 'state', 'createdAt', 'lastError'])
    .where('municipalityId', '=', municipalityId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** One message as its receiver sees it, or null. */
export async function keptMessage(db: Db, municipalityId: string, id: string) {
  const message = await db
    .selectFrom('notification')
    .select(['id', 'recipient as to', 'template', 'data', 'state', 'createdAt'])
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!message || message.to === null) return null
  const { data, ...rest } = message
  return { ...rest, ...(await renderMessage(message.template, data)) }
}
