import { sql } from 'kysely'
import { answerOf } from '#app/features/answers/stored-answer.server.ts'
import { fullName, type NamedContributor } from '#app/features/contributions/contributor-kind.ts'
import { planOutline } from '#app/features/plans/find-place.server.ts'
import type { Decision } from '#app/features/points/disposition.ts'
import { marksOf } from '#app/features/points/queries.server.ts'
import { coverage, sentencesToSplit } from '#app/features/points/quoted-range.ts'
import { skippedIn } from '#app/features/points/split-history.server.ts'
import { partsOfTexts } from '#app/features/points/text-parts.server.ts'
import { standsApart } from '#app/features/points/text-parts.ts'
import { processAllows } from '#app/features/processes/process.ts'
import type { Process } from '#app/features/processes/queries.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import type { Db } from '#db/client.server.ts'
import { greetingsIn } from './align-letters.ts'
import { basePieces, MOST_PIECES } from './base-pieces.ts'
import { apart } from './carry-split.server.ts'
import { besideBase, differenceFrom, differenceInWords } from './beside-base.ts'
import { sharedPointsToAnswer } from './shared-points.server.ts'
import { baseAmong, campaignOf, isSure, variantsOf, type Variant } from './stored-campaign.server.ts'

/** How many variants the table has before someone asks for all, and then. */
const FEW_VARIANTS = 10
const MANY_VARIANTS = 200
/** How many senders of a variant are listed. */
const MOST_SENDERS = 50

export type CampaignView = Awaited<ReturnType<typeof campaignView>>
export type VariantRow = CampaignView['variants'][number]

/** Everything on the screen of one campaign. Throws NotFound. */
export async function campaignView(db: Db, process: Process, campaignId: string, params: URLSearchParams) {
  const campaign = await campaignOf(db, process, campaignId)
  const variants = await variantsOf(db, process, campaign.id)
  const base =
    variants.find(({ letterId }) => letterId === campaign.baseLetter) ??
    (await baseIn(db, process, campaign.baseLetter, variants))
  const ordered = base ? [base, ...variants.filter((each) => each !== base)] : variants
  const [most, chosen] = [params.has('alles') ? MANY_VARIANTS : FEW_VARIANTS, params.get('variant')]
  const chosenAt = ordered.findIndex(({ variant }) => variant === chosen)
  const listed = ordered.flatMap((variant, at) => (at < most || at === chosenAt ? [{ variant, at }] : []))
  const texts = await textsOf(db, process, [
    ...listed.map(({ variant }) => variant.letterId),
    campaign.baseLetter ?? '',
  ])
  const baseText = texts.get(campaign.baseLetter ?? base?.letterId ?? '') ?? ''
  const shownAt = chosenAt >= 0 ? chosenAt : Math.min(1, ordered.length - 1)
  const shown = ordered[shownAt]
  const [senders, parts, shared] = await Promise.all([
    shown ? sendersOf(db, process, campaign.id, shown.variant) : [],
    shown && campaign.splitAt !== null ? partsOf(db, process, campaign.id, shown.variant) : [],
    sharedOf(db, process, campaign.id, campaign.baseLetter),
  ])
  const own = await ownPoints(db, process, campaign.id)
  return {
    process: { slug: process.slug, title: process.title, isFixed: !processAllows.answer(process.state) },
    campaign: {
      ...{ id: campaign.id, state: campaign.state, name: campaign.name, isSplit: campaign.splitAt !== null },
      decided:
        campaign.decidedAt === null ? '' : decidedInWords(campaign.state, campaign.decidedBy, campaign.decidedAt),
    },
    figures: {
      letters: campaign.letters,
      variants: ordered.length,
      same: base?.letters ?? 0,
      waiting: ordered.reduce((sum, { waiting }) => sum + waiting, 0),
      /** Letters with a point of their own; null while nothing is split. */
      own: campaign.splitAt === null ? null : own.letters,
    },
    variants: listed.map(({ variant, at }) => ({
      ...{ variant: variant.variant, letters: variant.letters, waiting: variant.waiting, at: at + 1 },
      difference: at === 0 ? '' : differenceInWords(differenceFrom(baseText, texts.get(variant.letterId) ?? '')),
      isDoubtful: base !== undefined && campaign.state !== 'confirmed' && !isSure(base, variant),
      hasOwn: own.variants.has(variant.variant),
    })),
    more: {
      variants: ordered.length - listed.length,
      letters:
        ordered.reduce((sum, { letters }) => sum + letters, 0) -
        listed.reduce((sum, { variant }) => sum + variant.letters, 0),
    },
    shown: shown && {
      ...{ variant: shown.variant, at: shownAt + 1, letters: shown.letters, waiting: shown.waiting, senders, parts },
      previous: ordered[shownAt - 1]?.variant ?? null,
      next: ordered[shownAt + 1]?.variant ?? null,
      paragraphs: besideBase(baseText, texts.get(shown.letterId) ?? ''),
    },
    base:
      campaign.state === 'confirmed' && campaign.baseLetter !== null
        ? await baseSplit(db, process, campaign.baseLetter, baseText)
        : null,
    shared: shared.map((point) => ({ ...point, words: beginningOf(point.words) })),
    answer: await answerToWrite(db, process, campaign.id, shared, params.get('punt')),
  }
}

/** The base text may stand in a variant of which an earlier letter is the first. */
async function baseIn(
  db: Db,
  { municipalityId }: Process,
  baseLetter: string | null,
  variants: readonly Variant[],
): Promise<Variant | undefined> {
  if (baseLetter === null) return baseAmong(variants) ?? undefined
  const row = await db
    .selectFrom('letter')
    .select('variant')
    .where('municipalityId', '=', municipalityId)
    .where('contributionId', '=', baseLetter)
    .executeTakeFirst()
  return variants.find(({ variant }) => variant === row?.variant)
}

function decidedInWords(state: string, by: string | null, at: Date): string {
  const what = state === 'refused' ? 'Afgewezen' : 'Bevestigd'
  return `${what}${by === null ? '' : ` door ${by}`} op ${formatDate(today(at))}`
}

async function textsOf(db: Db, { municipalityId }: Process, ids: readonly string[]): Promise<Map<string, string>> {
  const asked = ids.filter((id) => id !== '')
  const { rows } = await sql<{ id: string; text: string }>`
    select id, text from contribution where municipality_id = ${municipalityId} and id = any(${asked}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, text }) => [id, text]))
}

type Sender = { contributionId: string; number: number | null; name: string; waits: boolean }

async function sendersOf(db: Db, { municipalityId }: Process, campaignId: string, variant: string): Promise<Sender[]> {
  const { rows } = await sql<Omit<Sender, 'name'> & NamedContributor>`
    select contribution_id, contributor.number, contributor.kind, contributor.name, organisation, named_in_public, resident_number, standing = 'waiting' as waits
    from letter
    join contribution on contribution.municipality_id = letter.municipality_id and contribution.id = letter.contribution_id
    join contributor on contributor.municipality_id = letter.municipality_id and contributor.id = contribution.contributor_id
    where letter.municipality_id = ${municipalityId} and campaign_id = ${campaignId} and variant = ${variant}::bigint
    order by contribution_id limit ${MOST_SENDERS}`.execute(db)
  return rows.map(({ contributionId, number, waits, ...contributor }) => ({
    contributionId,
    number,
    waits,
    name: fullName({ ...contributor, number }),
  }))
}

/** The shared points that a variant has, in words. */
async function partsOf(
  db: Db,
  { municipalityId }: Process,
  campaignId: string,
  variant: string,
): Promise<{ sharedId: string; words: string }[]> {
  const { rows } = await sql<{
    sharedId: string
    text: string
    quoteStart: number | null
    quoteEnd: number | null
    summary: string
  }>`
    select distinct on (shared_id) shared_id, text, quote_start, quote_end, summary
    from letter
    join point on point.municipality_id = letter.municipality_id and point.contribution_id = letter.contribution_id
    join campaign_point on campaign_point.municipality_id = point.municipality_id and campaign_point.point_id = point.id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where letter.municipality_id = ${municipalityId} and letter.campaign_id = ${campaignId} and variant = ${variant}::bigint and shared_id is not null
    order by shared_id, point.id`.execute(db)
  return rows.map(({ sharedId, ...point }) => ({ sharedId, words: beginningOf(wordsOf(point)) }))
}

const LONGEST_WORDS = 120

function wordsOf({
  text,
  quoteStart,
  quoteEnd,
  summary,
}: {
  text: string
  quoteStart: number | null
  quoteEnd: number | null
  summary: string
}): string {
  return (summary || text.slice(quoteStart ?? 0, quoteEnd ?? 0)).replace(/\s+/g, ' ').trim()
}

/** How a point begins, for a list. */
const beginningOf = (words: string) =>
  words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS).trimEnd()}…` : words

export type SharedPoint = { sharedId: string; words: string; letters: number; disposition: Decision | null }

/** The points of the base text in reading order, with how many letters say them. */
async function sharedOf(
  db: Db,
  { municipalityId }: Process,
  campaignId: string,
  baseLetter: string | null,
): Promise<SharedPoint[]> {
  const { rows } = await sql<
    Omit<SharedPoint, 'words'> & { text: string; quoteStart: number | null; quoteEnd: number | null; summary: string }
  >`
    select campaign_point.shared_id, text, quote_start, quote_end, summary, (
      select answer.decision from answer_point
      join answer on answer.municipality_id = answer_point.municipality_id and answer.id = answer_point.answer_id
      where answer_point.municipality_id = point.municipality_id and answer_point.point_id = point.id
    ) as disposition, (
      select count(distinct other.contribution_id)::int from campaign_point as same
      join point as other on other.municipality_id = same.municipality_id and other.id = same.point_id
      where same.municipality_id = campaign_point.municipality_id and same.campaign_id = campaign_point.campaign_id and same.shared_id = campaign_point.shared_id
    ) as letters
    from point
    join campaign_point on campaign_point.municipality_id = point.municipality_id and campaign_point.point_id = point.id
    join point_work on point_work.municipality_id = point.municipality_id and point_work.point_id = point.id
    join contribution on contribution.municipality_id = point.municipality_id and contribution.id = point.contribution_id
    where point.municipality_id = ${municipalityId} and point.contribution_id = ${baseLetter} and campaign_point.campaign_id = ${campaignId}
      and campaign_point.shared_id is not null
    order by quote_start nulls last, point.id`.execute(db)
  return rows.map(({ sharedId, letters, disposition, ...point }) => ({
    sharedId,
    letters,
    disposition,
    words: wordsOf(point),
  }))
}

/** In which letters and variants something stands that the base text has not. */
async function ownPoints(
  db: Db,
  { municipalityId }: Process,
  campaignId: string,
): Promise<{ letters: number; variants: Set<string> }> {
  const { rows } = await sql<{ variant: string; letters: number }>`
    select variant, count(distinct letter.contribution_id)::int as letters
    from campaign_point
    join point on point.municipality_id = campaign_point.municipality_id and point.id = campaign_point.point_id
    join letter on letter.municipality_id = point.municipality_id and letter.contribution_id = point.contribution_id
    where campaign_point.municipality_id = ${municipalityId} and campaign_point.campaign_id = ${campaignId} and shared_id is null
    group by variant`.execute(db)
  return {
    letters: rows.reduce((sum, { letters }) => sum + letters, 0),
    variants: new Set(rows.map(({ variant }) => variant)),
  }
}

/** How far the base text is split, and what is still to be decided in it: none of it where that is too much for a list. */
async function baseSplit(db: Db, process: Process, contributionId: string, text: string) {
  const { municipalityId } = process
  const { splitDoneAt } = await db
    .selectFrom('contribution')
    .select('splitDoneAt')
    .where('municipalityId', '=', municipalityId)
    .where('id', '=', contributionId)
    .executeTakeFirstOrThrow()
  const { points, nonPoints } = await marksOf(db, process, contributionId)
  const ranges = points.flatMap(({ range }) => range ?? [])
  const parts = (await partsOfTexts(db, process, [{ id: contributionId, text }]))(contributionId)
  const headings = standsApart(parts)
  const settled = apart([...nonPoints, ...greetingsIn(text, ranges)])
  const pieces = basePieces({
    ...{ text, items: parts.items, apart: headings, settled: [...ranges, ...settled] },
    skipped: await skippedIn(db, process, contributionId),
  })
  return {
    ...{ contributionId, points: points.length },
    open: coverage(text, sentencesToSplit(text, headings), ranges, settled).open,
    pieces: splitDoneAt !== null || pieces.length > MOST_PIECES ? [] : pieces,
  }
}

/** The shared point whose answer is written now: the one that was asked for, or the first without one. */
async function answerToWrite(
  db: Db,
  process: Process,
  campaignId: string,
  shared: readonly SharedPoint[],
  asked: string | null,
) {
  const point =
    shared.find(({ sharedId }) => sharedId === asked) ??
    shared.find(({ disposition }) => disposition === null) ??
    shared[0]
  if (!point) return null
  const { pointIds, answerId, isPublic, otherwise } = await sharedPointsToAnswer(
    db,
    process,
    campaignId,
    point.sharedId,
  )
  const stored = answerId === null ? null : await answerOf(db, process, answerId)
  return {
    ...{
      sharedId: point.sharedId,
      words: point.words,
      points: pointIds.length,
      letters: point.letters,
      isPublic,
      otherwise,
    },
    sections: (await planOutline(db, process)).sections,
    stored: stored && {
      ...{ disposition: stored.disposition, reply: stored.reply, forwardedTo: stored.forwardedTo },
      ...{ sectionIds: stored.sectionIds, mark: stored.mark, by: stored.updatedByName },
    },
  }
}
