import { v7 as uuid } from 'uuid'
import { hasInnerRole } from '#app/features/accounts/account.ts'
import type { MemberVisit } from '#app/features/accounts/guard.server.ts'
import { responseWords } from '#app/features/partners/response.ts'
import { formatDate, today } from '#app/local-date.ts'
import { partnerKindWords } from './book.ts'
import { markOfPartner } from './change-partner.server.ts'
import { bookPage, countBook, partnerOf } from './queries.server.ts'

const PER_PAGE = 50

const numberIn = (text: string | null, least: number): number => {
  const number = Number(text)
  return Number.isSafeInteger(number) && number >= least && number <= 100_000 ? number : least
}

/** What the partner book shows. */
export async function bookView({ db, municipality, actor, url }: MemberVisit) {
  const asked = url.searchParams
  const filter = {
    search: (asked.get('zoek') ?? '').replaceAll('\0', '').trim().slice(0, 100),
    archived: asked.get('toon') === 'archief',
  }
  const page = numberIn(asked.get('pagina'), 1)
  const [counts, { rows, total }] = await Promise.all([
    countBook(db, municipality.id),
    bookPage(db, municipality.id, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
  ])
  return {
    ...{ counts, filter, total, page, pages: Math.ceil(total / PER_PAGE), mayChange: hasInnerRole(actor, 'processor') },
    rows: rows.map(({ kind, ...row }) => ({ ...row, kind: partnerKindWords[kind] })),
    imported:
      asked.get('gedaan') === 'lees-in'
        ? {
            ...{
              added: numberIn(asked.get('erbij'), 0),
              changed: numberIn(asked.get('anders'), 0),
              same: numberIn(asked.get('gelijk'), 0),
            },
            fromWindows: asked.get('letters') === 'windows',
          }
        : null,
  }
}
export type BookView = Awaited<ReturnType<typeof bookView>>

/** What the page of one organisation shows. */
export async function partnerView({ db, municipality, actor, params, url }: MemberVisit) {
  const { archivedAt, invited, ...partner } = await partnerOf(db, municipality.id, params.partnerId)
  return {
    partner,
    /** Mark of what the form about it shows. */
    seen: markOfPartner(partner),
    archivedOn: archivedAt && formatDate(today(archivedAt)),
    mayChange: hasInnerRole(actor, 'processor'),
    /** The person who is being changed. */
    editing: url.searchParams.get('wijzig'),
    done: url.searchParams.get('gedaan') ?? '',
    invited: invited.map(({ invitedAt, ...row }) => ({
      slug: row.slug,
      title: row.title,
      on: formatDate(today(invitedAt)),
      says: responseWords(row),
    })),
  }
}
export type PartnerView = Awaited<ReturnType<typeof partnerView>>

/** Says which form this is, so that sending it twice adds one organisation. */
export const newPartnerKey = (): string => uuid()
