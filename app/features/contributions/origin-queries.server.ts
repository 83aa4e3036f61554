import { NotFound } from '#app/errors.server.ts'
import { oneOf } from '#app/one-of.ts'
import { channelKinds, type ProcessRef } from '#app/features/processes/process.ts'
import { asId } from '#app/ids.server.ts'
import { today } from '#app/local-date.ts'
import type { Db, Trx } from '#db/client.server.ts'
import { contributionsWithSender } from './contributions-with-sender.server.ts'
import { contributorKinds, type ContributorKind } from './contributor-kind.ts'
import { asksFor, freeKindOf, type Consent, type Origin } from './free-contribution.ts'
import { rounds } from './round.ts'
import type { StoredOrigin } from './origin-words.ts'

const columns = ['contributionId', 'heldOn', 'heldUntil', 'place', 'source', 'consent', 'readBackOn'] as const

/** The origins of contributions, by id; those that came by a form have none. */
export async function originsOf(
  db: Db | Trx,
  { municipalityId }: ProcessRef,
  contributionIds: readonly string[],
): Promise<Map<string, StoredOrigin>> {
  if (contributionIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('contributionOrigin')
    .select(columns)
    .where('municipalityId', '=', municipalityId)
    .where((eb) => eb('contributionId', '=', eb.fn.any(eb.val([...contributionIds]))))
    .execute()
  return new Map(
    rows.map(({ contributionId, consent, ...row }) => [contributionId, { ...row, consent: consent as Consent }]),
  )
}

export async function originOf(
  db: Db | Trx,
  process: ProcessRef,
  contributionId: string,
): Promise<StoredOrigin | null> {
  return (await originsOf(db, process, [contributionId])).get(contributionId) ?? null
}

export type RegisteredByHand = {
  id: string
  contributorId: string
  kind: ContributorKind
  origin: Origin
  /** With which it became public; null before. */
  publicationId: string | null
}

/** A contribution that an official registered, with all that can be corrected of it. Throws NotFound for any other. */
export async function registeredByHand(
  db: Db | Trx,
  process: ProcessRef,
  contributionId: string | undefined,
): Promise<RegisteredByHand> {
  const row = await contributionsWithSender(db, process)
    .innerJoin('contributionOrigin', (join) =>
      join
        .onRef('contributionOrigin.municipalityId', '=', 'contribution.municipalityId')
        .onRef('contributionOrigin.contributionId', '=', 'contribution.id'),
    )
    .select([
      ...([
        'contribution.id',
        'contribution.publicationId',
        'contributor.id as contributorId',
        'contributor.kind',
        'name',
        'organisation',
        'namedInPublic',
      ] as const),
      ...(['email', 'channel', 'sentOn', 'receivedAt', 'round'] as const),
      ...columns,
    ])
    .where('contribution.id', '=', asId(contributionId))
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const kind = oneOf(contributorKinds, row.kind)
  const free = freeKindOf(kind)
  if (!free) throw new NotFound()
  const { heldOn, heldUntil, place, source, consent, readBackOn, sentOn, namedInPublic } = row
  return {
    ...{ id: row.id, contributorId: row.contributorId, kind, publicationId: row.publicationId },
    origin: {
      ...{ heldOn, heldUntil, place, source, readBackOn, sentOn },
      // All but persons are named anyway; of them nobody is asked.
      namedInPublic: asksFor(free, 'namedInPublic') && namedInPublic,
      ...{ name: row.organisation, person: row.name, email: row.email ?? '' },
      consent: consent as Consent,
      channel: oneOf(channelKinds, row.channel),
      round: oneOf(rounds, row.round),
      receivedOn: asksFor(free, 'receivedOn') ? today(row.receivedAt) : null,
    },
  }
}
