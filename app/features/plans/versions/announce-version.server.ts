import type { ProcessRef } from '#app/features/processes/process.ts'
import type { Trx } from '#db/client.server.ts'

/** What everyone who gave something is told of a plan: a revised version was released, has a second inspraak, or was adopted. */
export const announcementKinds = ['released', 'secondRound', 'adopted'] as const
export type AnnouncementKind = (typeof announcementKinds)[number]

/**
 * Asks the job to tell everyone who gave something, once for each kind and version (`tellOfPlans`). Of a second inspraak it is asked again when its
 * days change; the keys of the messages say which days, so nobody hears the same twice.
 */
export async function announceVersion(
  trx: Trx,
  { municipalityId, id: processId }: ProcessRef,
  announcement: { planVersionId: string; kind: AnnouncementKind },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('planAnnouncement')
    .values({ municipalityId, processId, ...announcement, announcedAt: now })
    .onConflict((conflict) => {
      const known = conflict.columns(['municipalityId', 'planVersionId', 'kind'])
      return announcement.kind === 'secondRound'
        ? known.doUpdateSet({ announcedAt: now, toldTo: '', doneAt: null })
        : known.doNothing()
    })
    .execute()
}
