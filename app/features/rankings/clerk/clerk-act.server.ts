import type { Actor } from '#app/features/accounts/account.ts'
import type { Db } from '#db/client.server.ts'

/** What an act on the clerk's page gets. */
export type ClerkForm = {
  db: Db
  by: Actor
  process: { id: string; slug: string; municipalityId: string }
  form: FormData
  now: Date
}

/** Does it, and says where on the page the clerk goes on: what follows on the address of the page. */
export type ClerkAct = (given: ClerkForm) => Promise<string>
