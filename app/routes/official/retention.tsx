import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { onlyFor } from '#app/features/accounts/guard.server.ts'
import { dueForErasure, erasures, retentionRules } from '#app/features/retention/due.server.ts'
import {
  DUE_COUNTED_TO,
  countedInWords,
  retentionKinds,
  type RetentionKind,
} from '#app/features/retention/retention.ts'
import { RetentionPage, type RetentionView } from '#app/features/retention/RetentionPage.tsx'
import { retentionMark, setRetention } from '#app/features/retention/set-retention.server.ts'
import { formAction } from '#app/forms/form-action.server.ts'
import { saidHere } from '#app/forms/said.server.ts'
import { formatDate, today } from '#app/local-date.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { stylesheets } from '#app/ui/stylesheets.ts'
import retentionStyles from '#app/features/retention/retention.css?url'

export const links = () => stylesheets(retentionStyles)

export const meta: MetaFunction = ({ matches }) => pageMeta(matches, 'Bewaren en wissen')

const MOST_SHOWN = 200
/** Processes of which what is due is shown at once. */
const PROCESSES = 25

const says = new Map([
  ['setRetention', 'De regel is bewaard.'],
  ['eraseDue', 'Het is gewist.'],
])
const isKind = (kind: string): kind is RetentionKind => retentionKinds.some((each) => each === kind)

export const loader = onlyFor(
  'official',
  async (visit): Promise<RetentionView> => {
    const { db, municipality, url, now } = visit
    const from = { after: url.searchParams.get('na'), limit: PROCESSES, countTo: DUE_COUNTED_TO }
    const rules = await retentionRules(db, municipality.id)
    const shown = (kind: RetentionKind) => {
      const rule = rules.find((each) => each.kind === kind) ?? null
      return { months: String(rule?.months ?? ''), basis: rule?.basis ?? '', mark: retentionMark(rule) }
    }
    return {
      said: says.get(saidHere(visit)?.code ?? '') ?? null,
      rules: {
        ...{ contactAddress: shown('contactAddress'), advice: shown('advice'), sourceFile: shown('sourceFile') },
        ...{ formerWording: shown('formerWording'), contribution: shown('contribution') },
      },
      ...(await dueForErasure(db, municipality.id, now, from)),
      erased: (await erasures(db, municipality.id, MOST_SHOWN)).map((row) => ({
        ...{
          id: row.id,
          title: row.title,
          on: formatDate(today(row.erasedAt)),
          by: row.approvedBy ?? 'opdracht op de server',
        },
        what: isKind(row.kind) ? countedInWords(row.kind, row.count) : String(row.count),
        rule: `na ${row.months} ${row.months === 1 ? 'maand' : 'maanden'}: ${row.basis}`,
      })),
    }
  },
  'administrator',
)

export const action = formAction('official', { acts: [setRetention] })

export default function Retention() {
  return <RetentionPage view={useLoaderData<typeof loader>()} />
}
