import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import type { ResponseRow } from './response-to-change.server.ts'

/** The place of a contributor in the appendix with what partners gave. */
export const answeredPath = ({ slug, number }: { slug: string; number: number | null }): string =>
  `${paths.public.partnerInput(slug)}#indiener-${number}`

/** Address of what was done with the points of an organisation; null before those are public. */
export async function whereAnswered(
  db: Db,
  { municipalityId, contributorId }: Pick<ResponseRow, 'municipalityId' | 'contributorId'>,
): Promise<string | null> {
  if (contributorId === null) return null
  const found = await db
    .selectFrom('contributor')
    .innerJoin('process', (join) =>
      join
        .onRef('process.municipalityId', '=', 'contributor.municipalityId')
        .onRef('process.id', '=', 'contributor.processId'),
    )
    .select(['process.slug', 'contributor.number'])
    .where('contributor.municipalityId', '=', municipalityId)
    .where('contributor.id', '=', contributorId)
    .where('contributor.number', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('contribution')
          .select('contribution.id')
          .whereRef('contribution.municipalityId', '=', 'contributor.municipalityId')
          .whereRef('contribution.contributorId', '=', 'contributor.id')
          .where('publicationId', 'is not', null),
      ),
    )
    .executeTakeFirst()
  return found ? answeredPath(found) : null
}
