import { sql } from 'kysely'
import type { Db, Trx } from '#db/client.server.ts'
import { prepared, type Places } from '#db/prepared.server.ts'
import { municipalityFields, type DecisionWording, type MunicipalityFacts, type PrivacyFacts } from './municipality.ts'

export type Municipality = MunicipalityFacts & {
  id: string
  slug: string
  name: string
  defaultRegime: string
  defaultTermDays: number | null
  /** Its words for what is done with a point, its own dispositions in their order. */
  decisionWordings: DecisionWording[]
}

/** Comes with every municipality, because every page that shows a decision needs it: a statement less for each. */
const decisionWordings = sql<DecisionWording[]>`(
  select coalesce(json_agg(json_build_object('id', id, 'disposition', disposition, 'label', label, 'short', short, 'plain', plain,
    'explanation', explanation, 'isRetired', is_retired) order by position, id), '[]')
  from (
    select null::uuid as id, disposition, label, short, plain, explanation, false as is_retired, 0 as position
    from disposition_words where disposition_words.municipality_id = municipality.id
    union all
    select id, disposition, label, short, plain, explanation, retired_at is not null, position
    from own_disposition where own_disposition.municipality_id = municipality.id
  ) as wording
)`.as('decisionWordings')

const columns = [
  'municipality.id',
  'municipality.slug',
  'municipality.name',
  'municipality.defaultRegime',
  'municipality.defaultTermDays',
  ...municipalityFields.map((field) => `municipality.${field}` as const),
  decisionWordings,
] as const

/** The municipality of a host, and whether the host is one of its own, and so may stand in links. */
export type HostOwner = { municipality: Municipality; named: boolean }

/** The name in a Host header, without its port. */
export const nameOfHost = (host: string): string => host.toLowerCase().replace(/:\d+$/, '')

/**
 * The municipality that a host name belongs to, or null. Where there is only one, any host is it; where there are more, a
 * host that nobody has is of the oldest one without hosts, so that a first site stays where it was when a second comes.
 * `siteDirectory` says the same of what it knows.
 */
export async function municipalityOfHost(db: Db, host: string): Promise<HostOwner | null> {
  const name = nameOfHost(host)
  const [owner] = await ownerOfHost(db, { name })
  if (owner) return { municipality: owner, named: true }
  const [only, another] = await firstTwo(db, {})
  const found = another ? await oldestWithoutHosts(db) : only
  return found ? { municipality: found, named: false } : null
}

const ownerOfHost = prepared('ownerOfHost', (db, of: Places<{ name: string }>) =>
  db
    .selectFrom('municipality')
    .innerJoin('municipalityHost', 'municipalityHost.municipalityId', 'municipality.id')
    .select(columns)
    .where('municipalityHost.host', '=', of.name)
    .compile(),
)

const firstTwo = prepared('firstTwoMunicipalities', (db) =>
  db.selectFrom('municipality').select(columns).limit(2).compile(),
)

function oldestWithoutHosts(db: Db): Promise<Municipality | undefined> {
  return db
    .selectFrom('municipality')
    .leftJoin('municipalityHost', 'municipalityHost.municipalityId', 'municipality.id')
    .select(columns)
    .where('municipalityHost.host', 'is', null)
    .orderBy('municipality.createdAt')
    .orderBy('municipality.id')
    .executeTakeFirst()
}

/** A municipality with its host names; `version` is of its content, 0 when nothing public ever changed. */
export type KnownMunicipality = { municipality: Municipality; hosts: string[]; version: number }

/** Every municipality, the oldest first, by one statement, so that all of it is of one moment. */
export async function allMunicipalities(db: Db): Promise<KnownMunicipality[]> {
  const rows = await db
    .selectFrom('municipality')
    .select(columns)
    .select([
      sql<string[]>`array(select host from municipality_host where municipality_id = municipality.id order by host)`.as(
        'hosts',
      ),
      sql<string>`coalesce((select version from content_version where municipality_id = municipality.id), 0)`.as(
        'version',
      ),
    ])
    .orderBy('municipality.createdAt')
    .orderBy('municipality.id')
    .execute()
  return rows.map(({ hosts, version, ...municipality }) => ({ municipality, hosts, version: Number(version) }))
}

/** The words of a municipality for what is done with a point, for acts and jobs; a page has them with its municipality. */
export async function decisionWordingsOf(db: Db | Trx, municipalityId: string): Promise<DecisionWording[]> {
  const found = await db
    .selectFrom('municipality')
    .select(decisionWordings)
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  return found.decisionWordings
}

/** What the municipality says about keeping data; a release asks for it. */
export async function privacyFacts(db: Db | Trx, municipalityId: string): Promise<PrivacyFacts> {
  return db
    .selectFrom('municipality')
    .select(['retentionTerm', 'retentionBasis', 'privacyOfficerName', 'privacyOfficerEmail'])
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
}
