import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { responseWords } from '#app/features/partners/response.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { partnerKindWords } from './book.ts'
import { markOfPartner } from './change-partner.server.ts'
import { bookPage, countBook, partnerOf } from './queries.server.ts'

const PER_PAGE = 50

const pageIn = (text: string | null): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= 1 && number <= 100_000 ? number : 1
}

/** What the partner book shows. */
export async function bookView(visit: MemberVisit) {
  const { db, municipality, actor, url } = visit
  const asked = url.searchParams
  const filter = {
    search: (asked.get('zoek') ?? '').replaceAll('\0', '').trim().slice(0, 100),
    archived: asked.get('toon') === 'archief',
  }
  const page = pageIn(asked.get('pagina'))
  const [counts, { rows, total }] = await Promise.all([
    countBook(db, municipality.id),
    bookPage(db, municipality.id, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
  ])
  return {
    ...{ counts, filter, total, page, pages: Math.ceil(total / PER_PAGE), mayChange: hasInnerRole(actor, 'processor') },
    rows: rows.map(({ kind, ...row }) => ({ ...row, kind: partnerKindWords[kind] })),
    said: saidHere(visit),
  }
}
export type BookView = Awaited<ReturnType<typeof bookView>>

/** What the page of one organisation shows. */
export async function partnerView(visit: MemberVisit) {
  const { db, municipality, actor, params, url } = visit
  const { archivedAt, invited, ...partner } = await partnerOf(db, municipality.id, params.partnerId)
  return {
    partner,
    /** Mark of what the form about it shows. */
    seen: markOfPartner(partner),
    archivedOn: archivedAt && formatDate(today(archivedAt)),
    mayChange: hasInnerRole(actor, 'processor'),
    /** The person who is being changed. */
    editing: url.searchParams.get('wijzig'),
    said: saidHere(visit)?.code ?? null,
    invited: invited.map(({ invitedAt, ...row }) => ({
      slug: row.slug,
      title: row.title,
      on: formatDate(today(invitedAt)),
      says: responseWords(row),
    })),
  }
}
export type PartnerView = Awaited<ReturnType<typeof partnerView>>
