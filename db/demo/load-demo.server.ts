import type { Database } from '../client.server.ts'

/** Loads the demo municipality once. */
export async function loadDemo({ db }: Database, { now }: { now: Date; secret: string }): Promise<void> {
  const there = await db.selectFrom('municipality').select('id').limit(1).executeTakeFirst()
  if (there) return
  await db
    .insertInto('municipality')
    .values({ id: '01900000-0000-7000-8000-000000000001', slug: 'borger-odoorn', name: 'Borger-Odoorn', senderEmail: 'inspraak@borger-odoorn.example', createdAt: now })
    .execute()
}

/** Lines that say who can log in to the demo. */
export function demoLogins(): string[] {
  return []
}
